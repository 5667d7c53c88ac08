"""Rules that are milder where a document says what it does."""

import json
from datetime import date

import pytest

from fullcount.disclosure import load, parse
from fullcount.review.check import validate
from fullcount.rooms import schema_room


@pytest.mark.parametrize(
    ("rule", "case", "severity"),
    [
        ("factor-outside-period", "fail.json", "warning"),
        ("factor-outside-period", "fail-only-year.json", "warning"),
        ("factor-outside-period", "fail-said.json", "note"),
        ("power-basis-unknown", "fail-unknown.json", "warning"),
        ("power-basis-unknown", "fail-said.json", "note"),
        ("factor-counted-twice", "fail.json", "error"),
        ("factor-counted-twice", "fail-coverage-unknown.json", "warning"),
        ("factor-counted-twice", "fail-noted.json", "note"),
        ("factor-differs-from-table", "fail-unknown.json", "note"),
    ],
)
def test_what_is_said_is_a_note(rule: str, case: str, severity: str) -> None:
    document = load(schema_room() / "conformance" / rule / case)
    found = [finding.severity for finding in validate(document, date(2026, 11, 21)).findings]
    assert found == [severity]


@pytest.mark.parametrize("key", ["low", "value", "high", "interval", "source", "factor"])
@pytest.mark.parametrize("value", ["text", [1], {"a": 1}, None], ids=["text", "list", "object", "null"])
def test_what_stands_below_an_unknown_key_may_be_anything(key: str, value: object) -> None:
    data = json.loads((schema_room() / "conformance/base.json").read_bytes())
    data["facilities"][0]["unheard"] = {"unit": "kWh", "value": 1, "low": 0, "high": 2, key: value}
    found = validate(parse(json.dumps(data).encode(), "a.json"), date(2026, 11, 21)).findings
    assert "unknown-key" in [finding.rule for finding in found]
