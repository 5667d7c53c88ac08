"""The verdict on documents as data, in the layout of `schema/1.0/report.schema.json`."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from fullcount.review.coverage import REQUIREMENTS, Judged, Levels, Met, Unmet, judge
from fullcount.review.decided import Decisions, decisions_on, decisions_within
from fullcount.review.decided import as_data as decided_as_data
from fullcount.review.finding import Finding, Severity
from fullcount.rules.table import RULE_SET_VERSION

if TYPE_CHECKING:
    from fullcount.disclosure import Problem, Unreadable
    from fullcount.factors import FactorLibrary
    from fullcount.review.check import RuleResult, Validation

__all__ = ["SAMPLES", "Reviewed", "as_data", "counts", "review", "versions"]

SAMPLES = 100
"""Findings of one rule that a report lists; the count is exact."""

Data = dict[str, Any]


class Reviewed(NamedTuple):
    """A validation with its coverage levels."""

    validation: "Validation"
    levels: Levels


def review(validation: "Validation") -> Reviewed:
    """Judge the coverage levels of a validated document."""
    return Reviewed(validation, judge(validation, REQUIREMENTS))


def versions(library: "FactorLibrary | None" = None) -> Data:
    """The versions that a verdict depends on; of the user's own factor tables their hashes."""
    from fullcount import __version__  # noqa: PLC0415 - a circular import at the top
    from fullcount.factors import version as factors_version  # noqa: PLC0415 - opened only for a report

    return {
        "fullcount": __version__,
        "standard": "1.0",
        "rule_set": RULE_SET_VERSION,
        "factors": factors_version(),
        **({"own_factors": own} if (own := _own_tables(library)) else {}),
    }


def _own_tables(library: "FactorLibrary | None") -> str:
    tables = [table for table in library.tables if table.own_ids] if library else []
    return ", ".join(f"{table.path.name} sha256:{table.sha256}" for table in tables)


def as_data(
    documents: Sequence[Reviewed],
    unreadable: Sequence["Unreadable"],
    today: date,
    library: "FactorLibrary | None" = None,
) -> Data:
    """The whole report. The same input and the same `today` give the same bytes.

    `library` is what the documents were validated with, where it holds tables beside the shipped packages.
    """
    return {
        "report": "1.0",
        "versions": versions(library),
        "today": today.isoformat(),
        "documents": [_document(document) for document in documents],
        "unreadable": [{"name": item.name, "problems": _problems(item.problems)} for item in unreadable],
    }


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings there are of each severity."""
    severities = [finding.severity for finding in findings]
    return {severity.value: severities.count(severity) for severity in Severity}


def _document(reviewed: Reviewed) -> Data:
    validation = reviewed.validation
    return {
        "name": validation.document.name,
        "sha256": validation.document.sha256,
        "valid": validation.valid,
        "counts": counts(validation.findings),
        "findings": _grouped(validation.findings, decisions_within(validation)),
        "rules": [_result(result) for result in validation.results],
        "coverage": _coverage(reviewed.levels),
    }


def _grouped(findings: Sequence[Finding], decisions: Decisions) -> list[Data]:
    def order(finding: Finding) -> tuple[int, str]:
        return finding.severity.rank, finding.rule

    groups = groupby(sorted(findings, key=order), key=order)
    return [_group(list(members), decisions) for _, members in groups]


def _group(members: list[Finding], decisions: Decisions) -> Data:
    first = members[0]
    head = {"rule": first.rule, "severity": first.severity.value, "count": len(members)}
    return {**head, "samples": [_finding(member, decisions) for member in members[:SAMPLES]]}


def _finding(finding: Finding, decisions: Decisions) -> Data:
    place = {"line": finding.place.line, "column": finding.place.column} if finding.place else {}
    decided = decisions_on(finding, decisions)
    also = {"decisions": decided_as_data(decided)} if decided else {}
    return {"pointer": finding.pointer, **place, "message": finding.message, "remedy": finding.remedy, **also}


def _result(result: "RuleResult") -> Data:
    base = {
        "rule": result.rule.name,
        "status": result.status,
        "passed": result.passed,
        "failed": len(result.failed),
    }
    return {**base, "not_applicable": list(result.not_applicable)}


def _coverage(levels: Levels) -> Data:
    missing = [_requirement(item) for item in levels.missing]
    every = [_requirement(item) for item in levels.judged]
    return {"level": levels.reached, "name": levels.name, "missing_for_next": missing, "requirements": every}


def _requirement(judged: Judged) -> Data:
    requirement = judged.requirement
    head = {"level": requirement.level, "name": requirement.name, "text": requirement.text}
    match judged.verdict:
        case Met(pointer):
            return {**head, "status": "met", "pointer": pointer}
        case Unmet(pointer, missing):
            return {**head, "status": "missing", "pointer": pointer, "missing": missing}
        case waived:
            return {**head, "status": "not applicable", "because": waived.because}


def _problems(problems: Iterable["Problem"]) -> list[Data]:
    return [_problem(problem) for problem in problems]


def _problem(problem: "Problem") -> Data:
    place = {"line": problem.place.line, "column": problem.place.column} if problem.place else {}
    pointer = {"pointer": problem.pointer} if problem.pointer is not None else {}
    return {
        **pointer,
        **place,
        "found": problem.found,
        "expected": problem.expected,
        "remedy": problem.remedy,
    }
