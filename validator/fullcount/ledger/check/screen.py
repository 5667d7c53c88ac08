"""SQL that is true only for cells that are certainly fine, so that the exact reader need see the others alone.

A screen may doubt a good cell, which costs time; it may never pass a bad one. So it knows only the usual forms of each
type, compares numbers where doubles cannot err, and gives a pattern to the engine only where it means the same there.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from fullcount.ledger.check.rows import Column
from fullcount.ledger.check.values import FALSE, TRUE

__all__ = ["fine", "key_of", "literal", "missing", "usual"]

_DOUBT = "false"
_DAY = ("%Y-%m-%d", "____-__-__")
_FIRST_YEAR = 1000
"""Before it, some readers want fewer digits and some want zeros."""
_NUMBER = r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?(?:[eE][+-]?[0-9]{1,2})?"
_INTEGER = r"[+-]?[0-9]{1,18}"
_SEPARATORS = {"%Y-%m-%dT%H:%M:%S": "T", "%Y-%m-%d %H:%M:%S": " ", "default": "T"}
_HUGE = 1e300
_EXACT_DIGITS = 15
"""Digits up to which two decimals that differ are two doubles that differ (IEEE 754 binary64)."""
_SAME_PATTERN = re.compile(
    r"\^?(?:[A-Za-z0-9 _@:;,'\"=/%&#!~<>-]|\\[./+*?()\[\]{}|^$-]|\\[dw]|\.|\|"
    r"|\((?:\?:)?|\)|[*+?]|\{[0-9]{1,3}(?:,[0-9]{0,3})?\}|\[[A-Za-z0-9 ._@:;,/+*%&#=~-]+\])*\$?"
)
_LONGEST_PATTERN = 500


def literal(text: str) -> str:
    """Text as SQL."""
    return "'" + text.replace("'", "''") + "'"


def fine(column: Column, cell: str, known: Collection[str] = ()) -> str:
    """SQL over the text `cell` of a column; empty where every text is fine. `known` are texts that are, tried first."""
    field = column.field
    conditions = [_of_type(column, cell), *_limits(column, cell)]
    value = " and ".join(part for part in conditions if part)
    if not value and not field.required:
        return ""
    ways = [_is_one_of(cell, known)] if known else []
    if field.required:
        return _any_of([*ways, f"(not {missing(column, cell)} and {value or 'true'})"])
    certain = _certain(column, cell)
    return _any_of([*ways, missing(column, cell), *([certain] if certain else []), f"({value})"])


def _any_of(conditions: Sequence[str]) -> str:
    """Plain `or`, of which DuckDB asks each row only as much as it needs; a case for each cell takes it longer."""
    return f"({' or '.join(conditions)})"


def _is_one_of(cell: str, texts: Collection[str]) -> str:
    """Comparisons one by one: for a list DuckDB would join every row with a table of it."""
    return _any_of([f"{cell} = {literal(text)}" for text in texts])


def _certain(column: Column, cell: str) -> str:
    """SQL that is true only for numbers above 0 and strictly within their limits; it takes less time than a pattern.

    A text that DuckDB reads as a double above 0 is a number to Python too. Rounding keeps the order of numbers, so that
    one which is beyond a limit in binary is beyond it in decimal.
    """
    if column.field.type != "number" or _number(column, cell) == _DOUBT:
        return ""
    low, high = [0.0], [_HUGE]
    for name, limit in column.field.constraints.items():
        if limit is None or name in {"required", "unique"}:
            continue
        bound = column.read(limit)
        if name not in _SIGNS or not isinstance(bound, int | Decimal):
            return ""
        (low if _SIGNS[name][0] == ">" else high).append(float(bound))
    value = f"try_cast({cell} as double)"
    return f"({value} > {max(low)!r}::double and {value} < {min(high)!r}::double)"


def key_of(column: Column, cell: str) -> str | None:
    """SQL with the same result for equal values, NULL for none; None where there is no such SQL."""
    keys = {
        "string": cell,
        "integer": f"try_cast({cell} as bigint)",
        "number": f"(try_cast({cell} as double) + 0.0)",
    }
    keys |= dict.fromkeys(("date", "datetime"), cell)  # in their usual form one value has one text
    if column.field.type not in keys:
        return None
    return f"case when {missing(column, cell)} then null else {keys[column.field.type]} end"


def missing(column: Column, cell: str) -> str:
    """SQL that is true for a cell without value."""
    texts = column.field.missing
    return _is_one_of(cell, texts) if texts else "false"


def usual(column: Column, cell: str) -> str:
    """SQL that is true for a cell without value, or with one in the usual form of its type."""
    return f"case when {missing(column, cell)} then true else {_of_type(column, cell) or 'true'} end"


def _of_type(column: Column, cell: str) -> str:
    return _TYPES.get(column.field.type, _doubt)(column, cell)


def _doubt(_column: Column, _cell: str) -> str:
    return _DOUBT


def _text(column: Column, _cell: str) -> str:
    return "" if column.field.format in {"default", ""} or column.field.type == "any" else _DOUBT


def _number(column: Column, cell: str) -> str:
    usual = not {"groupChar", "decimalChar", "bareNumber", "floatNumber"} & set(column.field.options)
    return _matches(cell, _NUMBER) if usual else _DOUBT


def _integer(column: Column, cell: str) -> str:
    if "bareNumber" in column.field.options:
        return _DOUBT
    plain = f"try_cast({cell} as bigint)::varchar = {cell}"
    return f"({plain} or {_matches(cell, _INTEGER)})"


def _boolean(column: Column, cell: str) -> str:
    options = column.field.options
    words = (*options.get("trueValues", TRUE), *options.get("falseValues", FALSE))
    return _is_one_of(cell, words) if words else _DOUBT


def _year(_column: Column, cell: str) -> str:
    return _matches(cell, "[0-9]{4}")


def _date(column: Column, cell: str) -> str:
    if column.field.format not in {"default", "%Y-%m-%d"}:
        return _DOUBT
    return _calendar(cell, *_DAY)


def _datetime(column: Column, cell: str) -> str:
    separator = _SEPARATORS.get(column.field.format)
    if separator is None:
        return _DOUBT
    return _calendar(cell, f"{_DAY[0]}{separator}%H:%M:%S", f"{_DAY[1]}{separator}__:__:__")


def _calendar(cell: str, form: str, shape: str) -> str:
    """Each part as wide as it should be, and read by its form; DuckDB passes over a blank at the end."""
    moment = f"try_strptime({cell}, {literal(form)}) >= timestamp '{_FIRST_YEAR}-01-01'"
    return f"{cell} like {literal(shape)} and {moment} and not suffix({cell}, ' ')"


def _matches(cell: str, pattern: str) -> str:
    return f"regexp_full_match({cell}, {literal(pattern)})"


def _limits(column: Column, cell: str) -> list[str]:
    limits = column.field.constraints
    names = [name for name in limits if limits[name] is not None and name not in {"required", "unique"}]
    return [_limit(column, name, limits[name], cell) for name in names]


def _limit(column: Column, name: str, limit: Any, cell: str) -> str:
    match name:
        case "enum":
            return _enum(column, limit, cell)
        case "minLength":
            return f"length({cell}) >= {int(limit)}"
        case "maxLength":
            return f"length({cell}) <= {int(limit)}"
        case "pattern":
            same = len(limit) <= _LONGEST_PATTERN and _SAME_PATTERN.fullmatch(limit)
            return f"{_matches(cell, limit)} and not contains({cell}, chr(10))" if same else _DOUBT
        case _:
            return _bound(column, name, limit, cell)


def _enum(column: Column, limit: list[Any], cell: str) -> str:
    """Only the very texts of the list; another way to write the same value is left to the exact reader."""
    texts = [text for text in map(str, limit) if column.read(text) in map(column.read, limit)]
    return _is_one_of(cell, texts) if texts else _DOUBT


def _bound(column: Column, name: str, limit: Any, cell: str) -> str:
    bound = column.read(limit)
    match bound:
        case datetime() if bound.tzinfo is None:
            value = f"try_cast({cell} as timestamp)", f"timestamp {literal(bound.isoformat(sep=' '))}"
        case date() if not isinstance(bound, datetime):
            value = f"try_cast({cell} as date)", f"date {literal(bound.isoformat())}"
        case int() | Decimal() if column.field.type in {"number", "integer", "year"}:
            return _numeric(name, bound, cell)
        case _:
            return _DOUBT
    return f"{value[0]} {_SIGNS[name]} {value[1]}"


def _numeric(name: str, bound: int | Decimal, cell: str) -> str:
    digits = Decimal(bound).as_tuple()
    if (
        not isinstance(digits.exponent, int)
        or len(digits.digits) > _EXACT_DIGITS
        or abs(digits.exponent) > _EXACT_DIGITS
    ):
        return _DOUBT
    value, limit = f"try_cast({cell} as double)", f"{float(bound)!r}::double"
    beyond = f"{value} {_SIGNS[name][0]} {limit}"
    if name.startswith("exclusive"):
        return beyond
    return f"({beyond} or ({value} = {limit} and length({cell}) <= {_EXACT_DIGITS + 1}))"


_SIGNS = {"minimum": ">=", "maximum": "<=", "exclusiveMinimum": ">", "exclusiveMaximum": "<"}
_TYPES: Mapping[str, Callable[[Column, str], str]] = {
    "string": _text,
    "any": _text,
    "number": _number,
    "integer": _integer,
    "boolean": _boolean,
    "date": _date,
    "datetime": _datetime,
    "year": _year,
}
