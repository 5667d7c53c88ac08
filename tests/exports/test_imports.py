"""Reports of others as drafts: the official examples of their formats, odd ones, and everything wrong at once."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcount.disclosure import parse, shape_errors
from fullcount.draft.imports import READERS, Imported, NotReadableError, read
from fullcount.draft.imports.head import with_head
from fullcount.review.check import validate

NAMES = ("boamps", "cyclonedx", "dia", "spdx")
Node = dict[str, Any]


def imported(node: object, name: str) -> Imported:
    return read(json.dumps(node, indent=1).encode(), "report.json", name)


def draft_of(node: object, name: str) -> Node:
    return with_head(imported(node, name).draft, "2027-01-01")


def refusal(node: object, name: str) -> str:
    with pytest.raises(NotReadableError) as refused:
        imported(node, name)
    return str(refused.value)


def bill(*consumptions: Node, **component: object) -> Node:
    considerations = {"environmentalConsiderations": {"energyConsumptions": list(consumptions)}}
    model = {"name": "Synthetic-1B", "modelCard": {"considerations": considerations}, **component}
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [model]}


def consumption(kwh: object = 0.4, tonnes: object = None, **more: object) -> Node:
    gases = {} if tonnes is None else {"co2CostEquivalent": {"value": tonnes, "unit": "tCO2eq"}}
    return {"activity": "training", "activityEnergyCost": {"value": kwh, "unit": "kWh"}, **gases, **more}


def test_a_bill_that_is_valid_there_and_absurd_is_read_and_found_implausible_here() -> None:
    draft = draft_of(bill(consumption(0.4, 31.22)), "cyclonedx")
    (row,) = draft["impacts"]
    assert (row["amount"]["value"], row["amount"]["unit"], row["ghg_basis"]) == (
        31220,
        "kgCO2e",
        "unspecified",
    )
    found = validate(parse(json.dumps(draft).encode(), "draft.json"), today=date(2027, 1, 1)).findings
    assert "carbon-intensity-implausible" in {finding.rule for finding in found}


def test_a_compensation_is_left_out_and_told() -> None:
    offset = {"co2CostOffset": {"value": 31.22, "unit": "tCO2eq"}}
    found = imported(bill(consumption(0.4, **offset)), "cyclonedx")
    assert "impacts" not in found.draft
    assert any("a compensation is no emission" in note for note in found.notes)


def test_models_inside_others_are_read_and_are_a_family() -> None:
    inner, outer = bill(consumption(1))["components"][0], bill(consumption(2))
    outer["components"][0]["components"] = [inner]
    draft = draft_of(outer, "cyclonedx")
    assert draft["subject"]["kind"] == "model-family"
    assert [line["energy"]["value"] for line in draft["compute"]] == [2, 1]
    assert len({line["component"] for line in draft["compute"]}) == 2


def test_the_place_of_a_provider_is_a_facility_with_the_code_of_its_country() -> None:
    organisation = {"name": "Invented", "address": {"country": "United States", "locality": "Nowhere"}}
    provider = {"organization": organisation, "energySource": "unknown"}
    draft = draft_of(bill(consumption(energyProviders=[provider])), "cyclonedx")
    (facility,) = draft["facilities"]
    assert (facility["country"], facility["location"]) == ("USA", "Nowhere")
    assert "operator" not in facility


def test_everything_wrong_with_a_bill_is_told_at_once_with_its_line() -> None:
    wrong = consumption("much", -1)
    wrong["activityEnergyCost"]["unit"] = "MWh"
    lines = refusal(bill(wrong, consumption(None)), "cyclonedx").splitlines()
    assert len(lines) == 4
    assert all(line.startswith("report.json:") and line.split(":")[1].isdecimal() for line in lines)


@pytest.mark.parametrize(
    ("node", "said"),
    [
        ({"bomFormat": "SPDX"}, "no bomFormat CycloneDX"),
        (bill() | {"components": []}, "energyConsumptions"),
        ([], "no bomFormat CycloneDX"),
    ],
)
def test_what_is_no_bill_is_refused(node: object, said: str) -> None:
    assert said in refusal(node, "cyclonedx")


def spdx(*descriptions: Node, use: str = "ai_trainingEnergyConsumption", **package: object) -> Node:
    energy = {"type": "ai_EnergyConsumption", use: list(descriptions)}
    found = {"type": "ai_AIPackage", "name": "Synthetic-1B", "ai_energyConsumption": energy, **package}
    return {"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [found]}


def described(quantity: object, unit: str = "kilowattHour") -> Node:
    kind = "ai_EnergyConsumptionDescription"
    return {"type": kind, "ai_energyQuantity": quantity, "ai_energyUnit": unit}


@pytest.mark.parametrize(
    ("quantity", "unit", "kwh"),
    [
        ("0.0042", "kilowattHour", 0.0042),
        (12.5, "kilowattHour", 12.5),
        ("36", "megajoule", 10),
        ("3.6", "https://spdx.org/rdf/3.0.1/terms/AI/EnergyUnitType/megajoule", 1),
    ],
)
def test_quantities_of_spdx_are_read_as_decimals(quantity: object, unit: str, kwh: float) -> None:
    (line,) = draft_of(spdx(described(quantity, unit)), "spdx")["compute"]
    assert line["energy"]["value"] == kwh


def test_a_quantity_of_another_unit_is_no_energy() -> None:
    found = imported(spdx(described("7", "other")), "spdx")
    assert "value" not in found.draft["compute"][0]["energy"]
    assert any("unnamed unit" in note for note in found.notes)


def test_an_energy_that_two_packages_share_is_counted_once() -> None:
    document = spdx(described("7"))
    energy = document["@graph"][0].pop("ai_energyConsumption")
    shared = {**energy, "@id": "_:energy"}
    twins = [{**document["@graph"][0], "ai_energyConsumption": "_:energy", "name": name} for name in "ab"]
    found = imported({"@graph": [*twins, shared]}, "spdx")
    assert [line["energy"]["value"] for line in found.draft["compute"]] == [7]
    assert any("counted once" in note for note in found.notes)


@pytest.mark.parametrize("quantity", ["seven", "-1", "NaN", "Infinity", "1e400", True, None, [1]])
def test_a_quantity_that_is_none_is_refused(quantity: object) -> None:
    assert "a decimal of 0 to" in refusal(spdx(described(quantity)), "spdx")


def test_types_named_by_their_address_are_read_too() -> None:
    document = spdx(described("7"))
    document["@graph"][0]["type"] = "https://spdx.org/rdf/3.0.1/terms/AI/AIPackage"
    assert draft_of(document, "spdx")["compute"][0]["energy"]["value"] == 7


def dia(**more: object) -> Node:
    report = {"scope": "incremental", "footprint": {"energy_kwh": {"value": [18, 22], "quality": "measured"}}}
    return {"model": "synthetic/one", "dia_report": {**report, **more}}


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


def boamps(*measures: Node, **more: object) -> Node:
    task = {
        "taskStage": "finetuning",
        "taskFamily": "text",
        "algorithms": [{"algorithmName": "Synthetic", "parametersNumber": 7.241732096}],
        "dataset": [{"dataUsage": "input", "dataType": "text"}],
    }
    gpu = {"componentType": "gpu", "componentName": "Invented G9", "nbComponent": 4}
    place = {"country": "France", "powerSourceCarbonIntensity": 56}
    whole = {
        "task": task,
        "measures": list(measures),
        "infrastructure": {"components": [gpu]},
        "environment": place,
    }
    return {**whole, **more}


def measure(kwh: object = 2.5, **more: object) -> Node:
    return {"measurementMethod": "codecarbon", "powerConsumption": kwh, "measurementDuration": 7200, **more}


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


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "data", [b"", b"{", b"\xff\xfe", b"[1, 2", b"null", b"7", b"{}", b"[[]]", b'{"a": 1}\n{"b"']
)
def test_broken_files_are_refused_by_name_and_never_crash(name: str, data: bytes) -> None:
    with pytest.raises(NotReadableError, match=r"report\.json"):
        read(data, "report.json", name)


SEEDS = {
    "boamps": boamps(measure()),
    "cyclonedx": bill(consumption(1, 2)),
    "dia": dia(context={"region": "FRA"}, lineage=[{"model": "x", "relation": "lora"}]),
    "spdx": spdx(described("7")),
}
ODD = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just([]) | st.just({})
)


@pytest.mark.parametrize("name", NAMES)
@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_a_report_with_a_wrong_value_anywhere_is_refused_or_gives_a_well_formed_draft(
    name: str, data: Any
) -> None:
    node = json.loads(json.dumps(SEEDS[name]))
    *steps, last = data.draw(st.sampled_from(sorted(_paths(node), key=str)))
    inner = node
    for step in steps:
        inner = inner[step]
    inner[last] = data.draw(ODD)
    try:
        draft = draft_of(node, name)
    except NotReadableError as refused:
        assert str(refused)  # noqa: PT017 - one of two right answers
        return
    assert [str(error) for error in shape_errors(draft)] == []


def _paths(node: Any, above: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    listed = list(pairs)
    found = {(*above, step) for step, _ in listed}
    return found.union(*(_paths(inner, (*above, step)) for step, inner in listed))


def test_every_reader_that_is_listed_can_be_imported() -> None:
    assert set(NAMES) <= set(READERS)
