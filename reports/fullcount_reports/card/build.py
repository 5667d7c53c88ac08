"""A disclosure and the verdict on it become a card, in the fixed order of the standard."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount_reports.card.boundary import boundary
from fullcount_reports.card.catalogue import Catalogue
from fullcount_reports.card.checked import checked
from fullcount_reports.card.cited import cited
from fullcount_reports.card.compute import compute
from fullcount_reports.card.english import ENGLISH
from fullcount_reports.card.factors import factors
from fullcount_reports.card.headline import headline, tiles
from fullcount_reports.card.life_cycle import life_cycle
from fullcount_reports.card.model import Card, Paragraph
from fullcount_reports.card.practices import practices
from fullcount_reports.card.review_line import ReviewLine
from fullcount_reports.card.sheet import Sheet

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure

__all__ = ["build_card"]


def build_card(document: "Disclosure", review: ReviewLine | None, words: Catalogue = ENGLISH) -> Card:
    """The card of a well-formed disclosure, free of any format; without a verdict it has no section of review."""
    sheet = Sheet(document, words)
    sections = (
        headline(sheet),
        compute(sheet),
        life_cycle(sheet),
        boundary(sheet),
        factors(sheet),
        practices(sheet),
        *((checked(sheet, review),) if review else ()),
        cited(sheet),
    )
    status = "" if sheet.status == "primary" else words(f"status-{sheet.status}")
    return Card(
        _title(sheet, status), status, tuple(_lead(sheet, review)), tiles(sheet), sections, words.language
    )


def _title(sheet: Sheet, status: str) -> str:
    subject = sheet.document["subject"]
    name = f"{subject['name']} {subject.get('version', '')}".rstrip()
    title = sheet.words("title", name=name)
    return sheet.words("title-marked", title=title, status=status) if status else title


def _lead(sheet: Sheet, review: ReviewLine | None) -> Iterator[Paragraph]:
    words, document = sheet.words, sheet.document
    if sheet.status != "primary":
        yield Paragraph(words(f"warning-{sheet.status}"), "warning")
    if review and review.errors:
        yield Paragraph(
            words("errors-one" if review.errors == 1 else "errors-many", n=review.errors), "warning"
        )
    if document["revision"]["status"] != "published":
        yield Paragraph(words(f"revision-{document['revision']['status']}"), "warning")
    yield Paragraph(_provenance(sheet))
    if "description" in document["subject"]:
        yield Paragraph(document["subject"]["description"])
    if "note" in document:
        yield Paragraph(document["note"])


def _provenance(sheet: Sheet) -> str:
    document = sheet.document
    return sheet.words(
        "provenance",
        kind=sheet.words.title("subject-kind", document["subject"]["kind"]),
        publisher=document["publisher"]["name"],
        number=document["revision"]["number"],
        date=sheet.words.day(document["revision"]["date"]),
        licence=document["licence"],
    )
