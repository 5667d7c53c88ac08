"""A profile changes what a check fails on, never what is valid; what is wrong with one is said all at once."""

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcount.disclosure import Unreadable
from fullcount.review.finding import Finding, Severity
from fullcount.review.profile import Override, Setting, read_profile
from fullcount.review.text import Paint, report_lines
from fullcount.rules.table import RULES

from .conftest import ROOT, base, document, report_on

ERRORS = [rule.name for rule in RULES if rule.severity is Severity.ERROR]
OTHERS = [rule.name for rule in RULES if rule.severity is not Severity.ERROR]
LAYOUT = jsonschema.Draft202012Validator(json.loads((ROOT / "schema/1.0/profile.schema.json").read_bytes()))
REPORT = jsonschema.Draft202012Validator(json.loads((ROOT / "schema/1.0/report.schema.json").read_bytes()))


def problems(data: Any) -> list[Any]:
    text, name = (data, "p.yaml") if isinstance(data, str) else (json.dumps(data), "p.json")
    with pytest.raises(Unreadable) as caught:
        read_profile(text, name)
    return list(caught.value.problems)


def profile_with(**more: Any) -> dict[str, Any]:
    return {"profile": "1.0", "name": "Example", **more}


def test_a_profile_is_read_with_its_name_its_hash_and_its_reasons(profile) -> None:
    assert (profile.name, profile.file) == ("Example conference (synthetic)", "profile.yaml")
    assert len(profile.sha256) == 64
    assert profile.fail_on is Severity.WARNING
    assert profile.minimum_level == 5
    assert profile.overrides["unused-definition"].setting is Setting.OFF


def test_the_word_off_needs_no_quotes_in_yaml() -> None:
    text = 'profile: "1.0"\nname: x\nrules: {unused-definition: {severity: off, reason: y}}\n'
    assert read_profile(text, "p.yaml").overrides["unused-definition"].setting is Setting.OFF


def test_json_and_yaml_say_the_same() -> None:
    data = profile_with(rules={"false-precision": {"severity": "note", "reason": "r"}})
    one, other = read_profile(json.dumps(data), "p.json"), read_profile(json.dumps(data, indent=2), "p.yaml")
    assert one.overrides == other.overrides


def test_every_problem_is_told_at_once_with_its_line() -> None:
    text = """\
profile: 1.0
nam: Example
fail_on: fatal
minimum_level: nine
rules:
  false-precison: {severity: note, reason: r}
  false-precision: {severity: mild}
  unknown-key: {severity: note, reason: r}
  unused-definition: off
  pue-implausible: {severity: off, reason: " ", why: x}
  duplicate-id: {severity: off, reason: We do not mind.}
"""
    found = [(problem.place.line, problem.found) for problem in problems(text)]
    assert found == [
        (1, "no key name"),
        (1, "the number 1.0"),
        (2, 'the unknown key "nam"'),
        (3, 'the text "fatal"'),
        (4, 'the text "nine"'),
        (6, 'the unknown rule "false-precison"'),
        (7, "no reason"),
        (7, 'the text "mild"'),
        (8, '"unknown-key", which the schema finds'),
        (9, 'the text "off"'),
        (10, "an empty text"),
        (10, 'the unknown key "why"'),
        (11, '"off"'),
    ]


def test_a_misspelt_rule_is_told_the_nearest_one() -> None:
    (problem,) = problems(profile_with(rules={"false-precison": {"severity": "note", "reason": "r"}}))
    assert problem.remedy == "write false-precision"
    assert problem.pointer == "/rules/false-precison"


@pytest.mark.parametrize("data", ["", "[]", "5", "- a\n- b", '{"profile": ', "a: &x [*x]"])
def test_what_is_no_profile_is_told_so(data: str) -> None:
    assert all(problem.found and problem.expected and problem.remedy for problem in problems(data))


@pytest.mark.parametrize("name", ERRORS)
@pytest.mark.parametrize("setting", ["note", "off"])
def test_a_must_of_the_standard_is_lowered_to_warning_at_most(name: str, setting: str) -> None:
    (problem,) = problems(profile_with(rules={name: {"severity": setting, "reason": "r"}}))
    assert problem.pointer == f"/rules/{name}/severity"
    assert "MUST" in problem.expected


@pytest.mark.parametrize("name", [rule.name for rule in RULES])
def test_every_rule_can_be_raised_to_error(name: str) -> None:
    data = profile_with(rules={name: {"severity": "error", "reason": "r"}})
    read = read_profile(json.dumps(data), "p.json")
    for severity in Severity:
        assert read.severity_of(Finding(name, severity, "", None, "", "")) is Severity.ERROR


@given(st.sampled_from(RULES), st.sampled_from(Setting), st.sampled_from(Severity))
def test_raising_sets_a_floor_and_lowering_a_ceiling(rule, setting, severity) -> None:
    got = Override(rule.name, setting, "r").applied(severity)
    if setting is Setting.OFF:
        assert got is None
    elif setting.severity.rank > rule.severity.rank:
        assert got.rank == max(severity.rank, setting.severity.rank)
    else:
        assert got.rank == min(severity.rank, setting.severity.rank)


