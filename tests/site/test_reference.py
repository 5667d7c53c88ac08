"""The reference of the standard: complete, linked, and true about what the coverage levels need."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from publishing.links import anchors
from reference.needs import NEEDS, levels_of
from reference.schema import ROOT_NAME, definition, disclosure_schema, rows
from reference.sections import page_of

from fullcount.disclosure import Document, load, parse
from fullcount.impacts import formulas
from fullcount.review.check import validate
from fullcount.review.coverage import REQUIREMENTS, judge
from fullcount.rooms import dataset_room, schema_room

from .conftest import ROOT
from .removal import without

TODAY = date(2026, 11, 21)
LEVELS = {item.name: item.level for item in REQUIREMENTS}
CHOICES = [pytest.param(name, choice, id=f"{name}-{choice[0]}") for name in NEEDS for choice in NEEDS[name]]
DEFINITIONS = [ROOT_NAME, *disclosure_schema()["$defs"]]


@cache
def _anchors(page: Path) -> set[str]:
    return anchors(page)


@pytest.mark.parametrize("name", [name for name in DEFINITIONS if not name.startswith(("code_", "figure_"))])
def test_every_definition_and_field_has_an_anchor(site: Path, name: str) -> None:
    page = site / "standard" / page_of(name).removesuffix(".md") / "index.html"
    shown = name if name.startswith("quantity_") or name == "not_disclosed" else ""
    fields = [] if shown else [f"{name}.{field}" for field in definition(name).get("properties", {})]
    assert {name, *fields} <= _anchors(page)


def test_every_codelist_has_all_its_codes_on_the_page() -> None:
    page = (ROOT / "docs/standard/codelists.md").read_text(encoding="utf-8")
    lists = schema_room() / "codelists"
    for entry in rows(lists / "codelists.csv"):
        section = page.partition(f"\n## {entry['codelist']}\n")[2].partition("\n## ")[0]
        codes = [row["code"] for row in rows(lists / f"{entry['codelist']}.csv")]
        assert codes
        assert all(f"| `{code}` |" in section for code in codes)


def test_a_field_that_the_schema_asks_for_is_always_required() -> None:
    page = (ROOT / "docs/standard/compute.md").read_text(encoding="utf-8")
    for field in ("id", "component", "stage", "run_type", "outcome"):
        row = next(line for line in page.splitlines() if f'"compute_line.{field}"' in line)
        assert "| always" in row


def test_every_requirement_says_which_fields_it_reads() -> None:
    assert set(NEEDS) == set(LEVELS)


def test_every_field_that_is_needed_is_in_the_schema() -> None:
    for choice in (choice for choices in NEEDS.values() for choice in choices):
        for name in choice:
            holder, _, field = name.partition("=")[0].partition(".")
            assert field in definition(holder)["properties"], name


def test_a_field_is_needed_from_its_lowest_level_on() -> None:
    assert levels_of("facility", "country") == [(2, False)]
    assert levels_of("compute_line", "energy") == [(1, True)]
    assert levels_of("impact", "amount") == [(1, True), (5, False)]
    assert levels_of("compute_line", "note") == []


def _document(level: int) -> Path:
    return dataset_room("moshi") if level == 5 else schema_room() / "conformance/base.json"


@cache
def _data(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = load(path).data
    return data


def _satisfied(document: Document) -> set[str]:
    levels = judge(validate(document, TODAY), REQUIREMENTS)
    return {item.requirement.name for item in levels.judged if item.satisfied}


@cache
def _met(path: Path) -> set[str]:
    return _satisfied(load(path))


@pytest.mark.parametrize("requirement", NEEDS)
def test_the_requirement_is_met_where_its_fields_are_there(requirement: str) -> None:
    assert requirement in _met(_document(LEVELS[requirement]))


@pytest.mark.parametrize(("requirement", "choice"), CHOICES)
def test_the_requirement_is_not_met_without_the_fields(requirement: str, choice: tuple[str, ...]) -> None:
    path = _document(LEVELS[requirement])
    folder = path if path.is_dir() else path.parent
    less = without(_data(path), choice)
    assert less != _data(path)
    document = parse(json.dumps(less).encode(), "less.json", folder=folder)
    assert requirement not in _satisfied(document)


def test_the_worked_example_of_the_method_is_what_the_formulas_give() -> None:
    page = (ROOT / "docs/method.md").read_text(encoding="utf-8")
    energy_it = formulas.energy_from_hours_kwh(4800.0, 900.0)
    energy = formulas.energy_facility_kwh(energy_it, 1.2)
    made = formulas.allocated_manufacture(formulas.node_share(3700.0, 8), 4800.0, 5.0, 0.8)
    for figure in (
        f"= {energy_it:,.0f} kWh",
        f"= {energy:,.0f} kWh",
        f"= {formulas.ghg_kgco2e(energy, 44.0):.1f} kgCO2e",
        f"= {formulas.water_onsite_l(energy_it, 0.25):,.0f} L",
        f"= {made:.2f} kgCO2e",
    ):
        assert figure in page
