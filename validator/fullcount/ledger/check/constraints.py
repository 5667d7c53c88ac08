"""What a value must keep: the constraints of the Table Schema as frictionless 5 takes them."""

import operator
import re
from collections.abc import Callable
from decimal import InvalidOperation
from typing import Any

from fullcount.ledger.check.schema import Field, refusal
from fullcount.ledger.check.values import Reader
from fullcount.ledger.errors import clip

__all__ = ["Check", "checks_of"]

Check = tuple[str, Callable[[Any], bool]]
_BOUNDS: dict[str, tuple[Callable[[Any, Any], Any], str]] = {
    "minimum": (operator.ge, "{} or more"),
    "maximum": (operator.le, "{} or less"),
    "exclusiveMinimum": (operator.gt, "more than {}"),
    "exclusiveMaximum": (operator.lt, "less than {}"),
}
_WORDS_SHOWN = 12


def checks_of(field: Field, read: Reader) -> list[Check]:
    """What each constraint expects, in words, with the function that says whether a value keeps it.

    `required` is not among them: it is for cells without a value, the others for those with one.
    Raises `LedgerError` where the schema states a limit that its own type cannot read.
    """
    return [
        _check(name, limit, field, read)
        for name, limit in field.constraints.items()
        if limit is not None and name not in {"required", "unique"}
    ]


def _check(name: str, limit: Any, field: Field, read: Reader) -> Check:
    try:
        return _MAKERS[name](limit, read) if name in _MAKERS else _bound(name, limit, read)
    except (TypeError, ValueError, re.error) as error:
        found = f"{name} {clip(str(limit))!r} of field {clip(field.name)!r}"
        raise refusal(
            "Table Schema", found, f"a limit of type {field.type}", "correct the Table Schema"
        ) from error


def _bound(name: str, limit: Any, read: Reader) -> Check:
    compare, words = _BOUNDS[name]
    bound = read(limit)
    if bound is None:
        raise ValueError(limit)

    def keeps(value: Any) -> bool:
        try:
            return bool(value == value and compare(value, bound))  # noqa: PLR0124 - a NaN differs from itself
        except (InvalidOperation, TypeError):
            return False

    return words.format(limit), keeps


def _pattern(limit: str, _read: Reader) -> Check:
    matched = re.compile(f"^{limit}$").match
    return f"text that matches {limit}", lambda value: matched(value) is not None


def _enum(limit: list[Any], read: Reader) -> Check:
    values = list(map(read, limit))
    shown = [clip(str(value)) for value in limit[:_WORDS_SHOWN]]
    more = ["…"] if len(limit) > len(shown) else []
    return f"one of {', '.join(shown + more)}", lambda value: value in values


def _least(limit: int, _read: Reader) -> Check:
    return f"{int(limit)} characters or more", lambda value: len(value) >= limit


def _most(limit: int, _read: Reader) -> Check:
    return f"{int(limit)} characters at most", lambda value: len(value) <= limit


_MAKERS: dict[str, Callable[[Any, Reader], Check]] = {
    "pattern": _pattern,
    "enum": _enum,
    "minLength": _least,
    "maxLength": _most,
}