VALUES = st.none() | st.booleans() | st.integers(-2, 9) | st.text(max_size=4) | st.just([]) | st.just({})
ENTRIES = st.fixed_dictionaries(
    {},
    optional={
        "severity": st.sampled_from(["error", "warning", "note", "off"]) | VALUES,
        "reason": st.just("because") | VALUES,
        "why": VALUES,
    },
)
DATA = st.fixed_dictionaries(
    {},
    optional={
        "$schema": VALUES,
        "profile": st.just("1.0") | VALUES,
        "name": st.just("Example") | VALUES,
        "description": VALUES,
        "fail_on": st.sampled_from(["error", "note"]) | VALUES,
        "minimum_level": st.integers(-1, 6) | VALUES,
        "rules": st.dictionaries(st.sampled_from(OTHERS[:3]), ENTRIES | VALUES, max_size=2) | VALUES,
        "zz": VALUES,
    },
)


@given(DATA)
def test_the_reader_and_the_schema_agree(data: dict[str, Any]) -> None:
    try:
        read_profile(json.dumps(data), "p.json")
    except Unreadable:
        assert not LAYOUT.is_valid(data)
    else:
        assert LAYOUT.is_valid(data)


def test_the_verdict_valid_is_that_of_the_standard(faulty, profile) -> None:
    plain, judged = (
        report_on(document(faulty), profile=given).data["documents"][0] for given in (None, profile)
    )
    assert plain["valid"] is judged["valid"] is False
    assert plain["counts"] == judged["counts"]
    assert plain["coverage"] == judged["coverage"]
    assert plain["rules"] == judged["rules"]


def test_a_valid_document_can_fail_a_profile_and_stays_valid() -> None:
    read = read_profile(json.dumps(profile_with(minimum_level=5)), "p.json")
    report = report_on(document(base()), profile=read)
    (found,) = report.data["documents"]
    assert (found["valid"], found["by_profile"]["passes"]) == (True, False)
    assert report.fails(report.documents[0])


def test_a_document_that_is_not_valid_can_pass_a_profile(faulty) -> None:
    data = base()
    data["impacts"][0]["amount"]["value"] = 15000
    names = {finding.rule for finding in report_on(document(data)).documents[0].validation.findings}
    rules = {name: {"severity": "warning", "reason": "r"} for name in names}
    read = read_profile(json.dumps(profile_with(rules=rules)), "p.json")
    (found,) = report_on(document(data), profile=read).data["documents"]
    assert (found["valid"], found["by_profile"]["passes"]) == (False, True)


def test_the_report_as_data_names_the_profile_and_what_it_changed(faulty, profile) -> None:
    data = report_on(document(faulty), profile=profile).data
    assert [error.message for error in REPORT.iter_errors(data)] == []
    assert data["profile"]["sha256"] == profile.sha256
    assert [item["reason"] for item in data["profile"]["rules"]] == [
        o.reason for o in profile.overrides.values()
    ]
    (found,) = data["documents"]
    groups = {group["rule"]: group for group in found["findings"]}
    assert groups["unused-definition"]["severity"] == "note"
    assert groups["unused-definition"]["by_profile"]["severity"] == "off"
    assert groups["unused-definition"]["samples"][0]["decisions"][0]["reviewer"] == "A. Reviewer"
    assert found["by_profile"]["counts"]["off"] == 1


def test_without_a_profile_the_report_does_not_mention_one(faulty) -> None:
    assert "profile" not in json.dumps(report_on(document(faulty)).data)


def test_what_was_asked_for_wins_over_the_profile(faulty, profile) -> None:
    report = report_on(document(base()), profile=profile, fail_on=Severity.ERROR)
    assert report.fail_on is Severity.ERROR
    assert report.data["profile"]["fail_on"] == "error"


def test_the_text_says_both_verdicts_and_every_reason(faulty, profile) -> None:
    lines = list(report_lines(report_on(document(faulty), profile=profile), Paint(False)))
    assert lines[0].startswith("a.json: not valid; ")
    assert lines[1].startswith("  by profile Example conference (synthetic): does not pass; ")
    assert lines[1].endswith("1 turned off, level 4 where 5 is asked for")
    assert any(": off (note in the standard) unused-definition: " in line for line in lines)
    assert any("waived by A. Reviewer" in line for line in lines)
    assert f"profile: Example conference (synthetic) (profile.yaml, sha256 {profile.sha256})" in lines
    assert all(any(item.reason in line for line in lines) for item in profile.overrides.values())


def test_a_decision_that_is_no_waiver_or_of_another_place_waives_nothing(faulty) -> None:
    data = json.loads(json.dumps(faulty))
    decisions = data["reviews"][0]["decisions"]
    decisions[0]["pointer"] = "/facilities/0"
    decisions.append({"rule": "total-differs-from-lines", "decision": "accepted", "reason": "right"})
    report = report_on(document(data))
    assert not any(standing.waivers for standing in report.standings(report.documents[0]))


def test_reviews_whose_shape_is_broken_waive_nothing(faulty) -> None:
    data = {**faulty, "reviews": [*faulty["reviews"], 5]}
    report = report_on(document(data))
    assert not any(standing.waivers for standing in report.standings(report.documents[0]))
