"""The whole workbook: what to read first, the sheets of the disclosure, and the codes to choose from."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from fullcount.draft.imports.xlsx.layout import layout
from fullcount.draft.imports.xlsx.sheets import FOR_PEOPLE
from fullcount.problems import ExtraMissingError
from fullcount_reports.exports.xlsx.choices import Choices
from fullcount_reports.exports.xlsx.form import write_form
from fullcount_reports.exports.xlsx.read_me import write_read_me
from fullcount_reports.exports.xlsx.table import write_table
from fullcount_reports.exports.xlsx.zipped import same_on_any_day

if TYPE_CHECKING:
    from fullcount_reports.exports.losses import Loss
    from fullcount_reports.exports.xlsx.rows import Row

__all__ = ["workbook"]

CREATED = datetime(2000, 1, 1)
READ_ME, CODES = FOR_PEOPLE


def workbook(rows: Mapping[str, "Sequence[Row]"], lost: "Sequence[Loss]") -> bytes:
    """The bytes of a workbook with these rows by sheet; the same on any day."""
    try:
        from openpyxl import Workbook  # noqa: PLC0415 - an extra
    except ImportError:
        raise ExtraMissingError("writing a workbook", "openpyxl", "spreadsheet") from None
    book: Any = Workbook()
    book.properties.creator, book.properties.created = "fullcount", CREATED
    write_read_me(book.active, READ_ME, lost)
    sheets = {sheet.name: book.create_sheet(sheet.name) for sheet in layout()}
    choices = Choices(book.create_sheet(CODES))
    for sheet in layout():
        write = write_form if sheet.is_form else write_table
        write(sheets[sheet.name], sheet, rows.get(sheet.name, ()), choices)
    stream = BytesIO()
    book.save(stream)
    return same_on_any_day(stream.getvalue())
