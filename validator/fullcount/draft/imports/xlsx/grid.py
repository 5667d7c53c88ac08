"""The sheets of a workbook as cells with values; what a formula last came to is its value, and that is said."""

from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from typing import Any, NamedTuple

from fullcount.disclosure.spelling import quoted
from fullcount.draft.imports.xlsx.archive import Limits
from fullcount.draft.imports.xlsx.problem import CellProblem, Where
from fullcount.draft.imports.xlsx.values import is_blank
from fullcount.problems import ExtraMissingError

__all__ = ["Cell", "Grid", "grids"]

HEADS = 2
"""The rows of titles and names at the top of a sheet."""
TRUTH = {"=TRUE()": True, "=FALSE()": False}
"""How LibreOffice Calc saves what is chosen as TRUE or FALSE."""


class Cell(NamedTuple):
    """What stands in a cell that is not blank."""

    where: Where
    value: Any
    is_formula: bool = False


class Grid(NamedTuple):
    """The cells of a sheet that are not blank, by row, each by column."""

    name: str
    rows: Mapping[int, Mapping[int, Cell]]
    is_hidden: bool = False


def grids(
    content: bytes, wanted: Collection[str], limits: Limits
) -> tuple[dict[str, Grid], list[CellProblem]]:
    """The sheets of a workbook by name in lower case; or why it cannot be read.

    All cells are those of the sheets that are `wanted`; of others the first two rows tell whether they are one renamed.
    Raises `ExtraMissingError` without the extra `spreadsheet`.
    """
    try:
        import openpyxl  # noqa: F401, PLC0415 - an extra
    except ImportError:
        raise ExtraMissingError("reading a workbook", "openpyxl", "spreadsheet") from None
    try:
        return _grids(content, wanted, limits), list(_twice(content))
    except Exception:  # openpyxl raises whatever its parsers happen to raise
        remedy = "open it in a spreadsheet program and save it again as .xlsx"
        return {}, [CellProblem(Where(), "parts that do not fit together", "an .xlsx workbook", remedy)]


def _twice(content: bytes) -> Iterator[CellProblem]:
    seen: dict[str, str] = {}
    for name in _opened(content).sheetnames:
        first = seen.setdefault(_key(name), name)
        if first != name:
            found = f"a second sheet of the name {quoted(first)}, {quoted(name)}"
            yield CellProblem(Where(name), found, "each sheet once", "rename or delete one of the two")


def _key(name: str) -> str:
    return name.strip().lower()


def _grids(content: bytes, wanted: Collection[str], limits: Limits) -> dict[str, Grid]:
    """The last values of formulas are looked up only where there are formulas: it means reading all of it again."""
    written = _opened(content)
    heads = limits._replace(max_rows=HEADS)
    found = {
        _key(name): _grid(written, name, limits if _key(name) in wanted else heads)
        for name in written.sheetnames
    }
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
                rows.setdefault(cell.row, {})[cell.column] = _cell(Where(name, cell.row, cell.column), cell)
    return Grid(name, rows, getattr(book[name], "sheet_state", "visible") != "visible")


def _cell(where: Where, cell: Any) -> Cell:
    is_formula = cell.data_type in ("f", "e")
    if is_formula and str(cell.value).upper() in TRUTH:
        return Cell(where, TRUTH[str(cell.value).upper()])
    return Cell(where, cell.value, is_formula)


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
    return grid._replace(rows=rows)


def _rows(book: Any, name: str, limits: Limits) -> Iterator[Any]:
    """The rows within the limits, whatever the sheet says of its own size; none of a sheet that is a chart."""
    sheet = book[name]
    if hasattr(sheet, "reset_dimensions"):
        sheet.reset_dimensions()
        yield from sheet.iter_rows(max_row=limits.max_rows, max_col=limits.max_columns)
