"""A sheet with a row for each item: titles, names, then the items."""

from typing import TYPE_CHECKING, Any

from fullcount.draft.imports.xlsx.column import Column
from fullcount.draft.imports.xlsx.layout import Sheet
from fullcount.draft.imports.xlsx.reading import ROW_OF_NAMES, name_in_sheet
from fullcount_reports.exports.xlsx.cells import put, put_text
from fullcount_reports.exports.xlsx.looks import (
    LAST_ROW,
    as_head,
    as_name,
    commented,
    format_of,
    letter,
    titled,
    width_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fullcount_reports.exports.xlsx.choices import Choices
    from fullcount_reports.exports.xlsx.rows import Row

__all__ = ["write_table"]

FIRST_ROW = ROW_OF_NAMES + 1


def write_table(page: Any, sheet: Sheet, rows: "Sequence[Row]", choices: "Choices") -> None:
    """Write a sheet; columns that few use begin hidden, unless this disclosure uses them."""
    used = {column for row in rows for column in row}
    for at, column in enumerate(sheet.columns, 1):
        _head(page, sheet, at, column)
        dimension = page.column_dimensions[letter(at)]
        dimension.width = width_of(column)
        dimension.number_format = format_of(column)
        if column.is_rare:
            dimension.outlineLevel, dimension.hidden = 1, column not in used
        _check(page, at, choices.validation(column))
    for number, row in enumerate(rows, FIRST_ROW):
        for at, column in enumerate(sheet.columns, 1):
            if column in row:
                put(page.cell(number, at), column, row[column])
    page.freeze_panes = page.cell(FIRST_ROW, 3 if sheet.parent else 2)
    page.sheet_properties.outlinePr.summaryRight = False


def _head(page: Any, sheet: Sheet, at: int, column: Column) -> None:
    title, name = page.cell(1, at), page.cell(ROW_OF_NAMES, at)
    put_text(title, titled(column))
    as_head(title, is_needed=column.required)
    commented(title, column)
    put_text(name, name_in_sheet(sheet, column))
    as_name(name)


def _check(page: Any, at: int, validation: Any) -> None:
    if validation is not None:
        validation.add(f"{letter(at)}{FIRST_ROW}:{letter(at)}{LAST_ROW}")
        page.add_data_validation(validation)
