"""Rules that are milder where a document says what it does."""

from datetime import date

import pytest

from fullcount.disclosure import load
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
    ],
)
def test_what_is_said_is_a_note(rule: str, case: str, severity: str) -> None:
    document = load(schema_room() / "conformance" / rule / case)
    found = [finding.severity for finding in validate(document, date(2026, 11, 21)).findings]
    assert found == [severity]
