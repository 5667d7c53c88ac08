"""Every category of the codelist has its unit, and flows through use and manufacture by the factors that are stated."""

import csv

import pytest

from fullcount.impacts import Key
from fullcount.impacts.key import UNITS
from fullcount.rooms import schema_room

from .small import figure, footprint, line, node, site, total


def codelist() -> dict[str, str]:
    with (schema_room() / "codelists/category.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["unit"] for row in csv.DictReader(file)}


def test_the_units_are_those_of_the_codelist() -> None:
    assert codelist() == UNITS


@pytest.mark.parametrize("category", [code for code in UNITS if code not in {"energy", "gwp", "water"}])
def test_any_category_with_factors_is_computed_in_use_and_in_manufacture(category: str) -> None:
    unit = UNITS[category]
    per_kwh = {"category": category, "amount": figure(0.5, f"{unit}/kWh")}
    made = {"category": category, "per": "node", "amount": figure(700.8, unit)}
    found = footprint(
        line(hours=1000), facilities=[site(use_factors=[per_kwh])], equipment=[node(manufacture=[made])]
    )
    assert total(found, Key(category, "use")) == pytest.approx((625,) * 3)
    assert total(found, Key(category, "manufacture")) == pytest.approx((700.8 / 8 * 1000 / 35_040,) * 3)
