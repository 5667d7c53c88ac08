"""One row a figure: all of them, with what their place says of them."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcount.corpus.codebook import codes_of, kind_of
from fullcount.corpus.columns import figure_table
from fullcount.corpus.fields import fields
from fullcount.corpus.tabulated import SECTIONS, FigureRows, about
from fullcount.disclosure.schema_file import disclosure_schema
from fullcount.rooms import dataset_room, schema_room
from fullcount.rules.view import placed_figures

HELD = [
    *sorted((Path(__file__).parents[1] / "documents").glob("*.json")),
    schema_room() / "conformance" / "base.json",
    dataset_room("moshi") / "disclosure.json",
]
HEAD = {"file": "synthetic.json", "level": 0, "valid": True, "errors": 0, "warnings": 0, "notes": 0}
Row = dict[str, Any]


def rows_of(*documents: Row) -> list[Row]:
    figures = FigureRows()
    for document in documents:
        figures.add(document)
    table = figure_table(figures, [{**HEAD, **about(document)} for document in documents])
    found: list[Row] = table.to_pylist()
    return found


def row_at(document: Row, pointer: str) -> Row:
    (found,) = (row for row in rows_of(document) if row["pointer"] == pointer)
    return {name: value for name, value in found.items() if value is not None}


@pytest.mark.parametrize("path", HELD, ids=lambda path: path.stem)
def test_every_figure_of_a_disclosure_is_a_row(path: Path) -> None:
    document = json.loads(path.read_bytes())
    expected = {placed.pointer: placed.figure for placed in placed_figures(document)}
    rows = {row["pointer"]: row for row in rows_of(document)}
    assert rows.keys() == expected.keys()
    for pointer, figure in expected.items():
        for key in ("value", "low", "high", "below", "unit", "basis", "source", "locator"):
            assert rows[pointer][key] == figure.get(key)


def test_figures_stand_in_those_sections_only(base: Row) -> None:
    schema = disclosure_schema("1.0")
    assert [name for name in schema["properties"] if name in SECTIONS] == list(SECTIONS)
    assert {pointer.split("/")[1] for pointer in _pointers_of_figures(schema)} == set(SECTIONS)


def _pointers_of_figures(schema: Row) -> set[str]:
    """Where the schema allows a figure, one pointer for each top-level section."""
    found = set()
    for name, part in schema["properties"].items():
        if _holds_figure(part, schema, set()):
            found.add(f"/{name}")
    return found


def _holds_figure(node: Any, schema: Row, seen: set[str]) -> bool:
    if isinstance(node, list):
        return any(_holds_figure(item, schema, seen) for item in node)
    if not isinstance(node, dict):
        return False
    reference = node.get("$ref", "")
    if reference.startswith("#/$defs/quantity_"):
        return True
    if reference and reference not in seen:
        seen.add(reference)
        if _holds_figure(schema["$defs"][reference.split("/")[-1]], schema, seen):
            return True
    return any(_holds_figure(item, schema, seen) for item in node.values())


def test_a_line_says_what_facility_and_equipment_it_ran_on(base: Row) -> None:
    row = row_at(base, "/compute/7/energy")
    assert row == {
        **row,
        "section": "compute",
        "quantity": "energy",
        "line": "final",
        "component": "model",
        "stage": "final",
        "run_type": "train",
        "outcome": "completed",
        "facility": "site",
        "country": "FRA",
        "equipment": "node",
        "accelerator": "nvidia-h100-sxm5-80gb",
        "value": 4320.0,
        "unit": "kWh",
        "energy_boundary": "node",
        "power_basis": "measured-wall",
    }


def test_an_impact_says_its_category_and_basis_and_what_it_covers(base: Row) -> None:
    changed = deepcopy(base)
    changed["impacts"][1]["covers"] = {"stages": ["final"], "outcomes": ["completed", "failed"]}
    row = row_at(changed, "/impacts/1/amount")
    assert (row["category"], row["phase"], row["ghg_basis"]) == ("gwp", "use", "location")
    assert row["covers"] == "outcomes=completed,failed; stages=final"
    assert (row["stage"], row.get("outcome")) == ("final", None)
    assert row["factors"] == "ember/lifecycle-generation/FRA/2024"


def test_a_factor_says_its_scope_its_year_and_its_source(base: Row) -> None:
    row = row_at(base, "/facilities/0/carbon_intensity_location_based")
    assert (row["factor_scope"], row["factor_year"], row["country"]) == ("lifecycle-generation", 2024, "FRA")
    assert row["factors"] == "ember/lifecycle-generation/FRA/2024"
    assert row["source_url"] == "https://ourworldindata.org/grapher/carbon-intensity-electricity"


def test_a_figure_that_is_not_disclosed_is_a_row_without_a_number(base: Row) -> None:
    changed = deepcopy(base)
    changed["compute"][0]["runs"] = {"not_disclosed": {"reason": "not-measured", "note": "synthetic"}}
    row = row_at(changed, "/compute/0/runs")
    assert (row["status"], row["reason"], row["note"]) == ("not-disclosed", "not-measured", "synthetic")
    assert not {"value", "low", "high", "below", "unit"} & row.keys()


def test_a_bound_and_an_interval_are_no_value(base: Row) -> None:
    changed = deepcopy(base)
    changed["compute"][0]["runs"] = {"below": 12, "unit": "1"}
    changed["compute"][1]["runs"] = {"low": 1, "high": 3, "interval": 80, "unit": "1"}
    below, interval = (row_at(changed, f"/compute/{index}/runs") for index in (0, 1))
    assert (below["status"], below["below"], below.get("value")) == ("below", 12.0, None)
    assert (interval["status"], interval["low"], interval["high"]) == ("disclosed", 1.0, 3.0)
    assert (interval["interval"], interval.get("value")) == (80.0, None)


def test_manufacture_impacts_and_subtotals_and_restatements_say_what_they_are(base: Row) -> None:
    changed = deepcopy(base)
    changed["totals"]["subtotals"] = [
        {"covers": {"components": ["model"]}, "energy": {"value": 1, "unit": "kWh", "boundary": "it"}}
    ]
    changed["restatements"] = [
        {"of": "/totals/energy", "where": "abstract", "figure": {"value": 26.8, "unit": "MWh"}}
    ]
    made = row_at(changed, "/equipment/0/manufacture/0/amount")
    assert (made["category"], made["per"], made["covers"]) == ("gwp", "node", "accelerators,host")
    assert row_at(changed, "/totals/subtotals/0/energy")["component"] == "model"
    assert row_at(changed, "/restatements/0/figure")["restates"] == "/totals/energy"


def test_sources_of_one_disclosure_are_not_those_of_another(base: Row) -> None:
    other = deepcopy(base)
    other["sources"][1]["url"] = "https://example.org/other"
    urls = {row["source_url"] for row in rows_of(base, other) if row["source"] == "ember"}
    assert urls == {"https://example.org/other", base["sources"][1]["url"]}


@given(st.one_of(st.integers(0, 10**18), st.floats(0, 1e300, allow_subnormal=False)))
def test_a_number_is_the_nearest_float(value: float) -> None:
    document = json.loads((schema_room() / "conformance" / "base.json").read_bytes())
    document["compute"][0]["runs"] = {"value": value, "unit": "1"}
    assert row_at(document, "/compute/0/runs")["value"] == float(value)


@pytest.mark.parametrize("path", HELD, ids=lambda path: path.stem)
def test_codes_are_those_that_the_codebook_allows(path: Path) -> None:
    rows = rows_of(json.loads(path.read_bytes()))
    for field in fields("figures"):
        closed = field.codelist is not None and kind_of(field.codelist) != "open"
        allowed = {*field.values, *(codes_of(str(field.codelist)) if closed else ())}
        found = {row[field.name] for row in rows} - {None}
        assert not allowed or {code for code in found if ":" not in code} <= allowed, field.name
