"""Numbers as people read them."""

import pytest

from fullcount_reports.card.english import ENGLISH
from fullcount_reports.card.numbers import exact
from fullcount_reports.card.shown import Shown, amount_cell, interval_text, mark_of, percentage


def shown(value: float, unit: str, **more) -> str:
    return amount_cell(ENGLISH, Shown(unit, value, **more)).text.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (26784, "kWh", "26.8 MWh"),
        (999.96, "kWh", "1.00 MWh"),
        (12_300_000, "kWh", "12.3 GWh"),
        (0.00024, "kWh", "240 mWh"),
        (1505.3, "kgCO2e", "1.51 t CO₂e"),
        (20_400_000, "kgCO2e", "20.4 kt CO₂e"),
        (0.00114, "kgCO2e", "1.14 g CO₂e"),
        (281_000_000, "L", "281,000 m³"),
        (0.00026, "L", "260 µL"),
        (0.01416, "kgSbe", "14.2 g Sb eq"),
        (1082990, "accelerator-h", "1,082,990 h"),
        (2.5, "accelerator-h", "2.5 h"),
        (19.4, "%", "19.4 %"),
        (7, "m3 world eq", "7 m³ world eq"),
        (0, "kWh", "0 kWh"),
    ],
)
def test_amounts_have_three_digits_and_a_readable_unit(value, unit, text) -> None:
    assert shown(value, unit) == text


def test_the_stated_figure_stands_beside_the_readable_one() -> None:
    cell = amount_cell(ENGLISH, Shown("kWh", 26784.0))
    assert cell.detail == "26,784\xa0kWh"
    assert amount_cell(ENGLISH, Shown("kWh", 26784.0, recomputed=True)).detail == ""


def test_both_ends_go_to_the_last_digit_of_the_amount() -> None:
    assert interval_text(ENGLISH, Shown("kWh", 26784.0, 23456.7, 30111.1)) == "23.5\xa0to\xa030.1\xa0MWh"


def test_another_level_of_the_interval_is_named() -> None:
    text = interval_text(ENGLISH, Shown("kWh", 10.0, 8.0, 12.0, interval=95.0))
    assert text == "8\xa0to\xa012\xa0kWh (95 %)"


def test_an_end_that_rounds_to_nothing_is_not_zero() -> None:
    assert interval_text(ENGLISH, Shown("kWh", 123.0, 0.2, 300.0)).startswith("< 1\xa0to")


def test_a_basis_has_its_letter() -> None:
    letters = [
        mark_of(ENGLISH, Shown("kWh", 1.0, basis=b))
        for b in ("measured", "calculated", "estimated", "default")
    ]
    assert letters == ["M", "C", "E", "D"]
    assert mark_of(ENGLISH, Shown("kWh", 1.0)) == "–"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3700, "3,700"),
        (0.25, "0.25"),
        (4.858e-8, "4.858 × 10⁻⁸"),
        (1.2, "1.2"),
        (1e18, "1 × 10¹⁸"),
        (0.1 + 0.2, "0.30000000000000004"),
    ],
)
def test_a_factor_keeps_every_digit(value, text) -> None:
    assert exact(ENGLISH, value) == text


@pytest.mark.parametrize(
    ("share", "text"), [(0.19354, "19.4 %"), (1.0, "100 %"), (0.00001, "< 0.1 %"), (0.0761, "7.6 %")]
)
def test_shares_go_to_a_tenth(share, text) -> None:
    assert percentage(ENGLISH, share).replace("\xa0", " ") == text
