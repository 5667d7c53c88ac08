"""How a finding stands: by the standard, by a profile, and by the reviews that a document carries."""

from typing import TYPE_CHECKING, NamedTuple

from fullcount.review.decided import Decided, decisions_on, decisions_within
from fullcount.review.finding import Finding, Severity

if TYPE_CHECKING:
    from fullcount.review.check import Validation
    from fullcount.review.profile import Override, Profile

__all__ = ["Standing", "standings"]

WAIVED = "waived"
"""The code of a decision that a finding does not apply."""


class Standing(NamedTuple):
    """A finding with the severity that counts here, None where a profile turned its rule off."""

    finding: Finding
    severity: Severity | None
    override: "Override | None"
    decided: tuple[Decided, ...]

    @property
    def word(self) -> str:
        """The severity that counts here, or `off`."""
        return self.severity.value if self.severity else "off"

    @property
    def waivers(self) -> tuple[Decided, ...]:
        """The decisions that say that it does not apply here."""
        return tuple(one for one in self.decided if one.decision == WAIVED)

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
    decisions = decisions_within(validation)
    found = [
        _standing(finding, profile, tuple(decisions_on(finding, decisions)))
        for finding in validation.findings
    ]
    return sorted(found, key=lambda one: (one.rank, one.finding.severity.rank, one.finding.rule))


def _standing(finding: Finding, profile: "Profile | None", decided: tuple[Decided, ...]) -> Standing:
    if profile is None:
        return Standing(finding, finding.severity, None, decided)
    return Standing(finding, profile.severity_of(finding), profile.override_of(finding), decided)
