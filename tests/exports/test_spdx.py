"""SPDX: a document that the model of the standard reads, with the energies that the AI profile has a place for."""

import copy
import json
import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from spdx_python_model import v3_0_1 as model

from fullcount_reports.exports.exported import NotExpressibleError
from fullcount_reports.exports.spdx import export

from .documents import BASE, DISCLOSURES, MOSHI, RELEASED, released

ENERGIES = ("ai_trainingEnergyConsumption", "ai_finetuningEnergyConsumption", "ai_inferenceEnergyConsumption")
PLAIN_DECIMAL = re.compile(r"\d+(\.\d+)?")


def document_of(disclosure: dict[str, Any]) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(export(disclosure).files["spdx.json"])
    return document


def read(document: dict[str, Any]) -> model.SHACLObjectSet:
    """The elements as the model of the standard reads them: it refuses what the standard does not allow."""
    elements = model.SHACLObjectSet()
    model.JSONLDDeserializer().deserialize_data(document, elements)
    assert elements.missing_ids == set()
    model.JSONLDSerializer().serialize_data(elements)
    return elements


def package_of(document: dict[str, Any]) -> dict[str, Any]:
    return next(item for item in document["@graph"] if item["type"] == "ai_AIPackage")


def worked(stage: str, run_type: str) -> dict[str, Any]:
    document = copy.deepcopy(RELEASED)
    document["compute"][7] |= {"stage": stage, "run_type": run_type}
    return document


@pytest.mark.parametrize("disclosure", [RELEASED, released(MOSHI)], ids=["base", "moshi"])
def test_the_model_of_the_standard_reads_the_document(disclosure: dict[str, Any]) -> None:
    elements = read(document_of(disclosure))
    (package,) = elements.foreach_type(model.ai_AIPackage)
    assert package.suppliedBy.name == disclosure["publisher"]["name"]
    assert package.ai_energyConsumption.ai_trainingEnergyConsumption[0].ai_energyQuantity > 0


def test_the_model_of_the_standard_refuses_what_is_wrong() -> None:
    document = document_of(RELEASED)
    package_of(document)["ai_energyConsumption"][ENERGIES[0]][0]["ai_energyUnit"] = "joule"
    with pytest.raises(ValueError, match="joule"):
        read(document)


@settings(max_examples=40)
@given(disclosure=DISCLOSURES)
def test_a_document_is_valid_or_refused_whatever_the_work_and_the_texts(disclosure: dict[str, Any]) -> None:
    try:
        document = document_of(disclosure)
    except NotExpressibleError:
        assert not {"final", "serve"} & {line["stage"] for line in disclosure["compute"]} or all(
            line["run_type"] in ("evaluate", "generate", "debug")
            for line in disclosure["compute"]
            if line["stage"] == "final"
        )
        return
    (package,) = read(document).foreach_type(model.ai_AIPackage)
    assert package.name == disclosure["subject"]["name"]


def test_quantities_are_decimals_in_text_without_exponents() -> None:
    document = copy.deepcopy(RELEASED)
    document["compute"][7]["energy"]["value"] = 1e-7
    described = package_of(document_of(document))["ai_energyConsumption"][ENERGIES[0]][0]
    assert PLAIN_DECIMAL.fullmatch(described["ai_energyQuantity"])
    assert Decimal(described["ai_energyQuantity"]) == Decimal("1.2e-07")


@pytest.mark.parametrize(
    ("stage", "run_type", "use"),
    [
        ("final", "train", ENERGIES[0]),
        ("final", "pre-train", ENERGIES[0]),
        ("final", "post-train", ENERGIES[1]),
        ("serve", "infer", ENERGIES[2]),
    ],
)
def test_stages_and_run_types_tell_the_uses_apart(stage: str, run_type: str, use: str) -> None:
    energy = package_of(document_of(worked(stage, run_type)))["ai_energyConsumption"]
    assert set(energy) == {"type", use}
    assert energy[use][0]["ai_energyQuantity"] == "5184.0"


def test_research_has_no_place_and_is_told() -> None:
    document = document_of(RELEASED)
    assert "/compute/*: work without an energy or a place (7 times)" in _not_expressed(document)


def _not_expressed(document: dict[str, Any]) -> list[str]:
    whole = next(item for item in document["@graph"] if item["type"] == "SpdxDocument")
    entries = whole["extension"][0]["extension_cdxProperty"]
    return [
        entry["extension_cdxPropValue"]
        for entry in entries
        if entry["extension_cdxPropName"] == "fullcount:not-expressed"
    ]


def test_everything_that_a_package_needs_and_lacks_is_told_at_once() -> None:
    with pytest.raises(NotExpressibleError) as refused:
        export(BASE)
    said = str(refused.value).splitlines()
    assert [line.partition(":")[0] for line in said] == [
        "/subject/release",
        "/subject/version",
        "/subject/url",
    ]


def test_a_dataset_is_not_called_a_model() -> None:
    document = copy.deepcopy(RELEASED)
    document["subject"]["kind"] = "dataset"
    with pytest.raises(NotExpressibleError, match="/subject/kind: dataset"):
        export(document)


def test_a_developer_who_is_not_the_publisher_supplies_the_package() -> None:
    document = copy.deepcopy(RELEASED)
    document["subject"]["developer"] = "Another organisation (invented)"
    (package,) = read(document_of(document)).foreach_type(model.ai_AIPackage)
    assert package.suppliedBy.name == "Another organisation (invented)"
    assert package.creationInfo.createdBy[0].name == document["publisher"]["name"]


def test_the_same_disclosure_gives_the_same_bytes() -> None:
    assert export(RELEASED).files == export(copy.deepcopy(RELEASED)).files
