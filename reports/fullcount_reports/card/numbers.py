"""Numbers for people: three significant digits, intervals to the same digit, units of a readable size.

Rounding happens here, at the very end, and nowhere in a calculation.
"""

from dataclasses import dataclass
from decimal import Decimal
from math import floor, log10

from fullcount_reports.card.catalogue import Catalogue

__all__ = [
    "DIGITS",
    "NO_BREAK",
    "Scale",
    "exact",
    "grouped",
    "last_place",
    "place_of",
    "rounded",
    "scale_of",
    "unit_name",
]

DIGITS = 3
HUGE = 1e15
MOST_DECIMALS = 12
NO_BREAK = "\N{NO-BREAK SPACE}"

_LADDERS: dict[str, tuple[tuple[float, str], ...]] = {
    "kWh": ((1e9, "TWh"), (1e6, "GWh"), (1e3, "MWh"), (1.0, "kWh"), (1e-3, "Wh"), (1e-6, "mWh")),
    "kgCO2e": (
        (1e9, "Mt CO₂e"), (1e6, "kt CO₂e"), (1e3, "t CO₂e"), (1.0, "kg CO₂e"), (1e-3, "g CO₂e"), (1e-6, "mg CO₂e"),
    ),
    "kgSbe": ((1e3, "t Sb eq"), (1.0, "kg Sb eq"), (1e-3, "g Sb eq"), (1e-6, "mg Sb eq"), (1e-9, "µg Sb eq")),
    "L": ((1e3, "m³"), (1.0, "L"), (1e-3, "mL"), (1e-6, "µL")),
    "MJ": ((1e6, "TJ"), (1e3, "GJ"), (1.0, "MJ"), (1e-3, "kJ"), (1e-6, "J")),
}  # fmt: skip
_NAMES = {
    "kgCO2e": "kg CO₂e",
    "gCO2e/kWh": "g CO₂e/kWh",
    "kgSbe": "kg Sb eq",
    "kgSbe/kWh": "kg Sb eq/kWh",
    "m3 world eq": "m³ world eq",
    "accelerator-h": "h",
    "core-h": "h",
    "1": "",
}


@dataclass(frozen=True, slots=True)
class Scale:
    """A unit of readable size: divide by `factor` to get `unit`."""

    factor: float
    unit: str


def unit_name(unit: str) -> str:
    """A unit of the standard as people write it; empty for pure numbers."""
    return _NAMES.get(unit, unit)


def scale_of(value: float, unit: str) -> Scale:
    """The largest unit in which the value, rounded, is at least 1; the smallest one where none is."""
    ladder = _LADDERS.get(unit)
    if ladder is None or not value:
        return Scale(1.0, unit_name(unit))
    to_digits = _round(value, last_place(value))
    fitting = (step for step in ladder if to_digits >= step[0] * (1 - 1e-9))
    return Scale(*next(fitting, ladder[-1]))


def last_place(value: float, digits: int = DIGITS) -> int:
    """Exponent of ten of the last of `digits` significant digits."""
    return floor(log10(abs(value))) - digits + 1 if value else 0


def place_of(*values: float) -> int:
    """Where to round the first value: after three digits, or where the digits of all of them end before that."""
    to_digits = _round(values[0], last_place(values[0]))
    return max(last_place(to_digits), min(_last_digit(value) for value in values))


def _last_digit(value: float) -> int:
    """Exponent of the last digit of a value, noise of floating point left aside."""
    return int(Decimal(f"{value:.12g}").normalize().as_tuple().exponent)


def _round(value: float, place: int) -> float:
    return value if abs(value) >= HUGE else round(value, -place)


def rounded(words: Catalogue, value: float, place: int) -> str:
    """The value rounded to `place`; what would round to nothing is said to be below the last digit."""
    result = _round(value, place)
    if value and not result:
        return f"< {grouped(words, 10.0**place, max(-place, 0))}"
    return grouped(words, result, max(-place, 0))


def grouped(words: Catalogue, value: float, decimals: int) -> str:
    """Fixed notation with the separators of the language; beyond what anyone can read, a power of ten."""
    if abs(value) >= HUGE or decimals > MOST_DECIMALS:
        return _power_of_ten(words, Decimal(f"{value:.{DIGITS}g}").normalize())
    return _fixed(words, value, decimals)


def _fixed(words: Catalogue, value: float, decimals: int) -> str:
    plain = f"{value:,.{decimals}f}"
    return plain.translate({ord(","): words.thousands, ord("."): words.decimal})


def exact(words: Catalogue, value: float) -> str:
    """Every digit of the value as stated, in fixed notation or with a power of ten where that is shorter."""
    number = Decimal(repr(float(value))).normalize()
    if value and not 1e-4 <= abs(value) < HUGE:
        return _power_of_ten(words, number)
    return _fixed(words, value, max(-int(number.as_tuple().exponent), 0))


def _power_of_ten(words: Catalogue, number: Decimal) -> str:
    mantissa, _, power = f"{number:e}".partition("e")
    return f"{mantissa.replace('.', words.decimal)} × 10{_superscript(int(power))}"


def _superscript(power: int) -> str:
    return str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
