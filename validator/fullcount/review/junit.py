"""The verdict on documents as JUnit XML: a test suite for each disclosure, a test case for each rule."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from fullcount.printing import printable
from fullcount.review.finding import Severity
from fullcount.review.report import SAMPLES, versions
from fullcount.review.standing import Standing

if TYPE_CHECKING:
    from fullcount.disclosure import Unreadable
    from fullcount.review.check import RuleResult
    from fullcount.review.report import Report, Reviewed

__all__ = ["junit_xml"]

SCHEMA_CASE, LEVEL_CASE, READ_CASE = "schema", "coverage-level", "readable"


def junit_xml(report: "Report") -> str:
    """The whole report. What `fail_on` counts is a failure; milder findings are the output of a case that passes.

    Text of a document stands in attributes and text nodes alone, with everything unprintable written as an escape:
    XML 1.0 has no place for most of it.
    """
    root = Element("testsuites", {"name": "fullcount validate"})
    for number, reviewed in enumerate(report.documents):
        root.append(_suite(report, reviewed, number))
    for number, unreadable in enumerate(report.unreadable, len(report.documents)):
        root.append(_unreadable(unreadable, number))
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    indent(root)
    body = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _suite(report: "Report", reviewed: "Reviewed", number: int) -> Element:
    validation = reviewed.validation
    suite = Element("testsuite", {"name": printable(validation.document.name), "id": str(number)})
    _properties(suite, report, reviewed)
    standing = report.standings(reviewed)
    by_rule = {result.rule.name: result for result in validation.results}
    of_schema = [one for one in standing if one.finding.rule not in by_rule]
    _case(suite, SCHEMA_CASE, of_schema, report.fail_on)
    for name, result in by_rule.items():
        _rule_case(suite, result, [one for one in standing if one.finding.rule == name], report.fail_on)
    _level_case(suite, report, reviewed)
    return _counted(suite)


def _counted(suite: Element) -> Element:
    for attribute, tag in (
        ("tests", ""),
        ("failures", "failure"),
        ("errors", "error"),
        ("skipped", "skipped"),
    ):
        path = f"testcase/{tag}" if tag else "testcase"
        suite.set(attribute, str(len(suite.findall(path))))
    return suite


def _properties(suite: Element, report: "Report", reviewed: "Reviewed") -> None:
    document, levels = reviewed.validation.document, reviewed.levels
    verdict = "valid" if reviewed.validation.valid else "not valid"
    told = {
        "sha256": document.sha256,
        "verdict": verdict,
        "coverage.level": str(levels.reached),
        "today": report.today.isoformat(),
        "fail_on": report.fail_on.value,
        **{f"version.{name}": version for name, version in versions(report.library).items()},
        **_of_profile(report),
    }
    properties = SubElement(suite, "properties")
    for name, value in told.items():
        SubElement(properties, "property", {"name": name, "value": printable(value)})


def _of_profile(report: "Report") -> dict[str, str]:
    if not (profile := report.profile):
        return {}
    rules = {
        f"profile.{item.rule}": f"{item.setting.value} instead of {item.standard.value}: {item.reason}"
        for item in profile.overrides.values()
    }
    return {
        "profile.name": profile.name,
        "profile.file": profile.file,
        "profile.sha256": profile.sha256,
        **rules,
    }


def _case(suite: Element, name: str, standing: Sequence[Standing], fail_on: Severity) -> Element:
    case = SubElement(suite, "testcase", {"classname": suite.get("name", ""), "name": name})
    failing = [one for one in standing if one.counts_for(fail_on)]
    milder = [one for one in standing if not one.counts_for(fail_on)]
    if failing:
        first = failing[0]
        about = {"type": first.word, "message": printable(first.finding.message)}
        SubElement(case, "failure", about).text = _text(suite, failing)
    if milder:
        SubElement(case, "system-out").text = _text(suite, milder)
    return case


def _rule_case(suite: Element, result: "RuleResult", standing: Sequence[Standing], fail_on: Severity) -> None:
    case = _case(suite, result.rule.name, standing, fail_on)
    reasons = printable("; ".join(result.not_applicable))
    if result.status == "not applicable":
        SubElement(case, "skipped", {"message": f"not applicable: {reasons}"})
    elif reasons:
        SubElement(case, "system-err").text = f"could not be checked everywhere: {reasons}"


def _level_case(suite: Element, report: "Report", reviewed: "Reviewed") -> None:
    levels = reviewed.levels
    case = SubElement(suite, "testcase", {"classname": suite.get("name", ""), "name": LEVEL_CASE})
    lacking = [f"missing: {unmet.pointer or 'the document'}: {unmet.missing}" for unmet in levels.unmet]
    lines = [f"level {levels.reached} of 5 ({levels.name})", *lacking]
    text = "\n".join(printable(line) for line in lines)
    wanted = report.below_level(reviewed)
    if wanted is None:
        SubElement(case, "system-out").text = text
    else:
        message = f"level {levels.reached} where {wanted} is asked for"
        SubElement(case, "failure", {"type": "level", "message": message}).text = text


def _text(suite: Element, standing: Sequence[Standing]) -> str:
    name, more = suite.get("name", ""), len(standing) - SAMPLES
    lines = [line for one in standing[:SAMPLES] for line in _lines(name, one)]
    return "\n".join([*lines, f"and {more} more"] if more > 0 else lines)


def _lines(name: str, standing: Standing) -> Iterator[str]:
    finding = standing.finding
    place = f":{finding.place.line}:{finding.place.column}" if finding.place else ""
    by_standard = f" ({finding.severity.value} in the standard)" if standing.changed else ""
    yield f"{name}{place}: {standing.word}{by_standard} {finding.rule}: {printable(finding.message)}"
    yield f"    {printable(finding.pointer) or 'the document'}: {printable(finding.remedy)}"
    for one in standing.decided:
        yield f"    {printable(one.word)} by {printable(one.who)}: {printable(one.reason)}"


def _unreadable(unreadable: "Unreadable", number: int) -> Element:
    suite = Element("testsuite", {"name": printable(unreadable.name), "id": str(number)})
    case = SubElement(suite, "testcase", {"classname": suite.get("name", ""), "name": READ_CASE})
    first = unreadable.problems[0]
    error = SubElement(case, "error", {"type": "unreadable", "message": printable(first.found)})
    error.text = "\n".join(printable(f"{unreadable.name}:{problem}") for problem in unreadable.problems)
    return _counted(suite)
