"""Plain scalars of YAML under the core schema of YAML 1.2.2, section 10.3.2."""

import re
from typing import NamedTuple

from fullcount.disclosure.limits import Limits
from fullcount.disclosure.numbers import number_fault

__all__ = ["CORE", "Refused", "Scalar", "resolve", "resolve_tagged"]

CORE = "tag:yaml.org,2002:"
Scalar = str | int | float | bool | None
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_DECIMAL = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o[0-7]+")
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_NUMBER_START = frozenset("+-.0123456789")


class Refused(NamedTuple):
    """A scalar that has no value in a disclosure: what was found, what was expected, what to do."""

    found: str
    expected: str
    remedy: str


def resolve(text: str, limits: Limits) -> Scalar | Refused:
    """The value of a plain scalar. Dates, times, `yes` and `no` stay strings."""
    if text and text[0] in _NUMBER_START:
        return _number(text, limits)
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    return None if text in _NULLS else text


def _number(text: str, limits: Limits) -> Scalar | Refused:
    if _NOT_FINITE.fullmatch(text):
        remedy = "leave the figure out, or write not_disclosed with a reason"
        return Refused(f"{text}, which is not a number", "a finite number", remedy)
    for pattern, base in ((_OCTAL, 8), (_HEXADECIMAL, 16)):
        if pattern.fullmatch(text):
            return int(text[2:], base) if len(text) <= limits.max_digits else _too_long(limits)
    if not _FLOAT.fullmatch(text):
        return text
    fault = number_fault(text, limits)
    if fault:
        return Refused(*fault)
    return int(text) if _DECIMAL.fullmatch(text) else float(text)


def _too_long(limits: Limits) -> Refused:
    found = f"a number of more than {limits.max_digits} digits in a row"
    return Refused(found, "a number that can be read", "write only the digits that count, with an exponent")


def resolve_tagged(tag: str, text: str, limits: Limits) -> Scalar | Refused:
    """The value of a scalar with an explicit tag: `!!str`, `!!int`, `!!float`, `!!bool`, `!!null` or refused."""
    kind = tag.removeprefix(CORE)
    if kind == "str":
        return text
    value = resolve(text, limits)
    if isinstance(value, Refused):
        return value
    if kind == "float" and type(value) is int:
        return float(value)
    if type(value).__name__ == {"null": "NoneType"}.get(kind, kind):
        return value
    return Refused(f"the tag !!{kind} on {text[:40]!r}", f"a value that is a {kind}", "remove the tag")
