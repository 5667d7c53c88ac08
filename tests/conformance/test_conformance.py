"""The conformance suite of the standard: each rule fails where it should and holds in near misses.

Each folder holds documents and `expected.json`, which maps each to the status of its rule (`failed`, `passed`,
`not applicable`), the pointers of its findings, and every other rule that also fails there.
"""

import json
from datetime import date
from pathlib import Path

import pytest

from fullcount.disclosure import load
from fullcount.review.check import validate
from fullcount.review.finding import Severity
from fullcount.rooms import schema_room
from fullcount.rules.table import RULES

SUITE = schema_room() / "conformance"
TODAY = date(2026, 11, 21)
CASES = [
    pytest.param(folder, name, expected, id=f"{folder.name}/{name}")
    for folder in sorted(SUITE.iterdir())
    if (folder / "expected.json").exists()
    for name, expected in json.loads((folder / "expected.json").read_text(encoding="utf-8")).items()
]


@pytest.mark.parametrize(("folder", "name", "expected"), CASES)
def test_the_rule_says_what_is_expected(folder: Path, name: str, expected: dict) -> None:
    validation = validate(load(folder / name), TODAY)
    result = next(result for result in validation.results if result.rule.name == folder.name)
    assert result.status == expected["status"]
    assert [failed.pointer for failed in result.failed] == expected.get("pointers", [])
    others = {f.rule for f in validation.findings if f.severity is not Severity.NOTE} - {folder.name}
    assert others == set(expected.get("also", []))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_a_failing_a_passing_and_a_not_applicable_case(rule) -> None:
    expected = json.loads((SUITE / rule.name / "expected.json").read_text(encoding="utf-8"))
    assert {case["status"] for case in expected.values()} == {"failed", "passed", "not applicable"}


def test_every_document_of_the_suite_is_expected_to_do_something() -> None:
    for folder in (path for path in SUITE.iterdir() if path.is_dir()):
        listed = set(json.loads((folder / "expected.json").read_text(encoding="utf-8")))
        assert {path.name for path in folder.glob("*.json")} - {"expected.json"} == listed


def test_the_base_document_has_no_finding() -> None:
    assert validate(load(SUITE / "base.json"), TODAY).findings == ()
