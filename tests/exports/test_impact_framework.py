"""Impact Framework: every parameter declares unit and aggregation; what a manifest holds comes back."""

import copy
from typing import Any

import pytest
import yaml
from hypothesis import given, settings

from fullcount.draft.imports import NotReadableError
from fullcount.draft.imports.impact_framework import read
from fullcount.impacts import Key, recompute
from fullcount_reports.exports.exported import NotExpressibleError
from fullcount_reports.exports.impact_framework import export

from .documents import BASE, DISCLOSURES, MOSHI

LINE = ("id", "component", "stage", "run_type", "outcome", "period")


def manifest_of(document: dict[str, Any]) -> dict[str, Any]:
    manifest: dict[str, Any] = yaml.safe_load(export(document).files["manifest.yaml"])
    return manifest


def draft_of(manifest: Any) -> tuple[dict[str, Any], tuple[str, ...]]:
    return read(yaml.safe_dump(manifest).encode(), "manifest.yaml")


def other(**tree: Any) -> dict[str, Any]:
    """A manifest of others: one component, nothing declared."""
    return {"name": "demo", "initialize": {"plugins": {}}, "tree": {"children": {"server": tree}}}


def test_it_has_the_keys_that_the_framework_requires() -> None:
    manifest = manifest_of(BASE)
    assert {"name", "initialize", "tree"} <= set(manifest)
    assert manifest["aggregation"]["type"] == "both"
    for plugin in manifest["initialize"]["plugins"].values():
        assert {"path", "method"} <= set(plugin)


def test_every_parameter_of_an_observation_declares_its_unit_and_its_aggregation() -> None:
    manifest = manifest_of(BASE)
    declared: dict[str, Any] = {}
    for plugin in manifest["initialize"]["plugins"].values():
        for side in plugin["parameter-metadata"].values():
            declared |= side
    for child in manifest["tree"]["children"].values():
        for key in {**child["defaults"], **child["inputs"][0]}.keys() - {"timestamp", "duration"}:
            assert declared[key]["unit"]
            assert set(declared[key]["aggregation-method"]) == {"time", "component"}
    assert set(manifest["aggregation"]["metrics"]) <= set(declared)


def test_what_its_plugins_make_is_what_is_recomputed() -> None:
    inputs = [child["inputs"][0] for child in manifest_of(MOSHI)["tree"]["children"].values()]
    carbon_g = sum(each["energy"] * each["grid/carbon-intensity"] for each in inputs)
    row = recompute(MOSHI).get(Key("gwp", "use", "", "location"))
    assert row is not None
    assert row.total is not None
    assert carbon_g == pytest.approx(row.total.value * 1000)


def test_carbon_of_hardware_is_left_out_where_it_is_not_known_for_all_lines() -> None:
    document = copy.deepcopy(BASE)
    document["compute"][0]["equipment"] = "other"
    document["equipment"].append({"id": "other", "name": "Other"})
    manifest = manifest_of(document)
    assert "carbon" not in manifest["aggregation"]["metrics"]
    assert not [
        child for child in manifest["tree"]["children"].values() if "carbon-embodied" in child["inputs"][0]
    ]


def test_without_any_time_it_is_refused_at_every_line() -> None:
    document = copy.deepcopy(BASE)
    document["scope"].pop("period")
    with pytest.raises(NotExpressibleError) as refused:
        export(document)
    assert str(refused.value).count("and none of the scope") == 7


@settings(max_examples=40)
@given(DISCLOSURES)
def test_a_round_trip_loses_only_what_the_crosswalk_says(document: dict[str, Any]) -> None:
    try:
        text = export(document).files["manifest.yaml"]
    except NotExpressibleError:
        return
    draft, notes = read(text.encode(), "manifest.yaml")
    assert notes == ()
    assert draft["data_status"] == document["data_status"]
    assert draft["subject"]["name"] == document["subject"]["name"]
    period = document["scope"]["period"]
    sent = [
        {"period": period, **{key: line[key] for key in LINE if key in line}} for line in document["compute"]
    ]
    assert [{key: line[key] for key in LINE} for line in draft["compute"]] == sent
    for line, back in zip(document["compute"], draft["compute"], strict=True):
        assert back["accelerator_hours"]["value"] == line["accelerator_hours"]["value"]
        assert back["facility"] == document["facilities"][0]["id"]
    (place,) = draft["facilities"]
    assert place["carbon_intensity_location_based"]["value"] == 44


def test_a_run_that_failed_gives_its_error_and_nothing_else() -> None:
    manifest = other(inputs=[{"energy": 1}]) | {"execution": {"status": "fail", "error": "no such plug-in"}}
    with pytest.raises(NotReadableError, match="a run that failed: no such plug-in"):
        draft_of(manifest)


def test_units_that_are_not_declared_are_taken_as_usual_with_a_note() -> None:
    entry = {"timestamp": "2024-01-01T00:00:00Z", "duration": 3600, "energy": 2, "carbon-embodied": 500}
    draft, notes = draft_of(other(inputs=[entry, {**entry, "timestamp": "2024-01-02T00:00:00Z"}]))
    assert draft["compute"][0]["energy"] == {**draft["compute"][0]["energy"], "value": 4, "unit": "kWh"}
    assert "boundary" not in draft["compute"][0]["energy"]
    assert draft["impacts"][0]["amount"]["value"] == 1
    assert draft["compute"][0]["period"] == {"start": "2024-01-01", "end": "2024-01-02"}
    assert any("unit of energy is not declared" in note for note in notes)
    assert any("unit of carbon-embodied is not declared" in note for note in notes)


def test_units_that_are_declared_are_converted_and_strange_ones_left_out() -> None:
    entry = {"timestamp": "2024-01-01T00:00:00Z", "duration": 3600, "energy": 2500, "carbon-operational": 3}
    manifest = other(inputs=[{"energy": 1}], outputs=[entry])
    units = {"energy": {"unit": "Wh"}, "carbon-operational": {"unit": "pounds"}}
    manifest["initialize"]["plugins"]["any"] = {"parameter-metadata": {"outputs": units}}
    draft, notes = draft_of(manifest)
    assert draft["compute"][0]["energy"]["value"] == 2.5
    assert "impacts" not in draft
    assert any("'pounds'" in note for note in notes)


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(NotReadableError) as refused:
        read(b"tree: []\nname: 3\n", "manifest.yaml")
    text = str(refused.value)
    assert all(
        word in text
        for word in ("/tree of another kind", "/name of another kind", "/initialize/plugins missing")
    )


def test_numbers_that_are_none_are_faults_with_their_line() -> None:
    manifest = other(inputs=[{"energy": "much", "timestamp": "2024-01-01T00:00:00Z", "duration": -1}])
    with pytest.raises(NotReadableError) as refused:
        draft_of(manifest)
    assert "'much'" in str(refused.value)
    assert "-1" in str(refused.value)


def test_a_missing_figure_is_missing() -> None:
    draft, _ = draft_of(other(inputs=[{"timestamp": "2024-01-01T00:00:00Z", "duration": 60}]))
    assert "energy" not in draft["compute"][0]
    assert "impacts" not in draft
