"""Where a model card contradicts a disclosure, or itself: metadata, labelled prose, and the footprint section.

Figures are compared within the rounding in which the card prints them and the interval that the disclosure states.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.ledger.huggingface.contents import Contents, contents_of
from fullcount.ledger.huggingface.oddities import CONTRADICTIONS, oddities_in
from fullcount.ledger.reading.source import TextSource
from fullcount.review.finding import Severity
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
    source, card = TextSource(name), card.removeprefix("\ufeff")
    contents = contents_of(source, card)
    training = Training(document)
    differing = list(compared(contents, training))
    settled = _settled_place(contents, training, differing)
    found = [
        *(one for one in _own(source, card) if one.line != settled),
        *differing,
        *section_contradictions(card, document, review, hashes),
    ]
    return sorted(found, key=lambda one: (one.line, one.name))


def _own(source: TextSource, text: str) -> Iterator[Contradiction]:
    """What the card says in two ways."""
    for one in oddities_in(source, text):
        if one.reason in CONTRADICTIONS:
            remedy = "correct the one that is wrong"
            yield Contradiction(one.line, Severity.ERROR, one.reason, one.found, remedy)


def _settled_place(contents: Contents, training: Training, differing: list[Contradiction]) -> int:
    """The line of a place in the prose that the disclosure knows as well as that of the metadata; 0 for none."""
    said = contents.said.get("place")
    known = (
        said is not None and training.place and not any(one.message.startswith("place ") for one in differing)
    )
    return said.line if said and known else 0
