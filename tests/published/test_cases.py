"""The real inconsistencies of `cases.csv`: each whose kind the rules cover is found by the rule that it names."""

import csv
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from fullcount.disclosure import parse, shape_errors
from fullcount.review.check import validate
from fullcount.review.finding import Finding

from .case_documents import DOCUMENTS

with (Path(__file__).parent / "cases.csv").open(encoding="utf-8", newline="") as table:
    CASES = {case["case_id"]: case for case in csv.DictReader(table)}
COVERED = {case_id: case["rule"] for case_id, case in CASES.items() if case["rule"]}


def findings_of(case_id: str) -> Sequence[Finding]:
    text = json.dumps(DOCUMENTS[case_id]()).encode()
    return validate(parse(text, f"{case_id}.json"), date(2026, 11, 21)).findings


@pytest.mark.parametrize("case_id", COVERED)
def test_the_document_of_a_case_is_well_formed(case_id: str) -> None:
    assert shape_errors(DOCUMENTS[case_id]()) == []


@pytest.mark.parametrize(("case_id", "rule"), COVERED.items(), ids=COVERED)
def test_a_published_inconsistency_is_found(case_id: str, rule: str) -> None:
    assert rule in {finding.rule for finding in findings_of(case_id)}


def test_the_cases_that_no_rule_covers_are_differences_of_method_with_a_reason() -> None:
    assert {case_id for case_id in CASES if case_id not in COVERED} == {"C22", "C24", "C25", "C29"}
    assert all(bool(case["rule"]) is not bool(case["reason"]) for case in CASES.values())


def test_every_covered_case_has_a_document_and_a_source() -> None:
    assert DOCUMENTS.keys() == COVERED.keys()
    assert all(case["source_url"].startswith("https://") for case in CASES.values())
