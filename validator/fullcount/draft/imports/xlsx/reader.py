"""A disclosure out of a workbook: every sheet read, put together, and checked with each fault at its cell."""

from collections.abc import Iterator
from typing import Any

from fullcount.disclosure import shape_errors
from fullcount.disclosure.pointer import join, split
from fullcount.draft.imports.imported import Imported
from fullcount.draft.imports.xlsx.archive import LIMITS, Limits, archive_problems, has_links
from fullcount.draft.imports.xlsx.column import Steps
from fullcount.draft.imports.xlsx.grid import grids
from fullcount.draft.imports.xlsx.item import item_of
from fullcount.draft.imports.xlsx.layout import PARENT, Sheet, layout
from fullcount.draft.imports.xlsx.problem import CellProblem, Where, WorkbookError
from fullcount.draft.imports.xlsx.reading import Item, Reading, read_sheet
from fullcount.draft.imports.xlsx.references import References
from fullcount.draft.imports.xlsx.sheets import sheet_notes, sheet_problems

__all__ = ["read"]

Node = dict[str, Any]


def read(content: bytes, name: str, limits: Limits = LIMITS) -> Imported:
    """The disclosure in the workbook `name`, well formed. Raises `WorkbookError` with every problem."""
    problems = archive_problems(content, limits)
    found, further = ({}, []) if problems else grids(content, {sheet.name for sheet in layout()}, limits)
    if problems or further:
        raise WorkbookError([f"{name}: {problem}" for problem in (*problems, *further)])
    assembly = _Assembly()
    for sheet in layout():
        if sheet.name in found:
            assembly.add(sheet, read_sheet(sheet, found[sheet.name]))
    assembly.problems.extend(sheet_problems(content, found))
    problems = [*assembly.problems, *(assembly.faults() if assembly.places else ())]
    if problems:
        raise WorkbookError([f"{name}: {problem}" for problem in _in_order(problems)])
    links = ["links to other workbooks were not followed"] if has_links(content) else []
    return Imported(assembly.data, (*assembly.notes, *sheet_notes(found), *links))


def _in_order(problems: list[CellProblem]) -> list[CellProblem]:
    """The problems by sheet and cell."""
    ranks = {sheet.name: rank for rank, sheet in enumerate(layout())}

    def place(problem: CellProblem) -> tuple[int, int, int]:
        where = problem.where
        return ranks.get(where.sheet.strip().lower(), -1), where.row, where.column

    return sorted(problems, key=place)


class _Assembly:
    """Puts items together, and remembers the cell of every JSON pointer."""

    def __init__(self) -> None:
        self.data: Node = {}
        self.places: dict[str, Where] = {}
        self.problems: list[CellProblem] = []
        self.notes: list[str] = []
        self._references = References()

    def add(self, sheet: Sheet, reading: Reading) -> None:
        """The items of one sheet; those of its parent are there already."""
        self.problems.extend(reading.problems)
        self.notes.extend(reading.notes)
        for item in reading.items:
            self._references.add(sheet, item)
            if sheet.is_form:
                self._form(sheet, item)
            else:
                self._row(sheet, item)

    def _form(self, sheet: Sheet, item: Item) -> None:
        content = item_of(item.values, sheet)
        self._place(sheet.base, item)
        if not sheet.base:
            self.data = content | {key: {} for key in sheet.objects if key not in content}
        elif content:
            self.data[sheet.base[0]] = {**self.data.get(sheet.base[0], {}), **content}

    def _row(self, sheet: Sheet, item: Item) -> None:
        held = self._list(sheet, item)
        if held is None:
            return
        steps, items = held
        items.append(item_of(item.values, sheet))
        self._place((*steps, str(len(items) - 1)), item)

    def _list(self, sheet: Sheet, item: Item) -> tuple[Steps, list[Node]] | None:
        """The list to which a row belongs, with its place."""
        if not sheet.parent:
            holder = self.data
            for step in sheet.base[:-1]:
                holder = holder.setdefault(step, {})
            return sheet.base, holder.setdefault(sheet.base[-1], [])
        index = self._parent(sheet, item)
        if index is None:
            return None
        holder = self.data[sheet.base[0]][index]
        return (sheet.base[0], str(index), sheet.base[1]), holder.setdefault(sheet.base[1], [])

    def _parent(self, sheet: Sheet, item: Item) -> int | None:
        column = sheet.columns[0]
        items = self.data.get(sheet.base[0], [])
        names = [entry.get("id") if column.refers else number for number, entry in enumerate(items, 1)]
        wanted = item.values.get(column)
        if names.count(wanted) == 1:
            return names.index(wanted)
        where = item.places.get(column, item.where)
        known = "one of " + ", ".join(map(str, names)) if names else f"a row of the sheet {sheet.parent}"
        found = "nothing" if wanted is None else f"{wanted}, which names {names.count(wanted) or 'no'} rows"
        self.problems.append(
            CellProblem(where, found, known[:200], f"name one row of the sheet {sheet.parent}")
        )
        return None

    def _place(self, steps: Steps, item: Item) -> None:
        for column, where in item.places.items():
            if column.field != PARENT:
                below = column.steps
                for end in range(len(below), 0, -1):
                    self.places.setdefault(join((*steps, *below[:end])), where)
        self.places.setdefault(join(steps), item.where)

    def faults(self) -> Iterator[CellProblem]:
        """What the schema says of the whole, and the ids that lead nowhere, each at its cell."""
        told = {problem.where for problem in self.problems}
        for error in shape_errors(self.data):
            where = self._where(error.pointer)
            if where not in told:
                yield CellProblem(where, error.message, "", error.remedy)
        yield from self._references.problems()

    def _where(self, pointer: str) -> Where:
        steps = split(pointer)
        for end in range(len(steps), 0, -1):
            where = self.places.get(join(steps[:end]))
            if where:
                return where
        return Where(next((sheet.name for sheet in layout() if sheet.base[:1] == tuple(steps[:1])), "header"))
