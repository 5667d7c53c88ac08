"""Section 6: what was done to reduce the footprint."""

from fullcount_reports.card.model import Bullets, Item, Paragraph, Section
from fullcount_reports.card.sheet import Sheet

__all__ = ["practices"]


def practices(sheet: Sheet) -> Section:
    """One entry for each practice, with its source; says so when none is stated."""
    items = tuple(
        Item(
            f"{done['description']} {sheet.cited(done.get('source'))}".rstrip(),
            sheet.words.title("practice", done["practice"]),
        )
        for done in sheet.document.get("practices", [])
    )
    block = Bullets(items) if items else Paragraph(sheet.words("no-practices"))
    return Section("practices", sheet.words("practices"), (block,))
