"""The sheets of a workbook as a whole: which are those of a disclosure, which were renamed, hidden or merged in."""

from collections.abc import Iterator, Mapping

from fullcount.disclosure.spelling import quoted
from fullcount.draft.imports.xlsx.grid import Grid
from fullcount.draft.imports.xlsx.layout import Sheet, layout
from fullcount.draft.imports.xlsx.merged import merged_problems
from fullcount.draft.imports.xlsx.problem import CellProblem, Where
from fullcount.draft.imports.xlsx.reading import NAME_OF_FIELDS, ROW_OF_NAMES, VALUE, name_in_sheet

__all__ = ["FOR_PEOPLE", "sheet_notes", "sheet_problems"]

FOR_PEOPLE = ("read me", "codes")
"""Sheets that say how to fill in the others."""
ALIKE = 0.5
"""The share of the columns of a sheet by whose names it is known under another name: our own choice."""


def sheet_problems(content: bytes, found: Mapping[str, Grid]) -> Iterator[CellProblem]:
    """No sheet of a disclosure at all, sheets of it under other names, and cells of it that are merged."""
    known = {sheet.name for sheet in layout()}
    renamed = list(
        _renamed({key: grid for key, grid in found.items() if key not in known}, known - found.keys())
    )
    yield from renamed
    if not renamed and not known & found.keys():
        expected = f"sheets such as {', '.join(sheet.name for sheet in layout()[:3])}"
        remedy = "begin with `fullcount init --as xlsx -o template.xlsx`"
        yield CellProblem(Where(), "no sheet of a disclosure", expected, remedy)
    yield from merged_problems(content, {key: grid for key, grid in found.items() if key in known})


def _renamed(others: Mapping[str, Grid], lacking: set[str]) -> Iterator[CellProblem]:
    for grid in others.values():
        names = {str(cell.value).strip() for cell in grid.rows.get(ROW_OF_NAMES, {}).values()}
        if meant := [sheet.name for sheet in layout() if sheet.name in lacking and _is_like(sheet, names)]:
            name = " or ".join(meant)
            found = f"a sheet {quoted(grid.name)} with the columns of {name}"
            remedy = f"name it {name}; if it is your own, clear its row {ROW_OF_NAMES}"
            yield CellProblem(Where(grid.name), found, f"the name {name}", remedy)


def _is_like(sheet: Sheet, names: set[str]) -> bool:
    """Forms have the same columns all: any of them may be meant."""
    if sheet.is_form:
        return names >= {NAME_OF_FIELDS, VALUE}
    columns = {name_in_sheet(sheet, column) for column in sheet.columns}
    return len(columns & names) >= ALIKE * len(columns)


def sheet_notes(found: Mapping[str, Grid]) -> Iterator[str]:
    """Sheets that were not read, and sheets that were although they are hidden."""
    known = {sheet.name for sheet in layout()}
    for key, grid in found.items():
        if key in known and grid.is_hidden and grid.rows:
            yield f"the sheet {quoted(grid.name)} is hidden and was read"
        elif key not in (*known, *FOR_PEOPLE):
            yield f"the sheet {quoted(grid.name)} was not read"
