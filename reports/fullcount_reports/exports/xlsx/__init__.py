"""A disclosure as a workbook, to be filled in and read back: a sheet for each list, a row for each item.

Sheets, columns, units, codes and comments follow from the schema. No formula is written: what comes from a disclosure
is text or a number.
"""

from typing import TYPE_CHECKING

from fullcount.draft.imports.xlsx.layout import layout, sheet_named
from fullcount_reports.exports.crosswalk import crosswalk
from fullcount_reports.exports.exported import Exported
from fullcount_reports.exports.losses import losses
from fullcount_reports.exports.xlsx.rows import rows_of
from fullcount_reports.exports.xlsx.workbook import workbook

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure

__all__ = ["NAME", "VERSIONS", "export", "template"]

NAME = "xlsx"
VERSIONS = ("1.0",)


def export(document: "Disclosure", version: str = "1.0") -> Exported:  # noqa: ARG001 - as all formats
    """A workbook of one disclosure. Raises `NotExpressibleError` for text that no cell can hold."""
    lost = losses(document, crosswalk(NAME))
    content = workbook({sheet.name: rows_of(sheet, document) for sheet in layout()}, lost)
    return Exported({"disclosure.xlsx": content}, lost)


def template(today: str, subject: str) -> bytes:
    """A workbook to be filled in, with a date as YYYY-MM-DD and the name of the subject already there."""
    begun = {
        "fullcount": VERSIONS[0],
        "revision": {"number": 1, "date": today, "status": "draft"},
        "subject": {"name": subject},
    }
    return workbook({name: rows_of(sheet_named(name), begun) for name in ("header", "subject")}, ())
