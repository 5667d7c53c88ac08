"""Ids that rows define and other rows name: told at their cells, whatever else is wrong with the workbook."""

from collections.abc import Iterator

from fullcount.disclosure.spelling import nearest, quoted
from fullcount.draft.imports.xlsx.layout import PARENT, Sheet
from fullcount.draft.imports.xlsx.problem import CellProblem, Where
from fullcount.draft.imports.xlsx.reading import Item

__all__ = ["References"]


class References:
    """What the items of all sheets define and name."""

    def __init__(self) -> None:
        self._defined: dict[str, dict[str, Where]] = {}
        self._named: list[tuple[str, str, Where]] = []
        self._again: list[CellProblem] = []

    def add(self, sheet: Sheet, item: Item) -> None:
        """The ids of one item."""
        for column, value in item.values.items():
            where = item.places[column]
            if column.steps == ("id",) and not sheet.is_form:
                self._define(sheet.name, value, where)
            elif column.refers and column.field != PARENT:
                names = value if isinstance(value, list) else [value]
                self._named.extend((column.refers, name, where) for name in names)

    def _define(self, sheet: str, name: str, where: Where) -> None:
        first = self._defined.setdefault(sheet, {}).setdefault(name, where)
        if first != where:
            found = f"the id {quoted(name)}, which stands in {first} already"
            self._again.append(CellProblem(where, found, "an id of its own", "name it differently"))

    def problems(self) -> Iterator[CellProblem]:
        """Ids that are defined twice, and names that are defined nowhere."""
        yield from self._again
        for sheet, name, where in self._named:
            known = self._defined.get(sheet, {})
            if name not in known:
                hint = nearest(name, known)
                remedy = f"did you mean {hint}?" if hint else f"add a row with this id to the sheet {sheet}"
                found = f"{quoted(name)}, which no row of {sheet} has as its id"
                yield CellProblem(where, found, f"an id of the sheet {sheet}", remedy)
