"""How sheets look: heads, widths, and what begins hidden."""

from typing import Any

from fullcount.draft.imports.xlsx.column import Column

__all__ = [
    "LAST_ROW",
    "as_head",
    "as_name",
    "commented",
    "format_of",
    "letter",
    "titled",
    "width_of",
]

LAST_ROW = 2000
"""The last row that has drop-down lists."""
HEAD, NEEDED, NAMED = "E8EEF4", "F6E3B4", "F5F5F5"
WIDTH = {
    "text": 28,
    "texts": 24,
    "words": 22,
    "word": 20,
    "date": 12,
    "number": 14,
    "integer": 11,
    "boolean": 11,
}
COMMENT_SIZE = {"width": 320, "height": 110}


def letter(number: int) -> str:
    """The letters of a column, from 1."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - an extra

    return str(get_column_letter(number))


def as_head(cell: Any, *, is_needed: bool = False) -> None:
    """A title, in another colour where it must be filled in."""
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor=NEEDED if is_needed else HEAD)
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def as_name(cell: Any) -> None:
    """The name of a column for programs."""
    from openpyxl.styles import Font, PatternFill  # noqa: PLC0415

    cell.font = Font(color="707070", size=8)
    cell.fill = PatternFill("solid", fgColor=NAMED)


def commented(cell: Any, column: Column) -> None:
    """The description of a column, with what is expected in it."""
    from openpyxl.comments import Comment  # noqa: PLC0415

    parts = [column.description, f"Unit: {column.unit}." if column.unit else "", _how(column)]
    cell.comment = Comment("\n".join(part for part in parts if part), "fullcount", **COMMENT_SIZE)


def _how(column: Column) -> str:
    needed = "Must be filled in." if column.required else ""
    several = {"words": "Several: commas between them.", "texts": "Several: one in each line of the cell."}
    codes = f"Codes: see the sheet codes, {column.codelist}." if column.codelist else ""
    return "\n".join(filter(None, (needed, several.get(column.kind, ""), codes)))


def titled(column: Column) -> str:
    """The title of a column with its unit."""
    return f"{column.title} ({column.unit})" if column.unit and column.unit != "1" else column.title


def format_of(column: Column) -> str:
    """The format of cells that are still to be filled in: what is no number is text, whatever it looks like."""
    if column.kind in ("number", "integer", "boolean"):
        return "General"
    return "yyyy-mm-dd" if column.kind == "date" else "@"


def width_of(column: Column) -> int:
    """The width of a column in characters."""
    return WIDTH[column.kind]
