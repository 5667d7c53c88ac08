"""How a finding stands: by the standard, by a profile, and by the reviews that a document carries."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from fullcount.review.finding import Finding, Severity

if TYPE_CHECKING:
    from fullcount.review.check import Validation
    from fullcount.review.profile import Override, Profile

__all__ = ["Standing", "Waiver", "standings"]


class Waiver(NamedTuple):
    """A review, written into the document, that says a finding does not apply here."""

    reviewer: str
    organisation: str
    date: str
    reason: str

    @property
    def who(self) -> str:
        """The reviewer, for whom, and when."""
        return f"{', '.join(filter(None, (self.reviewer, self.organisation)))} ({self.date})"


class Standing(NamedTuple):
    """A finding with the severity that counts here, None where a profile turned its rule off."""

    finding: Finding
    severity: Severity | None
    override: "Override | None"
    waivers: tuple[Waiver, ...]

    @property
    def word(self) -> str:
        """The severity that counts here, or `off`."""
        return self.severity.value if self.severity else "off"

    @property
    def changed(self) -> bool:
        """Whether the severity is another one than in the standard."""
        return self.severity is not self.finding.severity

    @property
    def rank(self) -> int:
        """0 for the gravest; what is turned off comes last."""
        return self.severity.rank if self.severity else len(Severity)

    def counts_for(self, fail_on: Severity) -> bool:
        """Whether it is grave enough to fail a check."""
        return self.severity is not None and self.severity.rank <= fail_on.rank


def standings(validation: "Validation", profile: "Profile | None" = None) -> list[Standing]:
    """Every finding of a validation as it stands, the gravest first, then by rule."""
    waivers = [] if {"", "reviews"} & validation.broken.keys() else list(_waivers(validation.document.data))
    found = [_standing(finding, profile, waivers) for finding in validation.findings]
    return sorted(found, key=lambda one: (one.rank, one.finding.severity.rank, one.finding.rule))


def _standing(
    finding: Finding, profile: "Profile | None", waivers: Sequence[tuple[str, str | None, Waiver]]
) -> Standing:
    given = tuple(
        waiver
        for rule, pointer, waiver in waivers
        if rule == finding.rule and pointer in {None, finding.pointer}
    )
    if profile is None:
        return Standing(finding, finding.severity, None, given)
    return Standing(finding, profile.severity_of(finding), profile.override_of(finding), given)


def _waivers(data: "dict[str, Any]") -> Iterator[tuple[str, str | None, Waiver]]:
    """Rule, pointer (None for every place) and waiver of each decision `waived`; the shape is known to be whole."""
    for review in data.get("reviews", []):
        for decision in review.get("decisions", []):
            if decision["decision"] == "waived":
                who = (review["reviewer"], review.get("organisation", ""), review["date"])
                yield decision["rule"], decision.get("pointer"), Waiver(*who, decision["reason"])
