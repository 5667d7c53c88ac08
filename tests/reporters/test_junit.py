"""JUnit: valid against the schema of Jenkins; a failure is exactly what makes the exit code 1."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcount.review.finding import Severity
from fullcount.review.junit import junit_xml
from fullcount.rules.table import RULES

from .conftest import base, document, report_on

KINDS = ("nothing", "good", "faulty", "by profile", "hostile", "unreadable", "piped", "strict")


def read(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - what we wrote ourselves


def suites(report) -> list[ET.Element]:
    return read(junit_xml(report)).findall("testsuite")


def case(suite: ET.Element, name: str) -> ET.Element:
    (found,) = [item for item in suite.findall("testcase") if item.get("name") == name]
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_valid_against_the_schema_of_junit(kind, reports, junit_schema) -> None:
    assert [str(error.reason) for error in junit_schema.iter_errors(junit_xml(reports[kind]))] == []


def test_the_schema_would_find_a_fault(reports, junit_schema) -> None:
    assert not junit_schema.is_valid(junit_xml(reports["good"]).replace("tests=", "test="))


def test_a_suite_has_a_case_for_the_schema_for_every_rule_and_for_the_level(reports) -> None:
    (suite,) = suites(reports["good"])
    names = [item.get("name") for item in suite.findall("testcase")]
    assert names == ["schema", *(rule.name for rule in RULES), "coverage-level"]
    assert suite.get("tests") == str(len(names))


def test_a_rule_that_does_not_apply_is_skipped_with_the_reason(reports) -> None:
    (suite,) = suites(reports["good"])
    results = reports["good"].documents[0].validation.results
    for result in results:
        skipped = case(suite, result.rule.name).find("skipped")
        assert (skipped is not None) == (result.status == "not applicable")
        if skipped is not None:
            assert skipped.get("message") == f"not applicable: {'; '.join(result.not_applicable)}"


def test_a_finding_too_mild_to_fail_is_output_of_a_case_that_passes(faulty) -> None:
    lax, strict = (
        case(suites(report_on(document(faulty), fail_on=severity))[0], "unused-definition")
        for severity in (Severity.ERROR, Severity.NOTE)
    )
    assert lax.find("failure") is None
    assert "Spare" in lax.findtext("system-out", "") or "spare" in lax.findtext("system-out", "")
    assert strict.find("failure") is not None


@pytest.mark.parametrize("kind", KINDS)
def test_there_is_a_failure_exactly_where_the_check_fails(kind, reports) -> None:
    report = reports[kind]
    failed = [int(suite.get("failures")) > 0 for suite in suites(report)[: len(report.documents)]]
    assert failed == [report.fails(reviewed) for reviewed in report.documents]


@pytest.mark.parametrize("kind", KINDS)
def test_the_totals_are_those_of_the_suites(kind, reports) -> None:
    root = read(junit_xml(reports[kind]))
    for name in ("tests", "failures", "errors"):
        assert int(root.get(name)) == sum(int(suite.get(name)) for suite in root)


def test_a_level_that_is_too_low_for_the_profile_is_a_failure(reports) -> None:
    failure = case(suites(reports["by profile"])[0], "coverage-level").find("failure")
    assert "where 5 is asked for" in failure.get("message")
    assert "missing: " in failure.text


def test_an_unreadable_input_is_an_error(reports) -> None:
    suite = suites(reports["unreadable"])[0]
    assert suite.get("errors") == "1"
    assert case(suite, "readable").find("error").get("type") == "unreadable"


def test_the_profile_is_among_the_properties_with_its_reasons(reports, profile) -> None:
    told = {item.get("name"): item.get("value") for item in suites(reports["by profile"])[0].iter("property")}
    assert told["profile.sha256"] == profile.sha256
    assert told["profile.unused-definition"] == "off instead of note: Our template lists every site."


def test_a_waiver_stands_beside_its_finding(reports) -> None:
    text = case(suites(reports["faulty"])[0], "unused-definition").findtext("system-out")
    assert "waived by A. Reviewer, Example University on 2026-11-20: It is for the next model." in text


@given(st.text(max_size=60))
@settings(max_examples=60)
def test_any_text_gives_xml_that_can_be_read_back(text: str) -> None:
    data = {**base(), "subject": {**base()["subject"], text: 1}, "note": text}
    read(junit_xml(report_on(document(data))))
