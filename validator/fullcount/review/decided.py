"""What the reviews in a disclosure decided on its findings. A decision changes no count and no verdict."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from fullcount.review.finding import Finding

if TYPE_CHECKING:
    from fullcount.review.check import Validation

__all__ = ["Decided", "Decisions", "as_data", "decisions_on", "decisions_within"]

Key = tuple[str, str | None]


class Decided(NamedTuple):
    """What one reviewer decided on a finding, when and why."""

    reviewer: str
    date: str
    decision: str
    reason: str


Decisions = Mapping[Key, Sequence[Decided]]


def decisions_within(validation: "Validation") -> Decisions:
    """The decisions of all reviews by rule and place, the place None for every finding of a rule.

    There is none where the reviews of the document are not well-formed.
    """
    if not validation.broken.keys().isdisjoint(("", "reviews")):
        return {}
    found: dict[Key, list[Decided]] = {}
    for review in validation.document.data.get("reviews", []):
        for item in review.get("decisions", []):
            decided = Decided(review["reviewer"], review["date"], item["decision"], item["reason"])
            found.setdefault((item["rule"], item.get("pointer")), []).append(decided)
    return found


def decisions_on(finding: Finding, decisions: Decisions) -> Sequence[Decided]:
    """What was decided on a finding: for its place, else for its rule."""
    if not decisions:
        return ()
    return decisions.get((finding.rule, finding.pointer)) or decisions.get((finding.rule, None), ())


def as_data(decided: Sequence[Decided]) -> list[dict[str, Any]]:
    """The decisions as the report has them."""
    return [item._asdict() for item in decided]
