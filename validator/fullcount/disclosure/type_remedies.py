"""What to write instead of a value of the wrong type."""

import json
import re
from typing import Any

from fullcount.disclosure.fault import Fault
from fullcount.disclosure.unit_hints import converted

__all__ = ["figure_remedy", "type_remedy"]

_NUMERAL = re.compile(r"([0-9][0-9,_' ]*(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?) *(.*)", re.DOTALL)
_NOT_KNOWN = 'a figure that is not known is written {"not_disclosed": {"reason": "not-measured"}}'


def type_remedy(value: Any, expected: str) -> str:
    """What to write instead of `value` where `expected` is a type that is not a figure."""
    match expected, value:
        case _, None:
            return f"leave the key out; {_NOT_KNOWN}"
        case (("a number" | "a whole number"), str()):
            return _number_remedy(value.strip())
        case "text", (int() | float()) if not isinstance(value, bool):
            return f'put it in quotes: "{json.dumps(value)}"'
        case "a list", _:
            return "put it in square brackets, or in YAML after a hyphen"
    return f"write {expected}"


def _number_remedy(text: str) -> str:
    if text.startswith("<"):
        return 'write the bound as "below", without the sign'
    number = _NUMERAL.fullmatch(text)
    if number is None:
        return f"write a number; {_NOT_KNOWN}"
    plain = _digits(number[1])
    return f'write {plain}, and the unit as "unit"' if number[2] else f"write {plain} without quotes"


def figure_remedy(fault: Fault) -> str:
    """How the value is written as a figure: with the unit of the field, the number converted where that is known."""
    unit = fault.node["properties"]["unit"].get("const", "…")
    value = fault.value
    if value is None:
        return f"leave the key out; {_NOT_KNOWN}"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"write {_figure(json.dumps(value), unit)}"
    if isinstance(value, str) and (number := _NUMERAL.fullmatch(value.strip())):
        return _text_remedy(_digits(number[1]), number[2].strip(), unit)
    return f"write {_figure('…', unit)}; {_NOT_KNOWN}"


def _text_remedy(digits: str, given: str, unit: str) -> str:
    if given in {"", unit}:
        return f"write {_figure(digits, unit)}"
    new = converted(float(digits), given, unit)
    return f"write {_figure(new, unit)}" if new else f"write {_figure('…', unit)} with the number in {unit}"


def _figure(number: str, unit: str) -> str:
    return f'{{"value": {number}, "unit": "{unit}"}}'


def _digits(numeral: str) -> str:
    return re.sub("[,_' ]", "", numeral)
