"""The verdict on documents as data, in the layout of `schema/1.0/report.schema.json`."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from fullcount.review.coverage import REQUIREMENTS, Judged, Levels, Met, Unmet, judge
from fullcount.review.decided import as_data as decided_as_data
from fullcount.review.finding import Finding, Severity
from fullcount.review.standing import Standing, standings
from fullcount.rules.table import RULE_SET_VERSION

if TYPE_CHECKING:
    from fullcount.disclosure import Problem, Unreadable
    from fullcount.factors import FactorLibrary
    from fullcount.review.check import RuleResult, Validation
    from fullcount.review.profile import Profile

__all__ = ["SAMPLES", "Report", "Reviewed", "as_data", "assess", "counts", "versions"]

SAMPLES = 100
"""Findings of one rule that a report lists; the count is exact."""

Data = dict[str, Any]


class Reviewed(NamedTuple):
    """A validation with its coverage levels."""

    validation: "Validation"
    levels: Levels


class Report(NamedTuple):
    """Everything that a reporter prints: the verdicts, and what they are measured by.

    `library` is what the documents were validated with, where it holds tables beside the shipped packages.
    """

    documents: Sequence[Reviewed]
    unreadable: Sequence["Unreadable"]
    today: date
    library: "FactorLibrary | None" = None
    profile: "Profile | None" = None
    asked_fail_on: Severity | None = None

    @property
    def fail_on(self) -> Severity:
        """The mildest severity that fails the check: what was asked for, else what the profile says, else error."""
        return self.asked_fail_on or (self.profile and self.profile.fail_on) or Severity.ERROR

    @property
    def profile_data(self) -> Data:
        """The profile as every report records it, if there is one: with the severity that the check fails on."""
        return {"profile": {**self.profile.data, "fail_on": self.fail_on.value}} if self.profile else {}

    def standings(self, reviewed: Reviewed) -> list[Standing]:
        """The findings of one document as they stand here."""
        return standings(reviewed.validation, self.profile)

    def below_level(self, reviewed: Reviewed) -> int | None:
        """The coverage level that is asked for, where a document does not reach it."""
        wanted = self.profile.minimum_level if self.profile else None
        return wanted if wanted is not None and reviewed.levels.reached < wanted else None

    def fails(self, reviewed: Reviewed) -> bool:
        """Whether a document is not what is asked for here."""
        if self.below_level(reviewed) is not None:
            return True
        return any(standing.counts_for(self.fail_on) for standing in self.standings(reviewed))

    @property
    def data(self) -> Data:
        """The report as data. The same input and the same `today` give the same bytes."""
        return {
            "report": "1.0",
            "versions": versions(self.library),
            "today": self.today.isoformat(),
            **self.profile_data,
            "documents": [_document(self, document) for document in self.documents],
            "unreadable": [
                {"name": item.name, "problems": _problems(item.problems)} for item in self.unreadable
            ],
        }


def assess(validation: "Validation") -> Reviewed:
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
    profile: "Profile | None" = None,
) -> Data:
    """The data of a `Report`. With a profile, what it changes stands beside what the standard says."""
    return Report(documents, unreadable, today, library, profile).data


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings there are of each severity."""
    severities = [finding.severity for finding in findings]
    return {severity.value: severities.count(severity) for severity in Severity}


def _document(report: Report, reviewed: Reviewed) -> Data:
    validation, standing = reviewed.validation, report.standings(reviewed)
    return {
        "name": validation.document.name,
        "sha256": validation.document.sha256,
        "valid": validation.valid,
        "counts": counts(validation.findings),
        **(_by_profile(report, reviewed, standing) if report.profile else {}),
        "findings": _grouped(standing),
        "rules": [_result(result) for result in validation.results],
        "coverage": _coverage(reviewed.levels),
    }


def _by_profile(report: Report, reviewed: Reviewed, standing: Sequence[Standing]) -> Data:
    """What the profile makes of a document, beside the verdict of the standard."""
    words = [one.word for one in standing]
    number = {word: words.count(word) for word in (*Severity, "off")}
    return {"by_profile": {"passes": not report.fails(reviewed), "counts": number}}


def _grouped(standing: Sequence[Standing]) -> list[Data]:
    def order(one: Standing) -> tuple[int, str]:
        return one.finding.severity.rank, one.finding.rule

    groups = groupby(sorted(standing, key=order), key=order)
    return [_group(list(members)) for _, members in groups]


def _group(members: list[Standing]) -> Data:
    first, override = members[0].finding, members[0].override
    head = {"rule": first.rule, "severity": first.severity.value, "count": len(members)}
    here = {"by_profile": {"severity": members[0].word, "reason": override.reason}} if override else {}
    return {**head, **here, "samples": [_finding(member) for member in members[:SAMPLES]]}


def _finding(standing: Standing) -> Data:
    finding = standing.finding
    place = {"line": finding.place.line, "column": finding.place.column} if finding.place else {}
    decided = {"decisions": decided_as_data(standing.decided)} if standing.decided else {}
    said = {"message": finding.message, "remedy": finding.remedy}
    return {"pointer": finding.pointer, **place, **said, **decided}


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
