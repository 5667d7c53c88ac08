"""The rules against every row that somebody has published: silent on those that hold, not on those that do not."""

import csv
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import pytest

from fullcount.disclosure import parse, shape_errors
from fullcount.draft.row import disclosure_of_row as as_disclosure
from fullcount.review.check import Validation, validate
from fullcount.review.finding import Finding, Severity
from fullcount.rooms import dataset_room

TODAY = date(2026, 11, 21)
with (dataset_room("published") / "published.csv").open(encoding="utf-8", newline="") as table:
    ROWS = {row["row_id"]: row for row in csv.DictReader(table)}
OK = [row_id for row_id, row in ROWS.items() if row["consistency"] == "ok"]

LIFETIME = "the table has no column for the lifetime that the source states"
EXPLAINED = {
    ("P053", "manufacture-without-lifetime"): LIFETIME,
    ("P116", "manufacture-without-lifetime"): LIFETIME,
    ("P117", "manufacture-without-lifetime"): LIFETIME,
}
"""Notes of which a reader may wonder whether they are right, each with why they are."""

FOUND = {
    "P039": "carbon-intensity-implausible",
    "P181": "energy-differs-from-hours-and-power",
    "P199": "energy-above-rated-power",
}
"""Rows that contradict themselves, and the rule that sees it."""

NOT_IN_THE_ROW = {
    "P005": "the five months are in the text, not in a column: case C05",
    "P027": "the emissions that leave it out are those of P028: case C04",
    "P054": "the other total stands in another paper: case C10",
    "P063": "the rows that miss the total are P055 to P062: case C08",
    "P092": "the arithmetic holds, a later paper corrects the activity: case C22",
    "P094": "the other figure stands in a registry: case C28",
    "P100": "its neighbours have the PUE inside: case C07",
    "P132": "the calculator that the card cites is not in the row: case C14",
    "P133": "the calculator that the card cites is not in the row: case C14",
    "P142": "the other figures stand in another revision of the card: case C15",
    "P144": "the power stands in the prose, the row repeats the lower one: case C23",
    "P145": "a label, which others quote wrongly: case C19",
}
"""Rows that contradict something outside of themselves, and what."""


IDENTITIES = {
    "energy-differs-from-hours-and-power": ("device_hours", "power_w_per_device", "energy_mwh"),
    "ghg-differs-from-energy-and-factor": (
        "energy_mwh",
        "pue",
        "carbon_intensity_gco2e_per_kwh",
        "ghg_location_tco2e",
    ),
}
"""What a row must state for an identity to be judged."""
JUDGED = [
    (row_id, rule)
    for rule, columns in IDENTITIES.items()
    for row_id in OK
    if all(ROWS[row_id][column] for column in columns)
]


def validation_of(row: Mapping[str, str]) -> Validation:
    text = json.dumps(as_disclosure(row)).encode()
    return validate(parse(text, f"{row['row_id']}.json"), TODAY)


def findings_of(row_id: str) -> Sequence[Finding]:
    return validation_of(ROWS[row_id]).findings


@pytest.mark.parametrize("row_id", ROWS)
def test_every_row_makes_a_well_formed_disclosure(row_id: str) -> None:
    assert shape_errors(as_disclosure(ROWS[row_id])) == []


@pytest.mark.parametrize("row_id", OK)
def test_a_consistent_row_has_no_error_and_no_warning(row_id: str) -> None:
    assert [f.message for f in findings_of(row_id) if f.severity is not Severity.NOTE] == []


@pytest.mark.parametrize(("row_id", "rule"), EXPLAINED)
def test_what_the_table_has_no_column_for_is_a_note(row_id: str, rule: str) -> None:
    assert rule in {f.rule for f in findings_of(row_id) if f.severity is Severity.NOTE}


@pytest.mark.parametrize(("row_id", "rule"), JUDGED)
def test_a_consistent_row_is_judged_and_not_passed_over(row_id: str, rule: str) -> None:
    results = {result.rule.name: result.status for result in validation_of(ROWS[row_id]).results}
    assert results[rule] == "passed"


@pytest.mark.parametrize(("row_id", "rule"), JUDGED)
@pytest.mark.parametrize("slip", [Decimal("0.7"), Decimal("1.3")])
def test_the_same_row_with_another_energy_is_found(row_id: str, rule: str, slip: Decimal) -> None:
    row = ROWS[row_id]
    changed = row | {"energy_mwh": str(Decimal(row["energy_mwh"]) * slip)}
    assert rule in {finding.rule for finding in validation_of(changed).findings}


def test_enough_rows_are_judged_to_mean_something() -> None:
    assert Counter(rule for _, rule in JUDGED) == {
        "energy-differs-from-hours-and-power": 15,
        "ghg-differs-from-energy-and-factor": 10,
    }


@pytest.mark.parametrize(("row_id", "rule"), FOUND.items(), ids=FOUND)
def test_a_row_that_contradicts_itself_is_found(row_id: str, rule: str) -> None:
    grave = [finding.rule for finding in findings_of(row_id) if finding.severity is not Severity.NOTE]
    assert rule in grave


@pytest.mark.parametrize("row_id", NOT_IN_THE_ROW)
def test_a_row_that_contradicts_another_text_is_not_accused_of_false_arithmetic(row_id: str) -> None:
    assert [f.message for f in findings_of(row_id) if f.severity is Severity.ERROR] == []


def test_every_flagged_row_is_accounted_for() -> None:
    flagged = {row_id for row_id, row in ROWS.items() if row["consistency"] == "FLAG"}
    assert FOUND.keys() | NOT_IN_THE_ROW.keys() == flagged
