"""The first sheet: how to fill in the others, and what a disclosure says that has no place here."""

import re
from typing import TYPE_CHECKING, Any

from fullcount_reports.exports.losses import loss_lines
from fullcount_reports.exports.xlsx.cells import put_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fullcount_reports.exports.losses import Loss

__all__ = ["write_read_me"]

WIDTH = 110
ADVICE = (
    "A full-lifecycle compute disclosure",
    "",
    "Fill in what you know. Leave empty what does not apply. A figure that is missing is never zero: choose a reason "
    "under not disclosed.",
    "Titles in yellow must be filled in. The first row has titles and units, the second the names that programs read: "
    "change neither. Comments on titles say what belongs there.",
    "Each row of a sheet is one item. A figure has a value; if known, low and high (an interval of 90 %), how "
    "it is known (basis), the id of its source and the place in it. Columns that few use are grouped and hidden: open "
    "them with the plus sign above.",
    "Numbers are written alone, in the unit of the title. Days are dates, or text as 2026-11-21.",
    "Codes are chosen from lists; the sheet codes explains each. Where a list is open, other codes may be written.",
    "Sheets of your own are not read. Formulas are read as the value that they last had. Macros are refused.",
    "Read it back with: fullcount import xlsx THIS_FILE.xlsx -o disclosure.yaml",
    "Then check it with: fullcount validate disclosure.yaml",
)
LOST = "Not expressed here, although the disclosure says it:"
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def write_read_me(page: Any, title: str, lost: "Sequence[Loss]") -> None:
    """Write the advice, and the losses if there are any."""
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - an extra

    page.title = title
    page.column_dimensions["A"].width = WIDTH
    lines = [*ADVICE, *(("", LOST, *loss_lines(lost)) if lost else ())]
    for number, line in enumerate(lines, 1):
        put_text(page.cell(number, 1), _UNPRINTABLE.sub("\ufffd", line))
        page.cell(number, 1).alignment = Alignment(wrap_text=True, vertical="top")
    page.cell(1, 1).font = Font(bold=True, size=14)
