"""The sheets of a workbook as cells with values; what a formula last came to is its value, and that is said."""

from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from typing import Any, NamedTuple

from fullcount.draft.imports.xlsx.archive import Limits
from fullcount.draft.imports.xlsx.problem import CellProblem, Where
from fullcount.draft.imports.xlsx.values import is_blank
from fullcount.problems import ExtraMissingError

__all__ = ["Cell", "Grid", "grids"]


class Cell(NamedTuple):
    """What stands in a cell that is not blank."""

    where: Where
    value: Any
    is_formula: bool = False


class Grid(NamedTuple):
    """The cells of a sheet that are not blank, by row, each by column."""

    name: str
    rows: Mapping[int, Mapping[int, Cell]]


def grids(
    content: bytes, wanted: Collection[str], limits: Limits
) -> tuple[dict[str, Grid], list[CellProblem]]:
    """The sheets of a workbook by name in lower case, the cells of those that are `wanted`; or why it cannot be read.

    Raises `ExtraMissingError` without the extra `spreadsheet`.
    """
    try:
        import openpyxl  # noqa: F401, PLC0415 - an extra
    except ImportError:
        raise ExtraMissingError("reading a workbook", "openpyxl", "spreadsheet") from None
    try:
        return _grids(content, wanted, limits), []
    except Exception:  # openpyxl raises whatever its parsers happen to raise
        remedy = "open it in a spreadsheet program and save it again as .xlsx"
        return {}, [CellProblem(Where(), "parts that do not fit together", "an .xlsx workbook", remedy)]


def _grids(content: bytes, wanted: Collection[str], limits: Limits) -> dict[str, Grid]:
    """The last values of formulas are looked up only where there are formulas: it means reading all of it again."""
    written = _opened(content)
    found = {name.strip().lower(): Grid(name, {}) for name in written.sheetnames}
    found |= {key: _grid(written, found[key].name, limits) for key in found.keys() & set(wanted)}
    cells = (cell for grid in found.values() for row in grid.rows.values() for cell in row.values())
    if not any(cell.is_formula for cell in cells):
        return found
    last = _opened(content, data_only=True)
    return {key: _with_values(grid, last, limits) for key, grid in found.items()}


def _opened(content: bytes, *, data_only: bool = False) -> Any:
    from openpyxl import load_workbook  # noqa: PLC0415

    return load_workbook(BytesIO(content), read_only=True, data_only=data_only, keep_links=False)


def _grid(book: Any, name: str, limits: Limits) -> Grid:
    rows: dict[int, dict[int, Cell]] = {}
    for row in _rows(book, name, limits):
        for cell in row:
            if not is_blank(cell.value):
                where = Where(name, cell.row, cell.column)
                rows.setdefault(cell.row, {})[cell.column] = Cell(
                    where, cell.value, cell.data_type in ("f", "e")
                )
    return Grid(name, rows)


def _with_values(grid: Grid, last: Any, limits: Limits) -> Grid:
    """The sheet with what each formula last came to."""
    values = {
        (cell.row, cell.column): cell.value
        for row in (_rows(last, grid.name, limits) if grid.rows else ())
        for cell in row
        if cell.value is not None
    }
    rows = {
        number: {
            at: cell._replace(value=values.get((number, at))) if cell.is_formula else cell
            for at, cell in row.items()
        }
        for number, row in grid.rows.items()
    }
    return Grid(grid.name, rows)


def _rows(book: Any, name: str, limits: Limits) -> Iterator[Any]:
    """The rows within the limits, whatever the sheet says of its own size; none of a sheet that is a chart."""
    sheet = book[name]
    if hasattr(sheet, "reset_dimensions"):
        sheet.reset_dimensions()
        yield from sheet.iter_rows(max_row=limits.max_rows, max_col=limits.max_columns)
