"""The log with its one run."""

from collections import Counter
from typing import TYPE_CHECKING, Any

from fullcount.disclosure.pointer import printable
from fullcount.review.report import versions
from fullcount.review.sarif.places import ROOT, artifact_location, region
from fullcount.review.sarif.results import all_results
from fullcount.review.sarif.rules import Rules

if TYPE_CHECKING:
    from fullcount.disclosure import Problem, Unreadable
    from fullcount.review.profile import Profile
    from fullcount.review.report import Report, Reviewed

__all__ = ["as_sarif"]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
HOME = "https://w3id.org/fullcount/1.0/"

Data = dict[str, Any]


def as_sarif(report: "Report") -> Data:
    """The whole report. The same input and the same day give the same bytes: it bears no time and no machine."""
    rules = Rules()
    found, left_out = all_results(report, rules)
    run = {
        "tool": {"driver": _driver(report, rules)},
        "invocations": [_invocation(report, rules, left_out)],
        "originalUriBaseIds": {ROOT: {"description": {"text": "the folder in which fullcount was run"}}},
        "artifacts": [_artifact(reviewed) for reviewed in report.documents],
        "columnKind": "unicodeCodePoints",
        "results": found,
        "properties": _properties(report),
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _driver(report: "Report", rules: Rules) -> Data:
    known = versions(report.library)
    return {
        "name": "fullcount",
        "fullName": f"fullcount {known['fullcount']}, rule set {known['rule_set']}",
        "version": known["fullcount"],
        "semanticVersion": known["fullcount"],
        "informationUri": HOME,
        "rules": rules.descriptors,
        "properties": {"versions": known},
    }


def _invocation(report: "Report", rules: Rules, left_out: int) -> Data:
    """What happened: an input that cannot be read is a fault of the run, not a finding about the data."""
    overrides = _overrides(report.profile, rules) if report.profile else []
    told = [_notification(item, problem) for item in report.unreadable for problem in item.problems]
    told += [_left_out(left_out)] if left_out else []
    return {
        "executionSuccessful": not report.unreadable,
        **({"ruleConfigurationOverrides": overrides} if overrides else {}),
        **({"toolExecutionNotifications": told} if told else {}),
    }


def _overrides(profile: "Profile", rules: Rules) -> list[Data]:
    return [
        {
            "descriptor": {"id": item.rule, "index": rules.index(item.rule)},
            "configuration": {
                "enabled": item.setting.severity is not None,
                "level": item.setting.value if item.setting.severity else "none",
                "properties": {"reason": item.reason, "standardLevel": item.standard.value},
            },
        }
        for item in profile.overrides.values()
    ]


def _notification(unreadable: "Unreadable", problem: "Problem") -> Data:
    text = f"{problem.found}; expected {problem.expected}; {problem.remedy}"
    place = {"artifactLocation": artifact_location(unreadable.name), **region(problem.place)}
    return {
        "descriptor": {"id": "unreadable"},
        "level": "error",
        "message": {"text": printable(text)},
        "locations": [{"physicalLocation": place}],
    }


def _left_out(number: int) -> Data:
    text = f"{number} findings are left out of the results; the findings that each artifact counts are all of them"
    return {"descriptor": {"id": "results-left-out"}, "level": "note", "message": {"text": text}}


def _artifact(reviewed: "Reviewed") -> Data:
    """A disclosure with its hash, its verdict and its coverage level."""
    validation, levels = reviewed.validation, reviewed.levels
    document = validation.document
    missing = [{"pointer": unmet.pointer, "missing": printable(unmet.missing)} for unmet in levels.unmet]
    unchecked = {
        result.rule.name: [printable(reason) for reason in result.not_applicable]
        for result in validation.results
        if result.status == "not applicable"
    }
    return {
        "location": artifact_location(document.name),
        "roles": ["analysisTarget"],
        "hashes": {"sha-256": document.sha256},
        "mimeType": "application/json" if document.format == "json" else "application/yaml",
        "properties": {
            "valid": validation.valid,
            "findings": dict(Counter(finding.rule for finding in validation.findings)),
            "coverage": {"level": levels.reached, "name": levels.name, "missingForNext": missing},
            "notApplicable": unchecked,
        },
    }


def _properties(report: "Report") -> Data:
    return {"today": report.today.isoformat(), "failOn": report.fail_on.value, **report.profile_data}
