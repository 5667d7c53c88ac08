"""EU documentation form: significant figures, ranges, and to each recipient no more than the form gives it."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcount_reports.exports.eu_gpai import VERSIONS, export
from fullcount_reports.exports.eu_gpai.rounding import (
    months_range,
    order_of_magnitude,
    parameters_band,
    significant,
)
from fullcount_reports.exports.exported import NotExpressibleError
from fullcount_reports.exports.told import Told

from .documents import BASE

FLOP = {"value": 5.14159e21, "unit": "FLOP", "basis": "calculated"}
TIME, COMPUTE = "Training time", "Amount of computation used for training"
ENERGY, SIZE = "Amount of energy used for training", "Total model size"


def with_flop(**more: Any) -> dict[str, Any]:
    document = copy.deepcopy(BASE)
    document["subject"]["training_compute"] = FLOP | more
    return document


def items_of(document: dict[str, Any], version: str) -> dict[str, dict[str, Any]]:
    form = json.loads(export(document, version).files[f"eu-gpai-{version}.json"])
    return {item["item"]: item for item in form["items"]}


def test_the_office_receives_two_significant_figures_with_the_rounding_said() -> None:
    items = items_of(with_flop(), "AIO")
    assert items[COMPUTE]["answer"] == "5.1x10^21 FLOP"
    assert items[COMPUTE]["rounding"] == "rounded to 2 significant figures from 5.14159e+21 FLOP"
    assert items[ENERGY]["answer"] == "5.2x10^0 MWh"
    assert items[TIME]["answer"] == "3x10^0 days and 2x10^2 accelerator-days of nvidia-h100-sxm5-80gb"


def test_an_authority_receives_an_order_of_magnitude_and_a_range() -> None:
    items = items_of(with_flop(), "NCA")
    assert items[COMPUTE]["answer"] == "10^21 FLOP"
    assert items[TIME]["answer"] == "below 1 month"
    said = json.dumps([items[COMPUTE], items[TIME]])
    assert "5.1" not in said
    assert "3.125" not in said


def test_a_downstream_provider_receives_nothing_on_compute_or_energy() -> None:
    exported = export(with_flop(), "DP")
    assert set(items_of(with_flop(), "DP")) == {"Model size range"}
    assert "MWh" not in exported.files["eu-gpai-DP.md"]
    lost = {loss.where for loss in exported.losses}
    assert {"/subject/training_compute", "/compute"} <= lost


def test_fewer_figures_than_asked_for_are_not_made_up() -> None:
    items = items_of(with_flop(value=5e21, significant_figures=1), "AIO")
    assert items[COMPUTE]["answer"] == "5x10^21 FLOP"
    assert "all that are known of the 2 asked for" in items[COMPUTE]["rounding"]


def test_not_applicable_is_for_what_a_provider_withholds_alone() -> None:
    document = with_flop()
    document["compute"][-1].pop("energy")
    document["equipment"][0].pop("power")
    document["equipment"][0].pop("accelerator")
    document["equipment"][0].pop("rated_power")
    assert items_of(document, "AIO")[ENERGY]["answer"] == "not answered"
    document["equipment"][0]["power"] = {"not_disclosed": {"reason": "withheld-by-provider"}}
    item = items_of(document, "AIO")[ENERGY]
    assert item["answer"] == "N/A"
    assert "a provider withholds: power of equipment node" in item["lacking"]


@pytest.mark.parametrize("version", VERSIONS)
def test_every_view_says_that_the_form_was_not_at_hand(version: str) -> None:
    for text in export(with_flop(), version).files.values():
        assert "public transcriptions of the form" in text


def test_a_form_without_any_answer_is_refused_with_what_is_lacking() -> None:
    document = {**copy.deepcopy(BASE), "compute": [], "impacts": []}
    with pytest.raises(NotExpressibleError) as refused:
        export(document, "AIO")
    assert all(name in str(refused.value) for name in (TIME, COMPUTE, ENERGY))


@pytest.mark.parametrize(
    ("days", "said"),
    [(30, "below 1 month"), (31, "1 to 3 months"), (100, "3 to 6 months"), (183, "above 6 months")],
)
def test_a_time_falls_in_one_range(days: float, said: str) -> None:
    assert months_range(days) == said


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        (499e6, "1 to 500 million"),
        (500e6, "500 million to 5 billion"),
        (7e9, "5 to 15 billion"),
        (2e12, "above 1 trillion"),
    ],
)
def test_a_size_falls_in_one_band(parameters: float, said: str) -> None:
    assert parameters_band(parameters) == said


@given(st.floats(1e-9, 1e30), st.integers(1, 4))
def test_rounding_stays_within_half_a_unit_of_the_last_figure(value: float, digits: int) -> None:
    text, _ = significant(Told(value, "MWh"), digits)
    number = float(text.removesuffix(" MWh").replace("x10^", "e"))
    assert abs(number - value) <= 0.5 * 10.0 ** (1 - digits) * value * (1 + 1e-9)


@given(st.floats(1e-9, 1e30))
def test_an_order_of_magnitude_is_the_power_of_ten_at_or_below(value: float) -> None:
    text, _ = order_of_magnitude(Told(value, "FLOP"))
    power = float(text.removesuffix(" FLOP").replace("10^", "1e"))
    assert power <= value < 10.0 * power * (1 + 1e-12)
