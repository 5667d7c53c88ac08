"""From the cells of one sheet to items: which column each cell belongs to, and what it says."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from fullcount.disclosure.spelling import nearest, quoted
from fullcount.draft.imports.xlsx.column import Column
from fullcount.draft.imports.xlsx.grid import Cell, Grid
from fullcount.draft.imports.xlsx.layout import PARENT, Sheet
from fullcount.draft.imports.xlsx.problem import CellProblem, Where
from fullcount.draft.imports.xlsx.values import Refused, value_of

__all__ = [
    "NAME_OF_FIELDS",
    "NAME_OF_PARENT",
    "ROW_OF_NAMES",
    "Item",
    "Reading",
    "name_in_sheet",
    "read_sheet",
]

ROW_OF_NAMES = 2
"""The row that names the columns for programs; the one above it has their titles."""
NAME_OF_FIELDS = "field"
"""The column of a form that names the field of each row."""
VALUE = "value"
ERROR_VALUES = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A")


class Item(NamedTuple):
    """A row of a table, or all of a form: its values, and where each column stands, filled in or not."""

    where: Where
    values: Mapping[Column, Any]
    places: Mapping[Column, Where]


class Reading(NamedTuple):
    """The items of a sheet, what is wrong with its cells, and what a reader should know."""

    items: list[Item]
    problems: list[CellProblem]
    notes: list[str]


def name_in_sheet(sheet: Sheet, column: Column) -> str:
    """How the sheet calls a column; the one that names the item of another sheet is called after it."""
    return NAME_OF_PARENT[sheet.parent] if column.field == PARENT else column.name


NAME_OF_PARENT = {"facilities": "facility", "equipment": "equipment", "reviews": "review"}


def read_sheet(sheet: Sheet, grid: Grid) -> Reading:
    """Every item of a sheet."""
    reading = Reading([], [], [])
    if not grid.rows:
        return reading
    if ROW_OF_NAMES not in grid.rows:
        found, remedy = "no names of columns", "copy the first two rows from a new template"
        reading.problems.append(CellProblem(Where(grid.name), found, f"them in row {ROW_OF_NAMES}", remedy))
        return reading
    (_read_form if sheet.is_form else _read_table)(sheet, grid, reading)
    return reading


def _read_table(sheet: Sheet, grid: Grid, reading: Reading) -> None:
    known = {name_in_sheet(sheet, column): column for column in sheet.columns}
    columns = _columns(grid, known, reading)
    for number, row in grid.rows.items():
        if number > ROW_OF_NAMES:
            places = {column: Where(grid.name, number, at) for at, column in columns.items()}
            named = {columns[at]: cell for at, cell in row.items() if at in columns}
            if named:
                values = dict(_values(named, reading))
                reading.items.append(Item(Where(grid.name, number, 1), values, places))


def _read_form(sheet: Sheet, grid: Grid, reading: Reading) -> None:
    facets = {".".join(column.facet) or VALUE for column in sheet.columns} | {NAME_OF_FIELDS}
    at_facet = _columns(grid, {name: name for name in facets} | dict.fromkeys(DESCRIBING, ""), reading)
    fields = {name: at for at, name in at_facet.items()}
    known = {(".".join(column.field), ".".join(column.facet) or VALUE): column for column in sheet.columns}
    named: dict[Column, Cell] = {}
    places: dict[Column, Where] = {}
    for number, row in grid.rows.items():
        if number > ROW_OF_NAMES and NAME_OF_FIELDS in fields:
            name = _name_of_row(row.get(fields[NAME_OF_FIELDS]))
            places |= {
                known[name, facet]: Where(grid.name, number, at)
                for facet, at in fields.items()
                if (name, facet) in known
            }
            named |= dict(_of_row(row, name, at_facet, known, reading))
    reading.items.append(Item(Where(grid.name, 1, 1), dict(_values(named, reading)), places))


DESCRIBING = ("title", "description")
"""Columns of a form that are there for people."""


def _name_of_row(cell: Cell | None) -> str:
    return str(cell.value).strip() if cell else ""


def _of_row(
    row: Mapping[int, Cell],
    name: str,
    at_facet: Mapping[int, str],
    known: Mapping[tuple[str, str], Column],
    reading: Reading,
) -> Iterator[tuple[Column, Cell]]:
    for at, cell in row.items():
        facet = at_facet.get(at, "")
        if facet in ("", NAME_OF_FIELDS):
            continue
        if (name, facet) in known:
            yield known[name, facet], cell
        else:
            names = {field for field, _ in known}
            found = f"{facet} of {quoted(name)}" if name in names else f"the field {quoted(name)}"
            hint = nearest(name, names) if name not in names else None
            remedy = f"did you mean {hint}? else clear the row" if hint else "clear the cell"
            reading.problems.append(CellProblem(cell.where, found, "a place of the template", remedy))


def _columns(grid: Grid, known: Mapping[str, Any], reading: Reading) -> dict[int, Any]:
    """Which column stands where; those that the standard does not have, and those that stand there twice, are told."""
    found: dict[int, Any] = {}
    named: dict[str, Where] = {}
    for at, cell in grid.rows[ROW_OF_NAMES].items():
        name = str(cell.value).strip()
        if name in named:
            what = f"the column {quoted(name)}, which stands in {named[name]} already"
            reading.problems.append(
                CellProblem(cell.where, what, "each column once", "delete one of the two")
            )
        elif name in known:
            named[name] = cell.where
            found[at] = known[name]
        else:
            reading.problems.append(_unknown_column(cell.where, name, known))
    reading.problems.extend(_without_name(grid))
    return found


def _unknown_column(where: Where, name: str, known: Mapping[str, Any]) -> CellProblem:
    hint = nearest(name, known)
    remedy = f"did you mean {hint}?" if hint else "delete the column, or move it to a sheet of your own"
    return CellProblem(where, f"the column {quoted(name)}", "a column of the template", remedy)


def _without_name(grid: Grid) -> Iterator[CellProblem]:
    told: set[int] = set()
    for number, row in grid.rows.items():
        for at in row if number > ROW_OF_NAMES else ():
            if at not in grid.rows[ROW_OF_NAMES] and at not in told:
                told.add(at)
                remedy = f"name the column in row {ROW_OF_NAMES}, or move it to a sheet of your own"
                yield CellProblem(row[at].where, "a value in a column without a name", "nothing", remedy)


def _values(named: Mapping[Column, Cell], reading: Reading) -> Iterator[tuple[Column, Any]]:
    for column, cell in named.items():
        if cell.is_formula and (cell.value is None or cell.value in ERROR_VALUES):
            found = "a formula without a value" if cell.value is None else f"the error {cell.value}"
            remedy = "write the value itself, or let a spreadsheet program compute the formula and save"
            reading.problems.append(CellProblem(cell.where, found, "a value", remedy))
            continue
        value = value_of(column, cell.value)
        if isinstance(value, Refused):
            reading.problems.append(CellProblem(cell.where, *value))
            continue
        if cell.is_formula:
            reading.notes.append(f"{cell.where}: the last value of a formula was taken, {value!r}")
        yield column, value
