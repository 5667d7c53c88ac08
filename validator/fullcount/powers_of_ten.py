"""Units that are a power of ten apart: the digits stay, only the point moves."""

from decimal import Decimal

__all__ = ["BILLION", "KILO", "shifted"]

BILLION = 9
"""The exponent of a count in billions."""
KILO = 3
"""Kilograms in a tonne, grams in a kilogram."""


def shifted(value: float, exponent: int) -> float:
    """`value` times ten to the `exponent`, its digits unchanged: 4.35 times 100 is 435, not 434.99999999999994."""
    return float(Decimal(repr(value)).scaleb(exponent))
