"""Base models in the formats of others: whatever they are called there, they come back, and never with figures."""

import copy
import json
from typing import Any

import pytest
from spdx_python_model import v3_0_1 as model

from fullcount.draft.imports import read
from fullcount_reports.exports.formats import export

from .documents import RELEASED
from .reports import bill, consumption, described, imported, spdx

RELATIONS = ["fine-tuned-from", "distilled-from", "merged-from", "trained-on-outputs-of", "uses"]


def with_bases(*relations: str) -> dict[str, Any]:
    document = copy.deepcopy(RELEASED)
    document["subject"]["lineage"] = [
        {
            "name": f"Elder {number}",
            "relation": relation,
            "note": "Invented; with more",
            "disclosure": f"a/{number}",
        }
        for number, relation in enumerate(relations)
    ]
    return document


def exported(document: dict[str, Any], name: str) -> Any:
    return json.loads(next(iter(export(document, name).files.values())))


@pytest.mark.parametrize("name", ["cyclonedx", "spdx"])
def test_every_relation_comes_back(name: str) -> None:
    document = with_bases(*RELATIONS)
    draft = read(json.dumps(exported(document, name)).encode(), "it.json", name).draft
    assert draft["subject"]["lineage"] == document["subject"]["lineage"]
    assert len(draft["compute"]) == len(
        read(json.dumps(exported(with_bases(), name)).encode(), "i", name).draft["compute"]
    )


def test_spdx_has_a_package_and_a_relationship_for_each_base() -> None:
    document = exported(with_bases("fine-tuned-from", "uses", "trained-on-outputs-of"), "spdx")
    elements = model.SHACLObjectSet()
    model.JSONLDDeserializer().deserialize_data(document, elements)
    (package,) = elements.foreach_type(model.ai_AIPackage)
    relations = list(elements.foreach_type(model.Relationship))
    kinds = sorted(str(each.relationshipType).rsplit("/", 1)[1] for each in relations)
    assert kinds == ["dependsOn", "descendantOf", "other"]
    assert {each.from_ for each in relations} == {package}
    assert sorted(base.name for each in relations for base in each.to) == ["Elder 0", "Elder 1", "Elder 2"]


def test_cyclonedx_has_ancestors_in_the_pedigree_and_what_is_used_as_a_dependency() -> None:
    made = exported(with_bases("merged-from", "uses"), "cyclonedx")
    component, used = made["components"]
    assert [base["name"] for base in component["pedigree"]["ancestors"]] == ["Elder 0"]
    assert made["dependencies"] == [{"ref": component["bom-ref"], "dependsOn": [used["bom-ref"]]}]


def test_a_bill_of_others_whose_ancestor_says_nothing_more_is_told() -> None:
    found = imported(
        bill(consumption(1), pedigree={"ancestors": [{"type": "x", "name": "Elder"}]}), "cyclonedx"
    )
    assert "lineage" not in found.draft["subject"]
    assert any("'Elder' is a base model, and nothing says how" in note for note in found.notes)


def test_a_document_of_others_whose_package_descends_from_another_is_told() -> None:
    document = spdx(described("1.0"))
    package = next(node for node in document["@graph"] if node["type"] == "ai_AIPackage")
    package["spdxId"] = "urn:a"
    related = {"type": "Relationship", "from": "urn:a", "to": ["urn:b"]}
    document["@graph"] += [
        {"type": "software_Package", "spdxId": "urn:b", "name": "Elder"},
        {**related, "spdxId": "urn:c", "relationshipType": "descendantOf"},
        {**related, "spdxId": "urn:d", "relationshipType": "hasTest"},
    ]
    notes = imported(document, "spdx").notes
    assert sum("'Elder' is a base model" in note for note in notes) == 1
