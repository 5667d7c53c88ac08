"""DIA: increments with intervals and words for their quality; what is not known is left out, never zero."""

import copy
import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from fullcount.ledger import read_ledger
from fullcount_reports.exports.dia import export
from fullcount_reports.exports.exported import NotExpressibleError

from .documents import BASE, DISCLOSURES, MOSHI

METRIC = {
    "type": "object",
    "required": ["value", "quality"],
    "properties": {
        "value": {
            "oneOf": [
                {"type": "number", "minimum": 0},
                {"type": "array", "items": {"type": "number", "minimum": 0}, "minItems": 2, "maxItems": 2},
            ]
        },
        "quality": {
            "enum": [
                *(
                    "measured",
                    "estimated-from-region",
                    "estimated-from-default-wue",
                    "estimated-from-hardware",
                ),
                *("imputed", "unavailable"),
            ]
        },
    },
}
RELATIONS = ["finetune", "lora", "qlora", "quantized", "merge", "distill", "fork", "adapter"]
SCHEMA = {
    "type": "object",
    "required": ["scope", "footprint"],
    "additionalProperties": False,
    "properties": {
        "scope": {"const": "incremental"},
        "footprint": {
            "additionalProperties": False,
            "minProperties": 1,
            "properties": dict.fromkeys(("energy_kwh", "carbon_kgco2eq", "water_liters"), METRIC),
        },
        "lineage": {
            "items": {"required": ["model"], "properties": {"relation": {"enum": RELATIONS}}},
        },
        "compute": {
            "properties": {
                "hardware": {
                    "properties": {"gpu": {"type": "string"}, "count": {"type": "integer", "minimum": 1}}
                },
                "duration_gpu_hours": {"type": "number", "minimum": 0},
            }
        },
        "context": {"properties": {"region": {"type": "string"}, "carbon_intensity": {"type": "number"}}},
        "tool": {"type": "string"},
    },
}
"""What a `dia_report` of version 0.1 is, written from its description; narrower where we write less."""


def file_of(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(export(document).files["dia_report.json"])
    return found


def report_of(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = file_of(document)["dia_report"]
    return found


def changed(**sections: object) -> dict[str, Any]:
    return {**copy.deepcopy(BASE), **sections}


@pytest.mark.parametrize("document", [BASE, MOSHI], ids=["base", "moshi"])
def test_the_report_is_valid(document: dict[str, Any]) -> None:
    jsonschema.validate(report_of(document), SCHEMA)


@given(document=DISCLOSURES)
def test_the_report_is_valid_whatever_the_work_and_the_texts(document: dict[str, Any]) -> None:
    jsonschema.validate(report_of(document), SCHEMA)
    assert file_of(document)["model"] == document["subject"]["name"]


def test_figures_are_those_that_the_disclosure_states_for_all_work() -> None:
    footprint = report_of(BASE)["footprint"]
    assert footprint["energy_kwh"] == {"value": 26784, "quality": "estimated-from-hardware"}
    assert footprint["carbon_kgco2eq"] == {"value": 1178, "quality": "estimated-from-region"}
    assert footprint["water_liters"]["value"] == 5580 + 99100


def test_an_interval_stays_one() -> None:
    assert report_of(MOSHI)["footprint"]["energy_kwh"]["value"] == [1813000, 3309000]


def test_a_metered_energy_is_measured() -> None:
    document = changed(impacts=[])
    document["compute"] = [document["compute"][7]]
    assert report_of(document)["footprint"]["energy_kwh"]["quality"] == "measured"


def test_water_by_a_default_wue_says_so() -> None:
    document = changed()
    document["facilities"][0]["wue"]["basis"] = "default"
    assert report_of(document)["footprint"]["water_liters"]["quality"] == "estimated-from-default-wue"


@pytest.mark.parametrize("key", ["wue", "water_intensity"])
def test_water_of_which_a_part_is_unknown_is_left_out_and_not_zero(key: str) -> None:
    document = changed(impacts=[])
    del document["facilities"][0][key]
    assert set(report_of(document)["footprint"]) == {"energy_kwh", "carbon_kgco2eq"}


def test_without_any_figure_there_is_no_report_and_each_reason_is_told() -> None:
    with pytest.raises(NotExpressibleError) as refused:
        export(changed(impacts=[], facilities=[], equipment=[], compute=BASE["compute"][1:2]))
    assert len(str(refused.value).splitlines()) == 3


def test_grams_become_kilograms_with_all_their_digits() -> None:
    assert report_of(BASE)["context"]["carbon_intensity"] == 0.044


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("fine-tuned-from", "finetune"),
        ("distilled-from", "distill"),
        ("quantised-from", "quantized"),
        ("merged-from", "merge"),
        ("initialised-from", None),
        ("uses", None),
    ],
)
def test_relations_are_in_their_words_or_left_out(ours: str, theirs: str | None) -> None:
    document = changed()
    document["subject"]["lineage"] = [{"name": "Elder (invented)", "relation": ours}]
    (ancestor,) = report_of(document)["lineage"]
    assert ancestor.get("relation") == theirs
    assert ancestor["model"] == "Elder (invented)"


def test_market_based_gases_and_manufacture_are_told_to_be_lost() -> None:
    lost = {(loss.where, loss.what) for loss in export(BASE).losses}
    assert ("/impacts/*/amount", "value") in lost


def test_the_ledger_reads_the_same_energy(tmp_path) -> None:
    path = tmp_path / "dia_report.json"
    path.write_text(export(BASE).files[path.name], encoding="utf-8")
    (row,) = read_ledger(path)
    assert (row.energy_kwh, row.ghg_kgco2e, row.accelerators) == (26784, 1178, 128)
