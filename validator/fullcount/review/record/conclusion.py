"""What decisions on findings come to, and whether a conclusion fits them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from fullcount.disclosure import Problem
from fullcount.review.finding import Finding, Severity
from fullcount.review.record.problem import problem

__all__ = ["Standing", "fitting", "misfits", "standing"]

Decisions = Sequence[Mapping[str, Any]]
Decided = tuple[Finding, Mapping[str, Any]]


class Standing(NamedTuple):
    """Findings that nobody decided, findings with their decision, and decisions of which there is no finding."""

    open: tuple[Finding, ...]
    decided: tuple[Decided, ...]
    without_finding: tuple[Mapping[str, Any], ...]

    @property
    def open_errors(self) -> tuple[Finding, ...]:
        """Errors that nobody decided."""
        return tuple(finding for finding in self.open if finding.severity is Severity.ERROR)

    @property
    def standing_errors(self) -> tuple[Finding, ...]:
        """Errors that were decided, but not waived."""
        pairs = (pair for pair in self.decided if pair[0].severity is Severity.ERROR)
        return tuple(finding for finding, decision in pairs if decision["decision"] != "waived")


def standing(decisions: Decisions, findings: Sequence[Finding]) -> Standing:
    """How decisions meet findings: by rule and place; one without a place meets every finding of its rule.

    Where both meet a finding, the one with the place counts.
    """
    placed = {(item["rule"], item.get("pointer")): item for item in decisions}
    pairs = [(item, _decision_on(item, placed)) for item in findings]
    met = {(finding.rule, place) for finding in findings for place in (finding.pointer, None)}
    return Standing(
        tuple(finding for finding, decision in pairs if decision is None),
        tuple((finding, decision) for finding, decision in pairs if decision is not None),
        tuple(item for key, item in placed.items() if key not in met),
    )


def _decision_on(
    finding: Finding, placed: Mapping[tuple[str, str | None], Mapping[str, Any]]
) -> Mapping[str, Any] | None:
    return placed.get((finding.rule, finding.pointer)) or placed.get((finding.rule, None))


def fitting(decisions: Decisions, findings: Sequence[Finding]) -> str:
    """What decisions come to: an error that is not waived, or a change requested, forbids acceptance."""
    now = standing(decisions, findings)
    if now.open_errors or now.standing_errors or _requests(decisions):
        return "changes-requested"
    return "accepted-with-waivers" if _waivers(decisions) else "accepted"


def misfits(review: Mapping[str, Any], findings: Sequence[Finding]) -> tuple[Problem, ...]:
    """Everything that keeps a review from being signed off: open errors, and a conclusion that the decisions forbid."""
    decisions, conclusion = review.get("decisions", ()), review["conclusion"]
    now = standing(decisions, findings)
    wrong = list(_open(now))
    if conclusion != "changes-requested":
        wrong += _not_acceptable(decisions, now)
    elif not (now.standing_errors or now.open_errors or _requests(decisions) or review.get("note")):
        found = "changes-requested, but no decision requests one, no error stands and no note says what must change"
        wrong.append(
            problem(
                found, fitting(decisions, findings), "request a change, or say in a note what must change"
            )
        )
    if conclusion == "accepted" and _waivers(decisions):
        found = f"accepted, with {_counted(len(_waivers(decisions)), 'waiver')}"
        wrong.append(problem(found, "accepted-with-waivers", "conclude accepted-with-waivers"))
    if conclusion == "accepted-with-waivers" and not _waivers(decisions):
        found = "accepted-with-waivers, without any waiver"
        wrong.append(
            problem(
                found, fitting(decisions, findings), "waive a finding with its reason, or conclude accepted"
            )
        )
    return tuple(wrong)


def _open(now: Standing) -> Iterator[Problem]:
    for finding in now.open_errors:
        found = f"the error {finding.rule} at {finding.pointer or 'the document'}, which is not decided"
        yield problem(
            found,
            "a decision on every error",
            "waive it with a reason, or request the change",
            pointer=finding.pointer,
        )


def _not_acceptable(decisions: Decisions, now: Standing) -> Iterator[Problem]:
    for finding in now.standing_errors:
        found = f"the error {finding.rule} at {finding.pointer or 'the document'}, which stands"
        remedy = "waive it with a reason, or conclude changes-requested"
        yield problem(found, "no error that is not waived", remedy, pointer=finding.pointer)
    errors = {(finding.rule, finding.pointer) for finding in now.standing_errors}
    for item in _requests(decisions):
        if (item["rule"], item.get("pointer")) not in errors:
            found = f"a change requested for {item['rule']} at {item.get('pointer') or 'every place'}"
            yield problem(found, "changes-requested", "conclude changes-requested, or decide otherwise")


def _requests(decisions: Decisions) -> Decisions:
    return [item for item in decisions if item["decision"] == "change-requested"]


def _waivers(decisions: Decisions) -> Decisions:
    return [item for item in decisions if item["decision"] == "waived"]


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
