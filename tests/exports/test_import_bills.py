"""CycloneDX bills and SPDX documents as drafts: units, shared energies, compensations, everything wrong at once."""

import json
from datetime import date

import pytest

from fullcount.disclosure import parse
from fullcount.review.check import validate

from .reports import bill, consumption, described, draft_of, imported, refusal, spdx


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
