"""Values of a disclosure as cells: text stays text whatever it begins with, numbers keep every digit."""

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from fullcount.draft.imports.xlsx.column import Column

if TYPE_CHECKING:
    from openpyxl.cell import Cell

__all__ = ["AS_TEXT", "DAY", "put", "put_text", "unwritable"]

LONGEST = 32_767
"""Characters in a cell (ECMA-376 leaves it open; the limit of the usual programs)."""
AS_TEXT = "@"
DAY = "yyyy-mm-dd"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 (production 2) has no place for."""
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def put(cell: "Cell", column: Column, value: Any) -> None:
    """Write the value of a column."""
    match value:
        case bool():
            cell.value = value
        case int() | float():
            cell.value = repr(value)
            cell.data_type = "n"
        case list():
            put_text(cell, ("\n" if column.kind == "texts" else ", ").join(value))
        case _ if column.kind == "date" and (day := _day(value)):
            cell.value = day
            cell.number_format = DAY
        case _:
            put_text(cell, value)


def put_text(cell: "Cell", text: str) -> None:
    """Write text that no program takes for a formula or a number."""
    cell.value = _LOOKS_ESCAPED.sub("_x005F_", text).replace("\r", "_x000D_")
    cell.data_type = "s"
    cell.number_format = AS_TEXT


def unwritable(value: Any) -> str:
    """Why a value would not come back out of its cell as it is; empty if it would."""
    texts = value if isinstance(value, list) else [value]
    if not all(isinstance(text, str) for text in texts):
        return ""
    if any(_FORBIDDEN.search(text) for text in texts):
        return "text with a control character"
    if any(not text.strip() for text in texts):
        return "text of nothing but spaces"
    if isinstance(value, list) and any("\n" in text for text in texts):
        return "one of several texts has more than one line"
    return "text that is too long" if sum(map(len, texts)) + len(texts) > LONGEST else ""


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text and day >= FIRST_DAY else None


FIRST_DAY = date(1900, 3, 1)
"""Spreadsheets count an invented 29 February 1900; days before it are written as text."""
