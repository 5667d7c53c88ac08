"""The skeleton that `fullcount init` writes: every field with its words, and valid as it stands."""

import json
import re
from itertools import pairwise
from typing import Any

import pytest

from fullcount.disclosure import parse, shape_errors
from fullcount.draft import skeleton
from fullcount.draft.skeleton import LEFT_OUT
from fullcount.rooms import schema_room

TEXT = skeleton("2026-11-21")
SCHEMA = json.loads((schema_room() / "disclosure.schema.json").read_bytes())
PROPERTY = re.compile(r"^[\s#]*(?:- )?([a-z0-9_]+):(?: |$)", re.MULTILINE)
FIELD = re.compile(r"[\s#]*(- )?[a-z0-9_]+:( |$)")
DESCRIPTION = re.compile(r"[\s#]*# [A-Z1]")
UNCOMMENTED = re.compile(r"^(\s*)# (?=#|\s*(?:- )?[a-z0-9_]+:(?: |$)|\s*- )", re.MULTILINE)


def read(text: str) -> Any:
    return parse(text.encode(), "a.yaml").data


def is_figure(node: dict[str, Any]) -> bool:
    return "not_disclosed" in node["properties"]


def test_it_is_well_formed_as_it_stands() -> None:
    assert shape_errors(read(TEXT)) == []


def test_it_is_well_formed_with_every_optional_section_taken_in() -> None:
    whole = read(UNCOMMENTED.sub(r"\1", TEXT))
    assert shape_errors(whole) == []
    assert set(whole) == set(SCHEMA["properties"])


def test_every_property_of_the_schema_appears() -> None:
    objects = [
        node for node in SCHEMA["$defs"].values() if node.get("type") == "object" and not is_figure(node)
    ]
    wanted = {key for node in (SCHEMA, *objects) for key in node["properties"]} - {"not_disclosed"} - LEFT_OUT
    assert wanted - set(PROPERTY.findall(TEXT)) == set()


def test_nothing_appears_that_the_schema_does_not_have() -> None:
    known = {key for node in (SCHEMA, *SCHEMA["$defs"].values()) for key in node.get("properties", {})}
    assert set(PROPERTY.findall(TEXT)) - known == set()


def test_what_is_left_out_is_in_the_schema() -> None:
    known = {key for node in SCHEMA["$defs"].values() for key in node.get("properties", {})}
    assert known >= LEFT_OUT


def test_no_figure_begins_with_a_number() -> None:
    numbers = re.findall(r"^[^#]*\bvalue:.*$", TEXT, re.MULTILINE)
    assert numbers == []
    assert TEXT.count("{not_disclosed: {reason: not-measured}}") > 20


def test_every_field_stands_under_its_description() -> None:
    fields = [(above, line) for above, line in pairwise(TEXT.splitlines()) if FIELD.match(line)]
    assert len(fields) > 100
    assert [line for above, line in fields if not DESCRIPTION.match(above)] == []


def test_units_and_codes_are_told() -> None:
    assert 'As {value: 0.0, unit: "kWh", basis: measured}.' in TEXT
    assert (
        "One of: completed, resumed, failed, cancelled, timeout, preempted, out-of-memory, unknown." in TEXT
    )
    assert "Such as: energy, pe, gwp" in TEXT


@pytest.mark.parametrize(
    "name", ["Plain", 'a "quoted": name # no comment', "- [", "été\n---", "null", "\u2028"]
)
def test_any_name_of_a_subject_is_kept(name: str) -> None:
    data = read(skeleton("2026-11-21", name))
    assert data["subject"]["name"] == name
    assert shape_errors(data) == []


def test_the_date_is_that_of_the_day_it_is_given() -> None:
    assert read(skeleton("2030-01-02"))["revision"]["date"] == "2030-01-02"
    assert skeleton("2030-01-02") == skeleton("2030-01-02")
