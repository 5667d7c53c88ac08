"""Section 8: the sources, numbered as they are cited."""

from typing import TYPE_CHECKING

from fullcount_reports.card.model import Bullets, Item, Paragraph, Section
from fullcount_reports.card.sheet import Sheet

if TYPE_CHECKING:
    from fullcount.disclosure.types import Source

__all__ = ["cited"]


def cited(sheet: Sheet) -> Section:
    """Every source of the disclosure; says so when there is none."""
    items = tuple(_item(sheet, source) for source in sheet.document.get("sources", []))
    block = Bullets(items, numbered=True) if items else Paragraph(sheet.words("no-sources"))
    return Section("sources", sheet.words("sources"), (block,))


def _item(sheet: Sheet, source: "Source") -> Item:
    words = sheet.words
    parts = [
        source["title"],
        source.get("authors", ""),
        words.day(source.get("date", "")),
        source.get("licence", ""),
    ]
    if "retrieved" in source:
        parts.append(words("retrieved", date=words.day(source["retrieved"])))
    parts.append(source.get("note", ""))
    return Item(". ".join(part.rstrip(".") for part in parts if part) + ".", href=source.get("url", ""))
