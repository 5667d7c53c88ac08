"""Decisions on findings. A finding is known by its rule and its place."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from fullcount.review.finding import Finding, Severity
from fullcount.review.record.conclusion import fitting
from fullcount.review.record.problem import RecordError
from fullcount.review.record.record import Record
from fullcount.review.record.wellformed import faults_of

__all__ = ["Decision", "Point", "decide", "points"]


class Decision(NamedTuple):
    """What is decided on a finding; without a pointer, on every finding of the rule."""

    rule: str
    pointer: str | None
    decision: str
    reason: str

    def as_data(self) -> dict[str, str]:
        """The decision as the standard has it."""
        return {key: value for key, value in self._asdict().items() if value is not None}


class Point(NamedTuple):
    """What can be decided on: all that one rule found at one place, the gravest finding first."""

    rule: str
    pointer: str
    findings: tuple[Finding, ...]

    @property
    def severity(self) -> Severity:
        """That of the gravest finding."""
        return self.findings[0].severity


def points(findings: Iterable[Finding]) -> list[Point]:
    """Everything to decide on: the gravest first, then in the order of the text."""
    grouped: dict[tuple[str, str], list[Finding]] = {}
    for finding in sorted(findings, key=_order):
        grouped.setdefault((finding.rule, finding.pointer), []).append(finding)
    return [Point(rule, pointer, tuple(found)) for (rule, pointer), found in grouped.items()]


def _order(finding: Finding) -> tuple[int, int, int, str, str]:
    line, column = finding.place or (0, 0)
    return finding.severity.rank, line, column, finding.rule, finding.pointer


def decide(record: Record, decisions: Sequence[Decision], findings: Sequence[Finding]) -> Record:
    """The record with these decisions; each takes the place of an earlier one on the same.

    One on every finding of a rule takes the place of all earlier ones of that rule. The conclusion becomes what the
    decisions now come to, and the record is open again. Raises RecordError with everything that does not fit.
    """
    new = {(item.rule, item.pointer) for item in decisions}
    kept = [item for item in record.decisions if new.isdisjoint(_names(item))]
    review = {**record.review, "decisions": [*kept, *(item.as_data() for item in decisions)]}
    if problems := faults_of(review):
        raise RecordError(problems)
    review["conclusion"] = fitting(review["decisions"], findings)
    return Record(record.document._replace(with_review_sha256=None), review, "open")


def _names(decision: Mapping[str, Any]) -> set[tuple[str, str | None]]:
    """What takes the place of a decision: one on the same, or on every finding of its rule."""
    return {(decision["rule"], decision.get("pointer")), (decision["rule"], None)}
