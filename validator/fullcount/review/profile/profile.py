"""A rules profile: it changes what a check fails on, never what the standard calls valid."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from fullcount.review.finding import Finding, Severity
from fullcount.rules.table import rule_named

__all__ = ["Override", "Profile", "Setting"]


class Setting(StrEnum):
    """What a profile can make of a rule: one of the severities, or `off`."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    OFF = "off"

    @property
    def severity(self) -> Severity | None:
        """The severity, None where the rule is turned off."""
        return None if self is Setting.OFF else Severity(self.value)


class Override(NamedTuple):
    """One rule with the severity that it has here, and why."""

    rule: str
    setting: Setting
    reason: str

    @property
    def standard(self) -> Severity:
        """The severity of the rule in the standard."""
        rule = rule_named(self.rule)
        return rule.severity if rule else Severity.ERROR

    def applied(self, severity: Severity) -> Severity | None:
        """What becomes of a finding: raising sets a floor, lowering a ceiling; None where it is turned off.

        A finding that the rule itself calls milder than usual is not made graver by lowering the rule.
        """
        wanted = self.setting.severity
        if wanted is None:
            return None
        pick = max if wanted.rank > self.standard.rank else min
        return pick(severity, wanted, key=lambda one: one.rank)


class Profile(NamedTuple):
    """A profile as read from the file `file` with the hash `sha256`.

    `fail_on` is the mildest severity that a check fails on, `minimum_level` the coverage level below which it does.
    """

    file: str
    sha256: str
    name: str
    description: str
    fail_on: Severity | None
    minimum_level: int | None
    overrides: Mapping[str, Override]

    def override_of(self, finding: Finding) -> Override | None:
        """What this profile says about the rule of a finding."""
        return self.overrides.get(finding.rule)

    def severity_of(self, finding: Finding) -> Severity | None:
        """The severity that a finding has here; None where its rule is turned off."""
        override = self.override_of(finding)
        return finding.severity if override is None else override.applied(finding.severity)

    @property
    def data(self) -> dict[str, Any]:
        """The profile as every report records it."""
        head = {"file": self.file, "sha256": self.sha256, "name": self.name}
        described = {"description": self.description} if self.description else {}
        level = {} if self.minimum_level is None else {"minimum_level": self.minimum_level}
        fail_on = (self.fail_on or Severity.ERROR).value
        rules = [
            {
                "rule": item.rule,
                "severity": item.setting.value,
                "standard_severity": item.standard.value,
                "reason": item.reason,
            }
            for item in self.overrides.values()
        ]
        return {**head, **described, "fail_on": fail_on, **level, "rules": rules}
