"""Where a model card contradicts a disclosure, or itself: metadata, labelled prose, and the footprint section.

Figures are compared within the rounding in which the card prints them and the interval that the disclosure states.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.ledger.huggingface.contents import contents_of
from fullcount.ledger.huggingface.oddities import CONTRADICTIONS, oddities_in
from fullcount.ledger.reading.source import TextSource
from fullcount.review.finding import Severity
from fullcount_reports.card.section import BEGIN, END
from fullcount_reports.exports.huggingface.compared import compared
from fullcount_reports.exports.huggingface.contradiction import Contradiction
from fullcount_reports.exports.huggingface.section import section_contradictions
from fullcount_reports.exports.huggingface.training import Training

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure
    from fullcount_reports.card import ReviewLine

__all__ = ["contradictions"]


def contradictions(
    card: str, name: str, document: "Disclosure", review: "ReviewLine", hashes: frozenset[str]
) -> list[Contradiction]:
    """Every contradiction in the order of its line, the notes among them.

    `hashes` are those that the section may name for the disclosure. Raises `LedgerError` and `Unfit` for metadata that
    cannot be read.
    """
    source, outside = TextSource(name), _outside(card)
    contents = contents_of(source, outside)
    found = [
        *_own(source, outside),
        *compared(contents, Training(document)),
        *section_contradictions(card, document, review, hashes),
    ]
    return sorted(found, key=lambda one: (one.line, one.name))


def _own(source: TextSource, text: str) -> Iterator[Contradiction]:
    """What the card says in two ways."""
    for one in oddities_in(source, text):
        if one.reason in CONTRADICTIONS:
            remedy = "correct the one that is wrong"
            yield Contradiction(one.line, Severity.ERROR, one.reason, one.found, remedy)


def _outside(card: str) -> str:
    """The card with its footprint section blanked, which is compared apart; every line keeps its number."""
    start, end = card.find(BEGIN), card.find(END)
    if not 0 <= start < end:
        return card
    blank = "".join(character if character in "\r\n" else " " for character in card[start : end + len(END)])
    return card[:start] + blank + card[end + len(END) :]
