"""DIA and BoAmps reports as drafts: intervals, missing figures, several meters, older layouts."""

import pytest

from .reports import boamps, dia, draft_of, imported, measure, refusal


def test_an_interval_of_dia_stays_one() -> None:
    (line,) = draft_of(dia(), "dia")["compute"]
    assert {key: line["energy"][key] for key in ("low", "high", "unit", "basis")} == {
        "low": 18,
        "high": 22,
        "unit": "kWh",
        "basis": "measured",
    }


def test_an_unavailable_figure_is_missing_whatever_number_stands_there() -> None:
    gone = {"value": [0, 0], "quality": "unavailable"}
    footprint = {"energy_kwh": gone, "carbon_kgco2eq": gone, "water_liters": gone}
    draft = draft_of(dia(footprint=footprint), "dia")
    assert "not_disclosed" in draft["compute"][0]["energy"]
    assert "impacts" not in draft


def test_a_state_file_is_a_family_whose_lineage_is_what_lies_outside() -> None:
    node = {"scope": "incremental", "energy_kwh": [1, 1]}
    lineage = [{"model": "b", "relation": "lora"}, {"model": "far", "relation": "merge"}, {"model": "odd"}]
    found = imported({"nodes": {"a": {"report": node, "lineage": lineage}, "b": {"report": node}}}, "dia")
    assert found.draft["subject"]["lineage"] == [{"name": "far", "relation": "merged-from", "component": "a"}]
    assert any("odd" in note for note in found.notes)
    assert [line["energy"]["value"] for line in found.draft["compute"]] == [1, 1]


def test_a_carbon_intensity_that_is_likely_in_grams_is_left_out() -> None:
    found = imported(dia(context={"region": "us-east-1", "carbon_intensity": 380}), "dia")
    assert "carbon_intensity_location_based" not in found.draft["facilities"][0]
    assert any("likely in grams" in note for note in found.notes)


@pytest.mark.parametrize("scope", ["cumulative", None, 3])
def test_a_cumulative_report_is_refused(scope: object) -> None:
    assert "scope incremental" in refusal(dia(scope=scope), "dia")


def test_a_boamps_report_is_a_line_with_its_place_and_hardware() -> None:
    draft = draft_of(boamps(measure()), "boamps")
    (line,), (facility,) = draft["compute"], draft["facilities"]
    assert (line["stage"], line["run_type"], line["energy"]["value"]) == ("final", "post-train", 2.5)
    assert line["accelerator_hours"]["value"] == 8
    assert (facility["country"], facility["carbon_intensity_location_based"]["value"]) == ("FRA", 56)
    assert draft["subject"]["parameters"]["value"] == 7241732096


def test_two_meters_of_one_run_are_not_added_and_that_is_told() -> None:
    twice = [measure(2.5), measure(2.6, measurementMethod="another tracker")]
    found = imported(boamps(*twice), "boamps")
    assert "not_disclosed" in found.draft["compute"][0]["energy"]
    assert any("several-measures" in note for note in found.notes)


def test_a_unit_of_an_older_layout_counts() -> None:
    draft = draft_of(boamps(measure(2500, unit="Wh")), "boamps")
    assert draft["compute"][0]["energy"]["value"] == 2.5


@pytest.mark.parametrize(
    ("node", "said"),
    [
        (boamps(measure(-1)), "a number of 0 or more"),
        (boamps(measure(1, unit="petaFLOPS")), "expected energy"),
        ({"infrastructure": {}}, "no report of a known layout"),
        ([], "no report"),
    ],
)
def test_what_is_no_energy_report_is_refused(node: object, said: str) -> None:
    assert said in refusal(node, "boamps")


def test_everything_wrong_in_a_list_of_reports_is_told_at_once() -> None:
    assert (
        len(refusal([boamps(measure(-1)), boamps(measure("x")), boamps(measure())], "boamps").splitlines())
        == 2
    )
