"""A report is data: grouped by rule, counted exactly, and the same bytes for the same input and day."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fullcount.disclosure import Unreadable, load, parse
from fullcount.review.check import validate
from fullcount.review.finding import Finding, Severity
from fullcount.review.report import SAMPLES, as_data, assess, counts, versions
from fullcount.rules.table import RULE_SET_VERSION, RULES

from .cases import BASE, TODAY, base, changed, reviewed

Document = dict[str, Any]


def report(*documents: Any, today: date = TODAY) -> Document:
    return as_data([reviewed(data) for data in documents], (), today)


def only(data: Any) -> Document:
    """The part of a report on one document."""
    (document,) = report(data)["documents"]
    return document


def many_unknown_codes(number: int) -> Document:
    line = base()["compute"][1]
    return changed(base(), {"/compute": [{**line, "id": f"l{i}", "outcome": "gone"} for i in range(number)]})


def test_the_versions_that_a_verdict_depends_on_are_named() -> None:
    found = versions()
    assert found["rule_set"] == RULE_SET_VERSION
    assert found["standard"] == "1.0"
    assert all(found.values())
    assert report(base())["versions"] == found


def test_a_document_is_named_with_its_hash_and_its_counts() -> None:
    found = only(base())
    assert found["name"] == "a.json"
    assert found["sha256"] == parse(json.dumps(base()).encode(), "a.json").sha256
    assert found["valid"] is True
    assert found["counts"] == {"error": 0, "warning": 0, "note": 0}


@pytest.mark.parametrize("number", [1, SAMPLES, SAMPLES + 1, 3 * SAMPLES])
def test_findings_of_one_rule_are_one_group_with_an_exact_count(number: int) -> None:
    (group,) = [g for g in only(many_unknown_codes(number))["findings"] if g["rule"] == "unknown-code"]
    assert group["count"] == number
    assert len(group["samples"]) == min(number, SAMPLES)
    assert group["samples"][0]["pointer"] == "/compute/0/outcome"


def test_groups_count_every_finding_and_come_gravest_first() -> None:
    found = only(
        changed(base(), {"/impacts/1/amount/value": 1500, "/facilities/0/pue/value": 9, "/subject/zz": 1})
    )
    severities = [list(Severity).index(Severity(group["severity"])) for group in found["findings"]]
    assert severities == sorted(severities)
    for severity in Severity:
        number = sum(group["count"] for group in found["findings"] if group["severity"] == severity)
        assert found["counts"][severity] == number


def test_a_rule_with_findings_of_two_severities_has_two_groups() -> None:
    places = [("/a", Severity.NOTE), ("/b", Severity.ERROR), ("/c", Severity.NOTE)]
    findings = tuple(Finding("r", severity, pointer, None, "m", "r") for pointer, severity in places)
    validation = reviewed(base()).validation._replace(findings=findings)
    (document,) = as_data([assess(validation)], (), TODAY)["documents"]
    assert [(g["severity"], g["count"]) for g in document["findings"]] == [("error", 1), ("note", 2)]
    assert counts(findings) == {"error": 1, "warning": 0, "note": 2}


def test_a_sample_says_where_what_and_what_to_do() -> None:
    (group,) = only(changed(base(), {"/subject/zz": 1}))["findings"]
    (sample,) = group["samples"]
    assert set(sample) == {"pointer", "line", "column", "message", "remedy"}
    assert sample["pointer"] == "/subject/zz"


def test_every_rule_has_its_result_in_the_order_of_the_table() -> None:
    rules = only(base())["rules"]
    assert [item["rule"] for item in rules] == [rule.name for rule in RULES]
    assert all(item["not_applicable"] or item["passed"] for item in rules)


def test_every_requirement_is_listed_and_those_missing_for_the_next_level_again() -> None:
    coverage = only(base())["coverage"]
    assert (coverage["level"], coverage["name"]) == (4, "life cycle")
    missing = [
        item for item in coverage["requirements"] if item["status"] == "missing" and item["level"] == 5
    ]
    assert coverage["missing_for_next"] == missing
    extra = {"met": {"pointer"}, "missing": {"pointer", "missing"}, "not applicable": {"because"}}
    for item in coverage["requirements"]:
        assert set(item) == {"level", "name", "text", "status"} | extra[item["status"]]


@pytest.mark.parametrize("data", [base(), many_unknown_codes(5), {"fullcount": "2.0"}])
def test_the_same_input_and_day_give_the_same_bytes(data: Document) -> None:
    first, second = (json.dumps(report(data, base())) for _ in range(2))
    assert first == second


def test_the_day_is_an_argument_and_not_the_clock() -> None:
    (early, late) = (report(base(), today=day) for day in (date(1999, 1, 1), date(2030, 12, 31)))
    assert (early["today"], late["today"]) == ("1999-01-01", "2030-12-31")


def test_a_document_reads_the_same_from_a_file_and_from_bytes(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(BASE)
    found = [assess(validate(document, TODAY)) for document in (load(file), parse(BASE, str(file)))]
    one, other = (as_data([item], (), TODAY) for item in found)
    assert one["documents"][0]["sha256"] == other["documents"][0]["sha256"]
    assert one["documents"][0]["findings"] == other["documents"][0]["findings"]


def test_an_unreadable_input_stands_beside_the_rest() -> None:
    with pytest.raises(Unreadable) as caught:
        parse(b'{"a": 1,\n "a": 2}', "twice.json")
    found = as_data([reviewed(base())], [caught.value], TODAY)
    assert len(found["documents"]) == 1
    (item,) = found["unreadable"]
    (problem,) = item["problems"]
    assert item["name"] == "twice.json"
    assert problem["line"] == 2
    assert all(problem[key] for key in ("found", "expected", "remedy"))
