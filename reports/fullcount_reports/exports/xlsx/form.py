"""A sheet with a row for each field: what it is, and beside it what is known of it."""

from typing import TYPE_CHECKING, Any

from fullcount.draft.imports.xlsx.column import Column, Steps
from fullcount.draft.imports.xlsx.layout import Sheet
from fullcount.draft.imports.xlsx.reading import DESCRIBING, NAME_OF_FIELDS, ROW_OF_NAMES, VALUE
from fullcount_reports.exports.xlsx.cells import put, put_text
from fullcount_reports.exports.xlsx.looks import as_head, as_name, format_of, letter, titled, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fullcount_reports.exports.xlsx.choices import Choices
    from fullcount_reports.exports.xlsx.rows import Row

__all__ = ["write_form"]

HEADS = (*DESCRIBING, NAME_OF_FIELDS)
HEAD_WIDTHS = (30, 60, 26)
VALUE_WIDTH = 44


def write_form(page: Any, sheet: Sheet, rows: "Sequence[Row]", choices: "Choices") -> None:
    """Write a sheet; the facets of figures have columns, those that few use begin hidden."""
    values = rows[0] if rows else {}
    columns = _facets(page, sheet, values)
    fields = list(dict.fromkeys(column.field for column in sheet.columns))
    for number, field in enumerate(fields, ROW_OF_NAMES + 1):
        of_field = [column for column in sheet.columns if column.field == field]
        _describe(page, number, of_field[0])
        for column in of_field:
            cell = page.cell(number, columns[_facet(column)])
            cell.number_format = format_of(column)
            validation = choices.validation(column)
            if validation is not None:
                validation.add(cell.coordinate)
                page.add_data_validation(validation)
            if column in values:
                put(cell, column, values[column])
    page.freeze_panes = page.cell(ROW_OF_NAMES + 1, 2)
    page.sheet_properties.outlinePr.summaryRight = False
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _facets(page: Any, sheet: Sheet, values: "Row") -> dict[str, int]:
    """Which column has which facet; the heads are written."""
    first: dict[str, Column] = {VALUE: sheet.columns[0]}
    for column in sheet.columns:
        first.setdefault(_facet(column), column)
    used = {_facet(column) for column in values}
    for at, (name, width) in enumerate(zip(HEADS, HEAD_WIDTHS, strict=True), 1):
        _head(page, at, name, name.capitalize(), width)
    for at, (name, column) in enumerate(first.items(), len(HEADS) + 1):
        title = "Value" if name == VALUE else column.title.rsplit(": ", 1)[-1].capitalize()
        _head(page, at, name, title, VALUE_WIDTH if name == VALUE else width_of(column))
        if column.is_rare:
            dimension = page.column_dimensions[letter(at)]
            dimension.outlineLevel, dimension.hidden = 1, name not in used
    return {name: at for at, name in enumerate(first, len(HEADS) + 1)}


def _head(page: Any, at: int, name: str, title: str, width: int) -> None:
    put_text(page.cell(1, at), title)
    as_head(page.cell(1, at))
    put_text(page.cell(ROW_OF_NAMES, at), name)
    as_name(page.cell(ROW_OF_NAMES, at))
    page.column_dimensions[letter(at)].width = width


def _facet(column: Column) -> str:
    return ".".join(column.facet) or VALUE


def _describe(page: Any, number: int, column: Column) -> None:
    name: Steps = column.field
    title, description = column._replace(title=column.title.removesuffix(": value")), column.description
    for at, text in enumerate((titled(title), _with_how(description, column), ".".join(name)), 1):
        put_text(page.cell(number, at), text)
    as_head(page.cell(number, 1), is_needed=column.required)
    as_name(page.cell(number, 3))


def _with_how(description: str, column: Column) -> str:
    return f"{description} Several: commas between them." if column.kind == "words" else description
