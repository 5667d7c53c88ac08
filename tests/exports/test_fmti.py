"""FMTI: ten rows with numbers in the unit asked for, their scope, and what is lacking where there is no number."""

import copy
import csv
import io
from typing import Any

import pytest

from fullcount_reports.exports.exported import NotExpressibleError
from fullcount_reports.exports.fmti import export

from .documents import BASE, MOSHI

COMPUTE = "Compute usage for final training run"
ENERGY = "Energy usage for final training run"


def rows_of(document: dict[str, Any]) -> dict[str, dict[str, str]]:
    text = export(document).files["fmti.csv"]
    return {row["Indicator"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}


def test_there_are_ten_rows_with_the_columns_of_the_index_and_no_score() -> None:
    rows = rows_of(BASE)
    assert len(rows) == 10
    expected = ["Indicator", "Definition", "Notes", "Disclosure", "Justification", "References", "Score"]
    assert list(rows[ENERGY]) == expected
    assert {row["Score"] for row in rows.values()} == {""}


def test_energy_is_in_megawatt_hours_of_the_single_final_run() -> None:
    row = rows_of(BASE)[ENERGY]
    assert row["Disclosure"].startswith("Energy: 5.184 MWh. Scope: the final training alone, a single run;")
    assert row["Justification"] == "Energy: recomputed from the compute lines, boundary facility"


def test_several_runs_are_said_to_be_several() -> None:
    assert "585 runs" in rows_of(MOSHI)[ENERGY]["Disclosure"]


def test_failed_final_runs_are_not_in_the_final_run() -> None:
    document = copy.deepcopy(BASE)
    failed = {**document["compute"][-1], "id": "again", "outcome": "failed"}
    document["compute"].append(failed)
    assert rows_of(document)[ENERGY]["Disclosure"].startswith("Energy: 5.184 MWh")


def test_market_based_carbon_stands_beside_and_is_never_added() -> None:
    text = rows_of(BASE)["Carbon emissions for final training run"]["Disclosure"]
    assert text.startswith("Location-based: 0.228096 tCO2e. Market-based: 0.10368 tCO2e.")


def test_hours_are_given_where_the_arithmetic_of_the_development_is_not_known() -> None:
    text = rows_of(BASE)["Compute usage including R&D"]["Disclosure"]
    assert "24800 accelerator-hours of nvidia-h100-sxm5-80gb" in text
    assert text.startswith("Compute: not disclosed:")


def test_a_reason_that_is_stated_is_passed_on() -> None:
    document = copy.deepcopy(BASE)
    document["subject"]["training_compute"] = {
        "not_disclosed": {"reason": "confidential", "note": "a contract"}
    }
    assert "(confidential: a contract)" in rows_of(document)[COMPUTE]["Disclosure"]


def test_shares_add_up_to_the_whole() -> None:
    text = rows_of(BASE)["Internal compute allocation"]["Disclosure"]
    shares = [float(word) for word in text.split() if word.replace(".", "", 1).replace("e-", "").isdigit()]
    assert sum(shares) == pytest.approx(100.0)


def test_a_disclosure_that_answers_nothing_is_refused() -> None:
    document = {**copy.deepcopy(BASE), "compute": [], "impacts": [], "totals": {}}
    with pytest.raises(NotExpressibleError, match="no figure that an indicator asks for"):
        export(document)
