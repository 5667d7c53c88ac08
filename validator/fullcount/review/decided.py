"""What the reviews in a disclosure decided on its findings. A decision changes no count and no verdict."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from fullcount.review.finding import Finding

if TYPE_CHECKING:
    from fullcount.disclosure.types import Review
    from fullcount.review.check import Validation

__all__ = ["Decided", "Decisions", "as_data", "decisions_on", "decisions_within", "reviews_within"]

Key = tuple[str, str | None]


class Decided(NamedTuple):
    """What one reviewer decided on a finding, when and why; `organisation` is for whom, "" where it is not said."""

    reviewer: str
    organisation: str
    date: str
    decision: str
    reason: str

    @property
    def who(self) -> str:
        """The reviewer, for whom, and when."""
        return f"{', '.join(filter(None, (self.reviewer, self.organisation)))} on {self.date}"

    @property
    def word(self) -> str:
        """The decision as it reads before "by": waived, accepted, change requested."""
        return self.decision.replace("-", " ")


Decisions = Mapping[Key, Sequence[tuple[int, Decided]]]
"""By rule and place; with each decision the place of its review in the list."""


def reviews_within(validation: "Validation") -> "Sequence[Review]":
    """The reviews that a document carries; none where they are not well-formed."""
    if not validation.broken.keys().isdisjoint(("", "reviews")):
        return ()
    reviews: Sequence[Review] = validation.document.data.get("reviews", ())
    return reviews


def decisions_within(validation: "Validation") -> Decisions:
    """The decisions of all reviews by rule and place, the place None for every finding of a rule."""
    found: dict[Key, list[tuple[int, Decided]]] = {}
    for number, review in enumerate(reviews_within(validation)):
        for item in review.get("decisions", []):
            who = (review["reviewer"], review.get("organisation", ""), review["date"])
            decided = Decided(*who, item["decision"], item["reason"])
            found.setdefault((item["rule"], item.get("pointer")), []).append((number, decided))
    return found


def decisions_on(finding: Finding, decisions: Decisions) -> Sequence[Decided]:
    """What each review decided on a finding: for its place, else for its rule."""
    if not decisions:
        return ()
    placed = decisions.get((finding.rule, finding.pointer), ())
    told = {number for number, _ in placed}
    of_rule = [item for item in decisions.get((finding.rule, None), ()) if item[0] not in told]
    return [decided for _, decided in sorted([*placed, *of_rule], key=lambda item: item[0])]


def as_data(decided: Sequence[Decided]) -> list[dict[str, Any]]:
    """The decisions as the report has them."""
    return [{name: text for name, text in item._asdict().items() if text} for item in decided]
