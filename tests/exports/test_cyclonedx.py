"""CycloneDX: valid against its own schema, energies and gases of the lines, and what has no place there."""

import copy
import json
from collections.abc import Iterator
from importlib import resources
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource

from fullcount.impacts import Key, recompute
from fullcount.rooms import dataset_room, schema_room
from fullcount_reports.exports.cyclonedx import VERSIONS, export
from fullcount_reports.exports.exported import NotExpressibleError

BASE = json.loads((schema_room() / "conformance/base.json").read_text(encoding="utf-8"))
MOSHI = json.loads((dataset_room("moshi") / "disclosure.json").read_text(encoding="utf-8"))


def schema_of(name: str) -> dict[str, Any]:
    return json.loads(
        (resources.files("cyclonedx.schema._res") / f"{name}.SNAPSHOT.schema.json").read_bytes()
    )


def validator_of(version: str) -> jsonschema.Draft7Validator:
    own = schema_of(f"bom-{version}")
    others = {
        f"{name}.SNAPSHOT.schema.json": schema_of(name) for name in ("spdx", "jsf-0.82", "cryptography-defs")
    }
    base = own["$id"].rsplit("/", 1)[0]
    resource = {f"{base}/{name}": Resource.from_contents(schema) for name, schema in others.items()}
    return jsonschema.Draft7Validator(own, registry=Registry().with_resources(resource.items()))


def bill_of(document: dict[str, Any], version: str = "1.6") -> dict[str, Any]:
    bill: dict[str, Any] = json.loads(export(document, version).files["bom.cdx.json"])
    return bill


def consumptions(bill: dict[str, Any]) -> Iterator[dict[str, Any]]:
    considerations = bill["components"][0]["modelCard"]["considerations"]
    yield from considerations["environmentalConsiderations"]["energyConsumptions"]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("document", [BASE, MOSHI], ids=["base", "moshi"])
def test_the_bill_is_valid_against_the_schema_of_its_version(document: dict[str, Any], version: str) -> None:
    errors = validator_of(version).iter_errors(bill_of(document, version))
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


def test_the_schema_is_asked_in_earnest() -> None:
    bill = bill_of(BASE)
    next(consumptions(bill))["activityEnergyCost"]["unit"] = "MWh"
    assert list(validator_of("1.6").iter_errors(bill))


def test_the_activities_add_up_to_what_is_recomputed_from_the_lines() -> None:
    energy = recompute(MOSHI).get(Key("energy", "use"))
    ghg = recompute(MOSHI).get(Key("gwp", "use", "", "location"))
    found = list(consumptions(bill_of(MOSHI)))
    kilowatt_hours = sum(item["activityEnergyCost"]["value"] for item in found)
    tonnes = sum(item["co2CostEquivalent"]["value"] for item in found)
    assert [energy.total.value, ghg.total.value] == pytest.approx([kilowatt_hours, 1000 * tonnes])


def test_market_based_gases_never_become_an_offset() -> None:
    assert "co2CostOffset" not in json.dumps(bill_of(MOSHI))


def test_a_stage_is_an_activity_and_run_types_tell_training_from_fine_tuning() -> None:
    document = copy.deepcopy(BASE)
    document["compute"][0] |= {"stage": "final", "run_type": "post-train"}
    assert next(consumptions(bill_of(document)))["activity"] == "fine-tuning"


def test_what_is_not_expressed_is_in_the_bill() -> None:
    said = [item["value"] for item in bill_of(MOSHI)["metadata"]["properties"]]
    assert any(text.startswith("/equipment") for text in said)
    assert not any(text.startswith("/subject/name") for text in said)


def test_without_any_energy_there_is_no_bill_and_the_reason_is_said() -> None:
    document = copy.deepcopy(BASE)
    document |= {"impacts": [], "facilities": [], "equipment": [], "compute": document["compute"][:1]}
    for key in ("energy", "accelerator_hours", "facility", "equipment"):
        document["compute"][0].pop(key, None)
    with pytest.raises(NotExpressibleError, match="no energy of the activity"):
        export(document)


def test_a_licence_of_our_own_is_a_name_and_not_an_identifier() -> None:
    bill = bill_of(BASE | {"licence": "LicenseRef-own"})
    assert bill["metadata"]["licenses"] == [{"license": {"name": "LicenseRef-own"}}]


def test_the_same_disclosure_gives_the_same_bytes() -> None:
    assert export(BASE).files == export(copy.deepcopy(BASE)).files
