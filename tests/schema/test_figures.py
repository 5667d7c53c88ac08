"""A figure has one form and one unit; whatever mixes two is refused."""

import copy
import csv
import json
from itertools import combinations
from typing import Any

import jsonschema_rs
import pytest

from fullcount.disclosure import load, parse, shape_errors

from .conftest import ROOM, ROOT, definition, schema_named

Schema = dict[str, Any]
FIGURE = {"value": 0.5, "low": 0.25, "high": 0.75, "below": 1, "not_disclosed": {"reason": "confidential"}}
NUMBERS = ("value", "low", "high", "below")
QUANTITIES = [name for name in schema_named("disclosure.schema.json")["$defs"] if name[:9] == "quantity_"]
with (ROOM / "codelists/category.csv").open(encoding="utf-8", newline="") as table:
    UNITS = {row["code"]: row["unit"] for row in csv.DictReader(table)}


def unit_of(schema: Schema, quantity: str) -> str:
    return schema["$defs"][quantity]["properties"]["unit"].get("const", "anything")


def is_one_form(keys: set[str]) -> bool:
    """The rule in words: missing without any number, or in its unit a value, both ends, or a bound alone."""
    numbers = keys & set(NUMBERS)
    if "not_disclosed" in keys:
        return not numbers
    whole = "value" in numbers and "below" not in numbers
    return "unit" in keys and (whole or numbers in ({"low", "high"}, {"below"}))


def every_combination() -> list[set[str]]:
    keys = (*NUMBERS, "unit", "not_disclosed")
    return [set(chosen) for size in range(len(keys) + 1) for chosen in combinations(keys, size)]


@pytest.mark.parametrize("quantity", QUANTITIES)
def test_exactly_one_form_is_accepted(schema: Schema, quantity: str) -> None:
    validator, whole = definition(schema, quantity), {**FIGURE, "unit": unit_of(schema, quantity)}
    found = {
        frozenset(keys): validator.is_valid({key: whole[key] for key in keys}) for keys in every_combination()
    }
    assert [set(keys) for keys, accepted in found.items() if accepted is not is_one_form(set(keys))] == []


@pytest.mark.parametrize("quantity", QUANTITIES)
def test_another_unit_a_negative_number_and_text_are_refused(schema: Schema, quantity: str) -> None:
    validator, unit = definition(schema, quantity), unit_of(schema, quantity)
    assert validator.is_valid({"value": 0, "unit": unit})
    assert validator.is_valid({"value": 0, "unit": f"k{unit}"}) is (quantity == "quantity_other")
    for key in NUMBERS:
        assert not validator.is_valid({**FIGURE, "unit": unit, "value": 0.5, key: -1})
    for value in ("1", None, True, [1]):
        assert not validator.is_valid({"value": value, "unit": unit})


@pytest.mark.parametrize(("quantity", "most"), [("quantity_share", 1), ("quantity_percentage", 100)])
def test_a_part_is_never_more_than_the_whole(schema: Schema, quantity: str, most: float) -> None:
    validator, unit = definition(schema, quantity), unit_of(schema, quantity)
    assert validator.is_valid({"value": most, "unit": unit})
    assert not validator.is_valid({"value": most * 1.001, "unit": unit})


@pytest.mark.parametrize("category", UNITS)
def test_each_category_of_impact_has_one_unit(schema: Schema, category: str) -> None:
    validator = definition(schema, "impact")
    assert validator.is_valid(impact(category, UNITS[category]))
    assert not validator.is_valid(impact(category, "t"))


def test_a_category_of_ones_own_states_its_unit(schema: Schema) -> None:
    validator = definition(schema, "impact")
    assert validator.is_valid(impact("my-lab:noise", "dB"))
    assert not validator.is_valid({**impact("my-lab:noise", "dB"), "amount": {"value": 1}})


def impact(category: str, unit: str) -> dict[str, Any]:
    return {"category": category, "phase": "manufacture", "amount": {"value": 1, "unit": unit}}


@pytest.mark.parametrize("category", UNITS)
def test_a_factor_of_use_is_per_kilowatt_hour(schema: Schema, category: str) -> None:
    validator = definition(schema, "use_factor")
    figure = {"category": category, "amount": {"value": 1, "unit": f"{UNITS[category]}/kWh"}}
    has_a_field_of_its_own = category in {"energy", "gwp", "water"}
    assert validator.is_valid(figure) is not has_a_field_of_its_own
    assert not validator.is_valid({**figure, "amount": {"value": 1, "unit": UNITS[category]}})


def test_greenhouse_gases_of_use_name_their_basis(schema: Schema) -> None:
    validator = definition(schema, "impact")
    row = {**impact("gwp", "kgCO2e"), "phase": "use"}
    assert not validator.is_valid(row)
    assert validator.is_valid({**row, "ghg_basis": "unspecified"})


@pytest.mark.parametrize(
    "keys", [{"value", "not_disclosed"}, {"low", "not_disclosed"}, {"low", "below", "unit"}]
)
def test_a_half_figure_beside_another_form_is_named_as_that(keys: set[str]) -> None:
    data = json.loads((ROOM / "conformance/base.json").read_bytes())
    data["compute"][0]["runs"] = {key: {**FIGURE, "unit": "1"}[key] for key in keys}
    assert [(e.rule, e.breaks_shape) for e in shape_errors(data)] == [("figure-with-two-forms", True)]


@pytest.mark.parametrize("name", ["tests/disclosure/full.yaml", "schema/1.0/conformance/base.json"])
def test_extension_keys_are_accepted_in_every_object_and_kept(schema: Schema, name: str) -> None:
    data = extended(load(ROOT / name).data)
    assert jsonschema_rs.Draft202012Validator(schema, offline=True).is_valid(data)
    assert shape_errors(data) == []
    assert parse(json.dumps(data).encode(), "a.json").data == data


def extended(node: Any) -> Any:
    if isinstance(node, list):
        return [extended(item) for item in node]
    if isinstance(node, dict):
        return {**{key: extended(item) for key, item in node.items()}, "x-lab": {"kept": [None, 1.5]}}
    return copy.copy(node)
