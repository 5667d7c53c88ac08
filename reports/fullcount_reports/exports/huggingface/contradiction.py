"""One place where a model card says something else than it should."""

from typing import NamedTuple

from fullcount.review.finding import Severity

__all__ = ["Contradiction"]


class Contradiction(NamedTuple):
    """`line` is 0 for the card as a whole; a note is worth knowing and no contradiction."""

    line: int
    severity: Severity
    name: str
    message: str
    remedy: str
