"""Findings as a reviewer names them: by number, by rule, by rule and place, or all of a rule."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from fullcount.disclosure import Problem
from fullcount.disclosure.shape_error import SHAPE_RULES
from fullcount.review.finding import Finding
from fullcount.review.record.decisions import Decision, Point, points
from fullcount.review.record.problem import RecordError, problem
from fullcount.rules.table import RULES

__all__ = ["DECISIONS", "named"]

DECISIONS = ("accepted", "waived", "change-requested")
_LIST = "fullcount review status lists them with their numbers"


def named(
    words: Sequence[str],
    all_of: Sequence[str],
    decision: str,
    reason: str | None,
    findings: Iterable[Finding],
) -> tuple[Decision, ...]:
    """The decisions on the findings that are named. Raises RecordError with every name and word that is wrong."""
    every = points(findings)
    looked_up = [_point(word, every) for word in words]
    whole = [_whole(rule, every) for rule in all_of]
    faults = [item for item in (*looked_up, *whole) if isinstance(item, Problem)]
    faults += _of_decision(decision, reason)
    if not words and not all_of:
        faults.append(problem("no finding", "a number, a rule, or --all-of RULE", _LIST))
    if faults:
        raise RecordError(tuple(faults))
    found = [item for item in looked_up if isinstance(item, Point)]
    rules = [item for item in whole if isinstance(item, str)]
    return tuple(dict.fromkeys((*_everywhere(rules, decision, reason, every), *_at(found, decision, reason))))


def _at(found: Iterable[Point], decision: str, reason: str | None) -> Iterator[Decision]:
    for point in found:
        yield Decision(point.rule, point.pointer, decision, reason or point.findings[0].remedy)


def _everywhere(
    rules: Iterable[str], decision: str, reason: str | None, every: Iterable[Point]
) -> Iterator[Decision]:
    for rule in rules:
        remedies = dict.fromkeys(item.findings[0].remedy for item in every if item.rule == rule)
        yield Decision(rule, None, decision, reason or "; ".join(remedies))


def _point(word: str, every: Sequence[Point]) -> Point | Problem:
    if word.isdecimal():
        return _numbered(word, every)
    rule, _, pointer = word.partition("@")
    found = [item for item in every if item.rule == rule and ("@" not in word or item.pointer == pointer)]
    if len(found) == 1:
        return found[0]
    if found:
        what = f"{rule}, of which there are {len(found)}"
        return problem(what, "one finding", f"name {rule}@POINTER, or decide --all-of {rule}")
    return _unknown(rule, f"@{pointer}" if "@" in word else "")


def _numbered(word: str, every: Sequence[Point]) -> Point | Problem:
    number = int(word[:9])
    if 1 <= number <= len(every):
        return every[number - 1]
    expected = f"a number from 1 to {len(every)}" if every else "a document with findings"
    return problem(f"the number {word[:9]}", expected, _LIST)


def _whole(rule: str, every: Iterable[Point]) -> str | Problem:
    return rule if any(item.rule == rule for item in every) else _unknown(rule, "")


def _unknown(rule: str, place: str) -> Problem:
    names = {*SHAPE_RULES, *(item.name for item in RULES)}
    if rule in names:
        return problem(f"{rule}{place}, which found nothing there", "a finding of this document", _LIST)
    nearest = get_close_matches(rule, names, n=1)
    hint = f"; nearest is {nearest[0]}" if nearest else ""
    return problem(f'"{rule}", which is no rule{hint}', "a rule", _LIST)


def _of_decision(decision: str, reason: str | None) -> list[Problem]:
    if decision not in DECISIONS:
        nearest = get_close_matches(decision, DECISIONS, n=1)
        hint = f"; nearest is {nearest[0]}" if nearest else ""
        return [
            problem(
                f'"{decision}", which is no decision{hint}', " or ".join(DECISIONS), "end with the decision"
            )
        ]
    if reason is None and decision != "change-requested":
        return [problem(f"{decision} without a reason", "a reason", 'say why: --reason "..."')]
    return []
