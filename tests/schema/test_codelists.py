"""The codelists as tables, and the definitions that bind them to the schema."""

import csv
from typing import Any

import pytest

from fullcount.impacts.key import UNITS

from .conftest import ROOM, definition

Schema = dict[str, Any]
Row = dict[str, str]


def table(name: str) -> list[Row]:
    with (ROOM / f"codelists/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


INDEX = table("codelists")
NAMES = [entry["codelist"] for entry in INDEX]


def bound(schema: Schema, entry: Row) -> Schema:
    return schema["$defs"]["code_" + entry["codelist"].replace("-", "_")]


def test_the_index_lists_every_codelist_once_and_in_order() -> None:
    files = {path.stem for path in (ROOM / "codelists").iterdir()} - {"codelists"}
    assert sorted(files) == NAMES


def test_every_code_definition_has_a_codelist(schema: Schema) -> None:
    defined = {
        name.removeprefix("code_").replace("_", "-") for name in schema["$defs"] if name[:5] == "code_"
    }
    assert defined == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_code_is_there_once_with_title_and_description(name: str) -> None:
    rows = table(name)
    codes = [row["code"] for row in rows]
    assert rows
    assert len(set(codes)) == len(codes)
    assert all(row["title"] and row["description"].endswith(".") for row in rows)
    assert all(value == value.strip() for row in rows for value in row.values())


@pytest.mark.parametrize("entry", INDEX, ids=NAMES)
def test_the_definition_is_in_step_with_its_table(schema: Schema, entry: Row) -> None:
    node, codes = bound(schema, entry), [row["code"] for row in table(entry["codelist"])]
    assert (node["title"], node["description"]) == (entry["title"], entry["description"])
    assert node["x-codelist"] == f"codelists/{entry['codelist']}.csv"
    assert node["x-codelist-kind"] == entry["kind"]
    where = {"closed": node, "custom": node.get("anyOf", [{}])[0], "open": {"enum": node.get("examples")}}
    assert where[entry["kind"]]["enum"] == codes


@pytest.mark.parametrize("entry", INDEX, ids=NAMES)
def test_a_code_of_ones_own_is_taken_as_the_kind_of_list_says(schema: Schema, entry: Row) -> None:
    validator = definition(schema, "code_" + entry["codelist"].replace("-", "_"))
    assert all(validator.is_valid(row["code"]) for row in table(entry["codelist"]))
    taken = {
        code: validator.is_valid(code) for code in ("zz-unlisted", "my-lab:probe", "", "has space", 1, None)
    }
    own = {"closed": (False, False), "custom": (False, True), "open": (True, True)}[entry["kind"]]
    assert tuple(taken.values()) == (*own, False, False, False, False)


def test_the_units_of_the_impacts_are_those_of_the_codelist() -> None:
    listed = {row["code"]: row["unit"] for row in table("category")}
    assert {code: listed[code] for code in UNITS} == UNITS
