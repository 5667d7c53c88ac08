"""The table of defaults: every row has its source and is used, and every figure of a formula has a row."""

import csv
import json
from typing import Any

import pytest

from fullcount.impacts.uncertainty import estimate
from fullcount.impacts.uncertainty.inputs import POWERS, Inputs
from fullcount.impacts.uncertainty.spread import Default, default_for, defaults
from fullcount.rooms import schema_room

from ..impacts.small import document, figure, line, node, site

SCHEMA = json.loads((schema_room() / "disclosure.schema.json").read_text(encoding="utf-8"))["$defs"]
ITEMS = {"facility": "facilities", "equipment": "equipment", "compute_line": "compute"}
NOT_OF_A_FORMULA = {"runs", "accelerators", "wall_clock", "nodes"}


def codes(name: str) -> set[str]:
    with (schema_room() / "codelists" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"] for row in csv.DictReader(file)}


def quantities(name: str) -> list[str]:
    """The fields of one kind of object that are figures."""
    fields = SCHEMA[name]["properties"].items()
    return [field for field, what in fields if what.get("$ref", "").startswith("#/$defs/quantity_")]


FIGURES = [(item, field) for item in ITEMS for field in quantities(item) if field not in NOT_OF_A_FORMULA]
OF_ENTRIES = [(entry, field) for entry in ("use_factor", "manufacture") for field in quantities(entry)]


def read(found: dict[str, Any], stated: Any) -> Inputs:
    inputs = Inputs(found)  # type: ignore[arg-type]
    assert inputs.read(stated) is not None
    return inputs


@pytest.mark.parametrize("row", defaults().values(), ids=lambda row: f"{row.field} {row.code}")
def test_a_row_widens_and_says_why(row: Default) -> None:
    assert row.source
    assert row.times_below >= 1.0
    assert row.times_above >= 1.0
    assert 50 <= row.interval <= 99.9
    assert row.floor in {0.0, 1.0}


def test_no_row_is_there_twice() -> None:
    with (schema_room() / "uncertainty.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(defaults())


def test_every_row_belongs_to_a_field_of_the_schema() -> None:
    fields = {field for _, field in (*FIGURES, *OF_ENTRIES)}
    used = {field for field, _ in defaults()}
    assert used <= fields | {"basis", "use_factors", "manufacture"}


@pytest.mark.parametrize(
    ("field", "known"),
    [
        ("energy", codes("power-basis")),
        ("power", codes("power-basis")),
        ("basis", codes("basis")),
        ("use_factors", codes("category")),
        ("manufacture", codes("category")),
        ("rated_power", {"with-load"}),
    ],
)
def test_every_code_of_a_row_is_a_code_of_its_field(field: str, known: set[str]) -> None:
    assert {code for name, code in defaults() if name == field and code} <= known


def test_no_other_field_has_codes() -> None:
    with_codes = {field for field, code in defaults() if code}
    assert with_codes == {"energy", "power", "basis", "use_factors", "manufacture", "rated_power"}


def test_every_basis_has_a_row() -> None:
    assert {code for field, code in defaults() if field == "basis"} == codes("basis")


@pytest.mark.parametrize(("item", "field"), FIGURES)
def test_every_figure_that_a_formula_may_read_has_a_default(item: str, field: str) -> None:
    stated = figure(1.5, "1", basis="estimated")
    inputs = read({ITEMS[item]: [{"id": "x", field: stated}]}, stated)
    assert [found.pointer for found in inputs.found] == [f"/{ITEMS[item]}/0/{field}"]
    assert inputs.found[0].field == ("power" if field in POWERS else field)


@pytest.mark.parametrize("category", sorted({*codes("category"), "x-own"}))
@pytest.mark.parametrize("section", ["use_factors", "manufacture"])
def test_every_category_has_a_default(section: str, category: str) -> None:
    stated = figure(1.5, "1")
    where = "facilities" if section == "use_factors" else "equipment"
    found = read({where: [{"id": "x", section: [{"category": category, "amount": stated}]}]}, stated).found
    assert [(item.pointer, item.field) for item in found] == [(f"/{where}/0/{section}/0/amount", section)]


@pytest.mark.parametrize(("entry", "field"), OF_ENTRIES)
def test_every_further_figure_of_an_entry_has_a_default(entry: str, field: str) -> None:
    section = "use_factors" if entry == "use_factor" else "manufacture"
    stated, where = figure(0.5, "1"), "facilities" if section == "use_factors" else "equipment"
    of_entry = {"category": "gwp", "amount": figure(1, "kgCO2e"), field: stated}
    found = read({where: [{"id": "x", section: [of_entry]}]}, stated).found
    assert [item.field for item in found] == [field]


def test_figures_of_no_formula_are_no_inputs() -> None:
    extra = {field: figure(3, "1") for field in NOT_OF_A_FORMULA - {"nodes"}}
    used = estimate(document(line(**extra), equipment=[node(nodes=3)]), draws=8).inputs
    assert {item.field for item in used}.isdisjoint(NOT_OF_A_FORMULA)
    assert "accelerator_hours" in {item.field for item in used}


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ({"power_basis": "tdp"}, "tdp"),
        ({"power_basis": "measured-device", "basis": "measured"}, "measured-device"),
        ({"basis": "measured"}, "measured-wall"),
        ({"basis": "estimated"}, ""),
    ],
)
def test_an_energy_is_as_certain_as_the_power_behind_it(stated: dict[str, str], code: str) -> None:
    energy = figure(100, "kWh", **stated)
    (found,) = read(document(line(energy=energy)), energy).found
    default, basis = default_for("energy", code), default_for("basis", stated.get("basis", "declared"))
    assert found.spread.sigma_below**2 == pytest.approx(default.sigmas[0] ** 2 + basis.sigmas[0] ** 2)


def test_a_field_has_a_default_for_a_code_that_the_table_lacks() -> None:
    assert default_for("manufacture", "x-own") == default_for("manufacture")
    assert default_for("manufacture", "gwp") != default_for("manufacture")


def test_the_facility_of_the_examples_has_every_figure_of_one() -> None:
    assert set(quantities("facility")) - {"overhead_ratio"} <= set(site())
