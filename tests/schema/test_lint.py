"""What every part of the schemas must have: words for people, units for numbers, nothing to fetch."""

import re
from typing import Any

import jsonschema
import pytest

from .conftest import declared, nodes, schema_named

Schema = dict[str, Any]
OUTPUTS = ["report.schema.json", "difference.schema.json", "footprint-index.schema.json", "desk.schema.json"]
SCHEMAS = ["disclosure.schema.json", "disclosure.draft-07.schema.json", *OUTPUTS]
NUMERIC = {"number", "integer"}


def test_every_property_and_definition_has_a_title_and_a_description(schema: Schema) -> None:
    bare = [where for where, node in declared(schema) if not {"title", "description"} <= node.keys()]
    assert bare == []


@pytest.mark.parametrize("name", OUTPUTS)
def test_every_property_of_an_output_has_a_title_and_a_description(name: str) -> None:
    named = [(where, node) for where, node in declared(schema_named(name)) if "$ref" not in node]
    assert [where for where, node in named if not {"title", "description"} <= node.keys()] == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_description_is_a_sentence_with_a_full_stop(name: str) -> None:
    texts = {where: node["description"] for where, node in nodes(schema_named(name)) if said(node)}
    assert len(texts) > 30
    assert {where: text for where, text in texts.items() if not re.search(r"[^ .]\.$", text)} == {}


def said(node: Schema) -> bool:
    return isinstance(node.get("description"), str)


@pytest.mark.parametrize("name", SCHEMAS)
def test_no_title_ends_with_a_full_stop(name: str) -> None:
    titles = [node["title"] for _, node in nodes(schema_named(name)) if isinstance(node.get("title"), str)]
    assert [title for title in titles if title.endswith(".") or title != title.strip()] == []


def test_every_number_has_a_unit(schema: Schema) -> None:
    numbers = [(where, node) for where, node in nodes(schema) if node.get("type") in NUMERIC]
    assert len(numbers) > 80
    without = [where for where, node in numbers if not node.get("x-unit")]
    assert [where for where in without if "/quantity_other/" not in where] == []


def test_a_figure_that_states_its_own_unit_says_so(schema: Schema) -> None:
    stated = schema["$defs"]["quantity_other"]["properties"]
    for key in ("value", "low", "high", "below"):
        assert stated[key]["description"].endswith("in the unit that the figure states.")


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_reference_is_to_this_room_and_leads_somewhere(name: str) -> None:
    schema = schema_named(name)
    references = {node["$ref"] for _, node in nodes(schema) if isinstance(node.get("$ref"), str)}
    assert references
    for reference in references:
        file, _, fragment = reference.partition("#")
        named = schema_named(file) if file else schema
        if fragment:
            root, home, target = fragment.split("/")
            assert (root, home in {"$defs", "definitions"}) == ("", True)
            assert target in named[home]


def test_every_definition_is_used(schema: Schema) -> None:
    used = {node["$ref"].rsplit("/", 1)[1] for _, node in nodes(schema) if isinstance(node.get("$ref"), str)}
    assert set(schema["$defs"]) - used == set()


def test_every_object_refuses_unknown_keys_and_takes_extensions(schema: Schema) -> None:
    objects = [schema, *(node for node in schema["$defs"].values() if node.get("type") == "object")]
    assert len(objects) > 40
    for node in objects:
        assert node["additionalProperties"] is False
        assert list(node["patternProperties"]) == ["^x-"]


def test_every_required_key_is_a_property(schema: Schema) -> None:
    for where, node in nodes(schema):
        if isinstance(node.get("required"), list) and "properties" in node:
            assert set(node["required"]) - set(node["properties"]) == set(), where


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_is_valid_under_its_own_draft(name: str) -> None:
    schema = schema_named(name)
    validator = jsonschema.validators.validator_for(schema)
    assert validator.META_SCHEMA["$schema"] == schema["$schema"]
    validator.check_schema(schema)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_has_its_permanent_address(name: str) -> None:
    assert schema_named(name)["$id"] == f"https://w3id.org/fullcount/1.0/{name}"
