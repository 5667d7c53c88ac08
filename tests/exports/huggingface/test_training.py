"""Which figure goes into `co2_eq_emissions`: location-based, of use, of the final training."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcount.ledger.huggingface.metadata import metadata_of
from fullcount.rooms import schema_room
from fullcount_reports.exports.exported import NotExpressibleError
from fullcount_reports.exports.huggingface import export
from fullcount_reports.exports.huggingface.training import Training, decimal, in_grams

from .lab import figure, lab


def metadata(**changes):
    return Training(lab(**changes)).metadata()


def test_all_five_keys_are_there_in_their_usual_order() -> None:
    assert list(metadata()) == [
        *("emissions", "source", "training_type", "geographical_location", "hardware_used"),
    ]


def test_the_figure_is_the_location_based_one_in_grams() -> None:
    assert metadata()["emissions"] == Decimal(129600)


def test_place_and_hardware_are_those_of_the_training() -> None:
    said = metadata()
    assert said["geographical_location"] == "Narvik, Norway"
    assert said["hardware_used"] == "64 x NVIDIA A100 80 GB SXM4"


@pytest.mark.parametrize(
    ("run_type", "kind"),
    [("pre-train", "pre-training"), ("post-train", "fine-tuning"), ("train", "training")],
)
def test_the_training_type_is_the_word_of_the_hub(run_type: str, kind: str) -> None:
    assert metadata(compute__0__run_type=run_type)["training_type"] == kind


def test_the_source_says_what_is_counted_and_on_which_basis() -> None:
    said = metadata()["source"]
    for words in ("location-based", "use phase", "final training", "as stated", "revision 3 of 2026-10-01"):
        assert words in said
    assert "1 compute line of other work not counted" in said


def test_a_draft_or_a_withdrawn_revision_says_so() -> None:
    assert "(withdrawn)" in metadata(revision__status="withdrawn")["source"]
    assert "(published)" not in metadata()["source"]


def test_a_figure_of_other_work_is_not_taken_for_that_of_the_training() -> None:
    """The row covers all work, so the figure is recomputed, or there is none."""
    whole = {"category": "gwp", "phase": "use", "ghg_basis": "location", "amount": figure(132, "kgCO2e")}
    assert metadata(impacts=[whole]) is None
    intensity = figure(30, "gCO2e/kWh")
    said = metadata(impacts=[whole], facilities__0__carbon_intensity_location_based=intensity)
    assert said["emissions"] == in_grams(4320 * 30 / 1000)
    assert "recomputed" in said["source"]


def test_a_market_based_figure_never_stands_in() -> None:
    assert metadata(impacts__0=lab()["impacts"][1]) is None


def test_synthetic_and_transcribed_figures_say_so() -> None:
    assert "SYNTHETIC DATA" in metadata(data_status="synthetic")["source"]
    assert "transcribed" in metadata(data_status="transcribed")["source"]


@pytest.mark.parametrize(
    ("path", "key"),
    [("equipment__0__accelerator", "hardware_used"), ("facilities__0__location", "geographical_location")],
)
def test_what_is_not_known_is_left_out_or_named_by_what_is(path: str, key: str) -> None:
    said = metadata(**{path: None})
    assert said[key] in ("64 x Node", "Norway")


def test_a_place_that_is_not_known_is_no_key() -> None:
    said = metadata(facilities=None, equipment=None)
    assert "geographical_location" not in said
    assert "hardware_used" not in said


def test_an_export_without_the_figure_is_refused_with_what_to_fill_in() -> None:
    missing = {"not_disclosed": {"reason": "not-measured"}}
    with pytest.raises(NotExpressibleError) as refused:
        export(lab(impacts__0__amount=missing), "")
    assert "/compute/0" in str(refused.value)
    assert "carbon intensity" in str(refused.value)


@given(st.floats(min_value=0, max_value=1e12, allow_nan=False))
def test_grams_are_exact_and_read_back_as_the_same_kilograms(kg: float) -> None:
    grams = in_grams(kg)
    assert grams == Decimal(repr(kg)) * 1000
    assert Decimal(decimal(grams)) == grams
    assert "e" not in decimal(grams).lower()


@given(st.floats(min_value=1e-3, max_value=1e9, allow_nan=False))
def test_the_reader_of_cards_finds_the_figure_that_was_written(kg: float) -> None:
    read = metadata_of({"co2_eq_emissions": {"emissions": float(decimal(in_grams(kg)))}})
    assert read.kg == pytest.approx(kg, rel=1e-15)


def test_the_losses_name_every_place_that_the_crosswalk_does_not() -> None:
    lost = {loss.where for loss in export(lab(), "").losses}
    assert {"/publisher", "/scope", "/compute/*/outcome"} <= lost
    assert not lost & {"/subject/name", "/facilities/*/operator"}


def test_a_stated_impact_is_lost_where_the_figure_was_recomputed() -> None:
    base = json.loads((schema_room() / "conformance/base.json").read_bytes())
    lost = {loss.where for loss in export(base, "").losses}
    assert any(where.startswith("/impacts") for where in lost)


def test_an_energy_that_is_stated_is_not_said_to_have_the_pue_inside() -> None:
    stated = {
        "category": "energy",
        "phase": "use",
        "covers": {"lines": ["final"]},
        "amount": figure(4000, "kWh", boundary="accelerator"),
    }
    whole = export(lab(impacts=[lab()["impacts"][0], stated]), "").files["README.md"]
    assert "4000 kWh, as stated" in whole
    assert "PUE inside" not in whole
    assert "4320 kWh, PUE inside" in export(lab(), "").files["README.md"]
