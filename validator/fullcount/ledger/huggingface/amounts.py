"""Numbers as people write them in cards, with their unit and what their digits can mean.

| written                      | read as                                                                        |
|------------------------------|--------------------------------------------------------------------------------|
| `17g`, `14.10 KgCO2`, `0.5 t`| number and unit                                                                |
| `24_700_000`, `24 700 000`   | 24700000: an integer in YAML 1.1, text in YAML 1.2                             |
| `1,234,567`, `1,234.5`       | commas part thousands                                                          |
| `1,71`, `1.710,5`            | the comma is the decimal sign                                                  |
| `1,710`                      | 1710 or 1.71: both are kept                                                    |
| `1.46M`, `370k`, `2 million` | scaled                                                                         |
| `<1`, `5-10`                 | no number: a bound, a range                                                    |
"""

import re
from decimal import Decimal
from typing import NamedTuple

__all__ = ["NUMBER", "Amount", "amount_of", "kg_per", "kwh_per", "scaled"]

_LONGEST = 200
_SPACES = " \u00a0\u202f\u2009"
NUMBER = (
    rf"\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?:[.,]\d+)?(?!\d)"
    r"|\d[\d,._']*\d(?:[eE][-+]?\d+)?|\d(?:[eE][-+]?\d+)?"
)
_AMOUNT = re.compile(
    r"(?P<sign>[<>≤≥~≈]|less than|more than|under|over|up to|about|approximately|approx\.?|around|roughly|ca\.?|circa)?"
    rf"\s*(?P<number>{NUMBER})\s*(?P<scale>(?-i:[kKM])(?![A-Za-z])|thousand|million|billion)?\s*"
    r"(?P<unit>[^\W\d_][^(;,]*?)?\s*(?P<rest>[(;,].*)?",
    re.IGNORECASE | re.DOTALL,
)
_RANGE = re.compile(rf"\s*(?:{NUMBER})\s*(?:-|–|—|to)\s*(?:{NUMBER})(?!\d).*", re.DOTALL)
_BOUNDS = frozenset({"<", ">", "≤", "≥", "less than", "more than", "under", "over", "up to"})
_SCALES = {"k": 1e3, "m": 1e6, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_CO2 = re.compile(
    r"[\s_-]*(?:of\s+)?(?:co(?:2|₂|<sub>2</sub>)|carbon(?: dioxide)?)"
    r"[\s._-]*(?:e|eq\w*\.?)?[\s._-]*(?:emi\w*)?$"
)
_EQ = re.compile(r"[\s_-]*eq\w*\.?$")
_KG = {
    **dict.fromkeys(("g", "gram", "grams", "gr", "gs"), 1e-3),
    **dict.fromkeys(("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms"), 1.0),
    **dict.fromkeys(
        ("t", "ton", "tons", "tonne", "tonnes", "metric ton", "metric tons", "metric tonnes"), 1e3
    ),
}
_KWH = {
    "wh": 1e-3,
    "kwh": 1.0,
    "mwh": 1e3,
    "gwh": 1e6,
    "j": 1 / 3.6e6,
    "kj": 1 / 3.6e3,
    "mj": 1 / 3.6,
    "gj": 1e3 / 3.6,
}
_SPELLED_OUT = {"watt": "w", "hours": "h", "hour": "h", "kilo": "k", "mega": "m", "giga": "g"}


class Amount(NamedTuple):
    """A number with its unit as written: each reading of its digits, the half of its last printed place, the rest.

    `bound` is set where the text gives only a bound or a range; then there is no reading. `approximate` where it
    says "about". `plain` where the number was written as a number and nothing else.
    """

    readings: tuple[float, ...]
    half_place: float
    unit: str
    rest: str
    bound: bool
    approximate: bool


def amount_of(text: str) -> Amount | None:
    """The amount that a text begins with; None where it begins with none."""
    text = text.strip()[:_LONGEST]
    if _RANGE.fullmatch(text):
        return Amount((), 0.0, "", text, bound=True, approximate=False)
    match = _AMOUNT.fullmatch(text)
    if match is None:
        return None
    sign = (match["sign"] or "").lower()
    scale = _SCALES.get((match["scale"] or "").lower(), 1.0)
    read = _readings(match["number"])
    if not read:
        return None
    unit, rest = (match["unit"] or "").strip(), (match["rest"] or "").strip()
    bound = sign in _BOUNDS
    values = () if bound else tuple(value * scale for value, _ in read)
    return Amount(values, read[0][1] * scale, unit, rest, bound=bound, approximate=bool(sign) and not bound)


def _readings(number: str) -> list[tuple[float, float]]:
    """Each value that the digits can mean, with half of its last place; the English reading first."""
    digits = re.sub(rf"(?<=\d)[_'{_SPACES}](?=\d)", "", number)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        read = [_value(digits.replace(",", ""))]
        if re.fullmatch(r"\d{1,3},\d{3}", digits) and not digits.startswith("0"):
            return [*read, _value(digits.replace(",", "."))]
        return [_value(digits.replace(",", "."))] if digits.startswith("0,") else read
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}\.\d{3},\d+", digits):
        return [_value(digits.replace(".", "").replace(",", "."))]
    if re.fullmatch(r"\d+,\d+", digits):
        return [_value(digits.replace(",", "."))]
    return [_value(digits)] if re.fullmatch(r"\d+(?:\.\d*)?(?:[eE][-+]?\d{1,2})?", digits) else []


def _value(digits: str) -> tuple[float, float]:
    """A number, and half of its last place; trailing zeros of an integer do not count as places."""
    mantissa, _, exponent = digits.lower().partition("e")
    whole, point, fraction = mantissa.partition(".")
    places = -len(fraction) if point else len(whole) - len(whole.rstrip("0")) if whole.strip("0") else 0
    return float(digits), 0.5 * 10.0 ** (places + int(exponent or 0))


def scaled(number: float, factor: float) -> float:
    """A number in another unit: the product of the decimals as written, so that 2.3 kg are 2300 g."""
    return float(Decimal(repr(number)) * Decimal(repr(factor)))


def kg_per(unit: str) -> float | None:
    """Kilograms in a unit of mass, `CO2eq` and its like allowed after it; None for anything else."""
    lowered = unit.lower().strip(" .*_")
    bare = _EQ.sub("", _CO2.sub("", lowered)).strip()
    return _KG.get(bare)


def kwh_per(unit: str) -> float | None:
    """Kilowatt-hours in a unit of energy, in any capitals but those of milli; None for anything else."""
    written = unit.strip(" .*_")
    if written.startswith("mW"):
        return 1e-6
    lowered = written.lower()
    for word, letter in _SPELLED_OUT.items():
        lowered = lowered.replace(word, letter)
    return _KWH.get(re.sub(r"[\s·*.-]", "", lowered))
