"""A review in progress, as lines for a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fullcount.printing import printable
from fullcount.review.finding import Finding
from fullcount.review.record.conclusion import standing
from fullcount.review.record.decisions import Point, points
from fullcount.review.record.record import Record

__all__ = ["change_lines", "point_lines", "status_lines"]

PLACES = 5
"""Findings at one place by one rule that are told."""


def point_lines(
    name: str, findings: Sequence[Finding], decisions: Sequence[Mapping[str, Any]] = ()
) -> Iterator[str]:
    """Everything to decide on, with its number; what was decided stands below it."""
    every = points(findings)
    width = len(str(len(every)))
    decided = {id(finding): decision for finding, decision in standing(decisions, findings).decided}
    for number, point in enumerate(every, 1):
        yield from _of_point(f"{number:>{width}}", name, point, decided.get(id(point.findings[0])))


def _of_point(number: str, name: str, point: Point, decision: Mapping[str, Any] | None) -> Iterator[str]:
    pad = " " * len(number)
    place = point.findings[0].place
    at = f":{place.line}:{place.column}" if place else ""
    for finding in point.findings[:PLACES]:
        yield f"{number} {printable(name)}{at}: {finding.severity.value} {finding.rule}: {printable(finding.message)}"
        number = pad
    if len(point.findings) > PLACES:
        yield f"{pad} and {len(point.findings) - PLACES} more of {point.rule} there"
    yield f"{pad}     {printable(point.pointer) or 'the document'}: {printable(point.findings[0].remedy)}"
    if decision is not None:
        yield f"{pad}     {_decided(decision)}"


def _decided(decision: Mapping[str, Any]) -> str:
    return f"{printable(decision['decision'])}: {printable(decision['reason'])}"


def status_lines(record: Record, findings: Sequence[Finding]) -> Iterator[str]:
    """Who decided how much, what is open, and what it comes to."""
    now, review = standing(record.decisions, findings), record.review
    who = ", ".join(review[key] for key in ("reviewer", "organisation") if key in review)
    yield f"review by {printable(who)} of {printable(record.document.name)}, {_state(record)}"
    every = points(findings)
    left = points(now.open)
    errors = len(points(now.open_errors))
    named = "1 error" if errors == 1 else f"{errors} errors"
    yield f"{len(every) - len(left)} of {len(every)} findings decided, {named} open"
    for decision in now.without_finding:
        yield f"no finding any more: {_named(decision)} ({_decided(decision)})"


def _state(record: Record) -> str:
    conclusion = record.review["conclusion"]
    if record.status == "open":
        return f"open; as decided so far: {printable(conclusion)}"
    return f"signed off on {record.review['date']}: {printable(conclusion)}"


def change_lines(record: Record, findings: Sequence[Finding]) -> Iterator[str]:
    """What became of the decisions on other bytes: which still have a finding, which have none, what is new."""
    now = standing(record.decisions, findings)
    met = {id(decision): decision for _, decision in now.decided}
    for decision in met.values():
        yield f"    still found: {_named(decision)} ({_decided(decision)})"
    for decision in now.without_finding:
        yield f"    no finding any more: {_named(decision)} ({_decided(decision)})"
    for point in points(now.open):
        yield f"    not decided: {point.severity.value} {point.rule} at {printable(point.pointer) or 'the document'}"


def _named(decision: Mapping[str, Any]) -> str:
    where = f" at {decision['pointer'] or 'the document'}" if "pointer" in decision else " everywhere"
    return printable(decision["rule"] + where)
