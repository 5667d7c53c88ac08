"""The catalogue has a text for every code that the card may meet."""

import csv

import pytest

from fullcount.rooms import schema_room
from fullcount_reports.card.english import ENGLISH

NEEDED = [
    ("basis", "basis-{}"),
    ("data-status", "status-{}"),
    ("data-status", "subtitle-{}"),
    ("energy-boundary", "energy-{}"),
    ("energy-boundary", "extent-{}"),
    ("ghg-basis", "ghg-{}"),
    ("ghg-basis", "ghg-{}-short"),
]


@pytest.mark.parametrize(("codelist", "pattern"), NEEDED)
def test_every_code_of_a_closed_codelist_has_its_text(codelist, pattern) -> None:
    path = schema_room() / "codelists" / f"{codelist}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        assert {pattern.format(row["code"]) for row in csv.DictReader(lines)} <= set(ENGLISH.texts)


def test_a_value_is_not_read_as_a_text() -> None:
    assert ENGLISH("covers", share="{line}") == "covers {line}"
