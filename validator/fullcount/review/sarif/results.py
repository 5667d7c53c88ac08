"""Findings as SARIF results."""

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from fullcount.disclosure.pointer import printable, split
from fullcount.review.decided import as_data
from fullcount.review.difference.keys import primary_label
from fullcount.review.finding import Severity
from fullcount.review.sarif.places import artifact_location, logical_location, region
from fullcount.review.standing import Standing

if TYPE_CHECKING:
    from fullcount.review.profile import Profile
    from fullcount.review.report import Report, Reviewed
    from fullcount.review.sarif.rules import Rules

__all__ = ["all_results", "stable_path"]

FINGERPRINT = "fullcountFinding/v1"

MOST = 1_000
"""Findings of one rule in one document that become results; our choice. The counts are exact."""

MOST_IN_ALL = 25_000
"""Results of one run; code scanning refuses a file with more."""

Data = dict[str, Any]


def all_results(report: "Report", rules: "Rules") -> tuple[list[Data], int]:
    """The results of all documents, where they are too many the gravest, and how many findings are left out."""
    found = [
        result
        for index, reviewed in enumerate(report.documents)
        for result in results(report, reviewed, rules, index)
    ]
    number = sum(len(reviewed.validation.findings) for reviewed in report.documents)
    if len(found) > MOST_IN_ALL:
        by_rank = sorted(range(len(found)), key=lambda at: Severity(found[at]["level"]).rank)
        found = [found[at] for at in sorted(by_rank[:MOST_IN_ALL])]
    return found, number - len(found)


def results(report: "Report", reviewed: "Reviewed", rules: "Rules", index: int) -> Iterator[Data]:
    """The findings of one document, the gravest first, of each rule the first `MOST`."""
    seen: Counter[str] = Counter()
    of_rule: Counter[str] = Counter()
    for standing in report.standings(reviewed):
        of_rule[standing.finding.rule] += 1
        if of_rule[standing.finding.rule] > MOST:
            continue
        fingerprint = _fingerprint(reviewed, standing)
        seen[fingerprint] += 1
        yield {
            "ruleId": standing.finding.rule,
            "ruleIndex": rules.index(standing.finding.rule),
            "level": (standing.severity or standing.finding.severity).value,
            "message": {"text": _message(standing)},
            "locations": [_location(reviewed, standing, index)],
            "partialFingerprints": {FINGERPRINT: f"{fingerprint}:{seen[fingerprint]}"},
            **_suppressions(standing, report.profile),
            "properties": _properties(standing),
        }


def _message(standing: Standing) -> str:
    finding = standing.finding
    return printable(f"{finding.message}. What to do: {finding.remedy}.")


def _location(reviewed: "Reviewed", standing: Standing, index: int) -> Data:
    document, finding = reviewed.validation.document, standing.finding
    artifact = {**artifact_location(document.name), "index": index}
    return {
        "physicalLocation": {"artifactLocation": artifact, **region(finding.place)},
        "logicalLocations": [logical_location(finding.pointer, document.data)],
    }


def _properties(standing: Standing) -> Data:
    finding = standing.finding
    here = {"profileReason": standing.override.reason} if standing.override else {}
    told = [{key: printable(text) for key, text in item.items()} for item in as_data(standing.decided)]
    decided = {"decisions": told} if told else {}
    return {"standardLevel": finding.severity.value, "remedy": printable(finding.remedy), **here, **decided}


def _suppressions(standing: Standing, profile: "Profile | None") -> Data:
    """Why a finding is not to be shown as open: its rule is turned off here, or a review waived it.

    A waiver is still under review where another reviewer decided otherwise.
    """
    status = "accepted" if len(standing.waivers) == len(standing.decided) else "underReview"
    found = [(status, f"waived by {waiver.who}: {waiver.reason}") for waiver in standing.waivers]
    if profile and standing.override and standing.severity is None:
        reason = f"turned off by the profile {profile.name}: {standing.override.reason}"
        found.insert(0, ("accepted", reason))
    given = [
        {"kind": "external", "status": status, "justification": printable(text)} for status, text in found
    ]
    return {"suppressions": given} if given else {}


def _fingerprint(reviewed: "Reviewed", standing: Standing) -> str:
    """The same as long as rule and place are: lists may be reordered, lines moved, figures and wording corrected."""
    data = reviewed.validation.document.data
    name = data.get("id") if isinstance(data, dict) else None
    parts = (str(name), standing.finding.rule, stable_path(standing.finding.pointer, data))
    return sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:32]


def stable_path(pointer: str, data: Any) -> str:
    """A pointer with the items of lists by what they are known by, not by their place."""
    if not pointer.startswith("/"):
        return pointer
    path, name = "", ""
    for step in split(pointer):
        if isinstance(data, list):
            data = data[int(step)] if step.isdecimal() and int(step) < len(data) else None
            path += f"[{primary_label(data, name) or step}]"
        else:
            data = data.get(step) if isinstance(data, dict) else None
            name, path = step, f"{path}.{step}"
    return path
