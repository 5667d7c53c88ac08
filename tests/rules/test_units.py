"""Units as publications print them."""

import pytest

from fullcount.rules.units import conversion


@pytest.mark.parametrize(
    ("printed", "wanted", "factor"),
    [
        ("kWh", "kWh", 1.0),
        ("MWh", "kWh", 1e3),
        ("Wh", "kWh", 1e-3),
        ("MJ", "kWh", 1 / 3.6),
        ("tCO2e", "kgCO2e", 1e3),
        ("t CO2eq", "kgCO2e", 1e3),
        ("gCO2", "kgCO2e", 1e-3),
        ("t", "kgCO2e", 1e3),
        ("lb", "kgCO2e", 0.45359237),
        ("mgSbe", "kgSbe", 1e-6),
        ("m3", "L", 1e3),
        ("mL", "L", 1e-3),
        ("g/kWh", "gCO2e/kWh", 1.0),
        ("kg/MWh", "gCO2e/kWh", 1.0),
        ("GPU hours", "accelerator-h", 1.0),
        ("k GPU-hours", "accelerator-h", 1e3),
        ("CPU-h", "core-h", 1.0),
        ("days", "h", 24.0),
        ("%", "1", 0.01),
    ],
)
def test_a_printed_unit_converts(printed: str, wanted: str, factor: float) -> None:
    assert conversion(printed, wanted) == pytest.approx(factor, rel=1e-12)


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("kWh", "kgCO2e"),
        ("kgSbe", "kgCO2e"),
        ("GPU-h", "core-h"),
        ("kWh", "kW"),
        ("g/kWh/year", "gCO2e/kWh"),
        ("Olympic swimming pools", "L"),
        ("", "L"),
    ],
)
def test_a_unit_of_something_else_does_not_convert(printed: str, wanted: str) -> None:
    assert conversion(printed, wanted) is None
