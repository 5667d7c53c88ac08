"""SARIF: valid against the schema of OASIS, complete, and the same bytes for the same input."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcount.disclosure.shape import SHAPE_RULES
from fullcount.review.report import Report
from fullcount.review.sarif import as_sarif
from fullcount.review.sarif.places import artifact_location
from fullcount.review.sarif.results import stable_path
from fullcount.rules.table import RULES

from .conftest import base, document, report_on

KINDS = ("nothing", "good", "faulty", "by profile", "hostile", "unreadable", "piped", "strict")


def run_of(report: Report) -> dict[str, Any]:
    (run,) = as_sarif(report)["runs"]
    return run


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_valid_against_the_schema_of_sarif(kind, reports, sarif_schema) -> None:
    log = json.loads(json.dumps(as_sarif(reports[kind])))
    assert [error.message for error in sarif_schema.iter_errors(log)] == []


def test_the_schema_would_find_a_fault(reports, sarif_schema) -> None:
    log = as_sarif(reports["faulty"])
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert list(sarif_schema.iter_errors(log))


def test_every_finding_is_a_result_with_rule_level_place_and_pointer(reports, faulty) -> None:
    report = reports["faulty"]
    run = run_of(report)
    findings = report.documents[0].validation.findings
    assert len(run["results"]) == len(findings) > 2
    told = {
        (r["ruleId"], r["level"], r["locations"][0]["logicalLocations"][0]["fullyQualifiedName"])
        for r in run["results"]
    }
    assert told == {(f.rule, f.severity.value, f.pointer) for f in findings}
    places = {
        (region["startLine"], region["startColumn"])
        for r in run["results"]
        if (region := r["locations"][0]["physicalLocation"]["region"])
    }
    assert places == {(f.place.line, f.place.column) for f in findings}


def test_every_rule_is_described_with_help_and_an_address(reports) -> None:
    rules = run_of(reports["nothing"])["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [*(rule.name for rule in RULES), *SHAPE_RULES]
    assert all(rule["help"]["text"] and rule["helpUri"].startswith("https://") for rule in rules)
    assert all("**" not in rule["help"]["text"] for rule in rules)


def test_a_result_points_at_its_rule_and_its_artifact(reports) -> None:
    run = run_of(reports["strict"])
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        location = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert run["artifacts"][location["index"]]["location"]["uri"] == location["uri"]


def test_an_artifact_bears_hash_verdict_and_level(reports) -> None:
    (artifact,) = run_of(reports["faulty"])["artifacts"]
    validation = reports["faulty"].documents[0].validation
    assert artifact["hashes"] == {"sha-256": validation.document.sha256}
    assert artifact["location"]["uri"] == "sub%20folder/b%20%C3%A9.json"
    assert artifact["properties"]["valid"] is False
    assert artifact["properties"]["coverage"]["level"] == reports["faulty"].documents[0].levels.reached


def test_a_waived_finding_is_suppressed_with_reviewer_and_reason(reports) -> None:
    waived = [r for r in run_of(reports["faulty"])["results"] if "suppressions" in r]
    (result,) = waived
    assert result["ruleId"] == "unused-definition"
    (suppression,) = result["suppressions"]
    expected = "waived by A. Reviewer, Example University on 2026-11-20: It is for the next model."
    assert suppression == {"kind": "external", "status": "accepted", "justification": expected}


def test_a_waiver_that_another_reviewer_disputes_suppresses_nothing_yet(faulty) -> None:
    (waiver,) = faulty["reviews"]
    told = {"rule": "unused-definition", "decision": "change-requested", "reason": "Remove it."}
    other = {**waiver, "reviewer": "O. Ther", "conclusion": "changes-requested", "decisions": [told]}
    run = run_of(report_on(document({**faulty, "reviews": [waiver, other]})))
    (result,) = [r for r in run["results"] if r["ruleId"] == "unused-definition"]
    assert [item["status"] for item in result["suppressions"]] == ["underReview"]
    assert [item["decision"] for item in result["properties"]["decisions"]] == ["waived", "change-requested"]


def test_a_profile_is_recorded_with_its_reasons_and_its_hash(reports, profile) -> None:
    run = run_of(reports["by profile"])
    assert run["properties"]["profile"]["sha256"] == profile.sha256
    (invocation,) = run["invocations"]
    by_rule = {
        item["descriptor"]["id"]: item["configuration"] for item in invocation["ruleConfigurationOverrides"]
    }
    assert by_rule["unused-definition"]["enabled"] is False
    assert by_rule["total-differs-from-lines"]["level"] == "warning"
    assert by_rule["false-precision"]["properties"]["reason"] == "Digits matter to us."


def test_what_a_profile_turns_off_is_suppressed_not_left_out(reports) -> None:
    plain, by_profile = (run_of(reports[kind])["results"] for kind in ("faulty", "by profile"))
    assert sorted(r["ruleId"] for r in plain) == sorted(r["ruleId"] for r in by_profile)
    (off,) = [r for r in by_profile if r["ruleId"] == "unused-definition"]
    assert off["suppressions"][0]["justification"].endswith("Our template lists every site.")
    assert off["properties"]["standardLevel"] == "note"


def test_an_unreadable_input_is_a_notification_not_a_result(reports) -> None:
    run = run_of(reports["unreadable"])
    (invocation,) = run["invocations"]
    assert run["results"] == []
    assert invocation["executionSuccessful"] is False
    first, second = invocation["toolExecutionNotifications"]
    assert first["locations"][0]["physicalLocation"]["region"]["startLine"] == 1
    assert second["descriptor"] == {"id": "unreadable"}


def test_too_many_results_are_the_gravest_and_what_is_left_out_is_told(
    faulty, monkeypatch, sarif_schema
) -> None:
    report = report_on(document(faulty, "a.json"), document(faulty, "b.json"))
    everything = run_of(report)["results"]
    levels = [r["level"] for r in everything]
    monkeypatch.setattr("fullcount.review.sarif.results.MOST_IN_ALL", levels.count("error"))
    run = run_of(report)
    assert run["results"] == [r for r in everything if r["level"] == "error"]
    (told,) = run["invocations"][0]["toolExecutionNotifications"]
    assert told["message"]["text"].startswith(f"{len(levels) - levels.count('error')} findings are left out")
    assert not list(sarif_schema.iter_errors(json.loads(json.dumps(as_sarif(report)))))


def test_a_name_is_relative_to_the_root_of_the_repository_or_a_file_of_the_machine() -> None:
    assert artifact_location("a b.json") == {"uri": "a%20b.json", "uriBaseId": "%SRCROOT%"}
    assert artifact_location("/a/b.json") == {"uri": "file:///a/b.json"}
    assert set(run_of(report_on())["originalUriBaseIds"]) == {"%SRCROOT%"}


def fingerprints(data: Any) -> set[str]:
    run = run_of(report_on(document(data)))
    return {r["partialFingerprints"]["fullcountFinding/v1"] for r in run["results"]}


def test_a_fingerprint_outlives_reordered_lists_and_moved_lines(faulty) -> None:
    moved = {**faulty, **{key: faulty[key][::-1] for key in ("impacts", "facilities", "compute", "sources")}}
    moved = {"note": "one more line", **moved}
    assert fingerprints(moved) == fingerprints(faulty)


def test_findings_of_one_place_have_fingerprints_of_their_own(hostile) -> None:
    results = run_of(report_on(document(hostile)))["results"]
    assert len(fingerprints(hostile)) == len(results)


@given(st.text(min_size=1, max_size=40).filter(lambda name: "\0" not in name))
@settings(max_examples=200)
def test_any_file_name_becomes_an_address(name: str) -> None:
    uri = artifact_location(name)["uri"]
    assert uri.isascii()
    assert not set(uri) & set(' <>"{}|\\^`\n')


def test_a_path_names_items_by_what_they_are_known_by() -> None:
    data = base()
    line = data["compute"][1]["id"]
    assert stable_path("/compute/1/energy", data) == f".compute[{line}].energy"
    assert stable_path("/compute/99/energy", data) == ".compute[99].energy"
    assert stable_path("", data) == ""


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_report_gives_the_same_bytes(kind, reports) -> None:
    assert json.dumps(as_sarif(reports[kind])) == json.dumps(as_sarif(reports[kind]))
