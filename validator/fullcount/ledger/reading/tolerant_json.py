"""JSON as platforms export it: NaN and Infinity, halves of characters, one value or several after another.

Where `reading.documents` refuses such a file, this reads it, and at the pace of the standard library: only the upper
five levels have lines of their own.
"""

import json
import re
from typing import Any

from fullcount.disclosure.places import Spot
from fullcount.ledger.errors import clip
from fullcount.ledger.reading.documents import Item, Positions
from fullcount.ledger.reading.source import TextSource

__all__ = ["as_dict", "is_json", "read_json", "whole_characters"]

_SPACE = re.compile(r"[ \t\r\n]*")
_LEVELS = 5
_HALF = re.compile(r"(\\u[dD][89abAB]\w\w\\u[dD][c-fC-F]\w\w)|\\u[dD][89a-fA-F]\w\w", re.ASCII)
_DECODER = json.JSONDecoder(strict=False)


def whole_characters(text: str) -> str:
    """JSON text in which the escape of half a surrogate pair, which no file can hold, is the replacement character."""
    return _HALF.sub(lambda match: match[1] or "\\ufffd", text) if "\\u" in text else text


def is_json(source: TextSource) -> bool:
    """Whether a file starts as JSON does. Raises `LedgerError` for one that is empty or cannot be read."""
    start = source.start.lstrip()
    if not start:
        source.header()
    return start[:1] in {"{", "["}


def read_json(source: TextSource) -> list[Item]:
    """Every value of the file: one, or one a line. Raises `LedgerError` where it is not JSON."""
    text = whole_characters(source.whole())
    root = Spot(0)
    positions = Positions(text, lambda _: root)
    try:
        values = _Walk(text).values(root)
        return [Item(value, f"/{number}", positions) for number, value in enumerate(values)]
    except json.JSONDecodeError as error:
        found = f"text that is not JSON ({error.msg})"
        remedy = "export the file again, whole"
        raise source.refusal(error.lineno, found, "JSON", remedy) from None
    except RecursionError:
        raise source.refusal(None, "JSON nested too deeply", "an export", "export the file again") from None
    except ValueError as error:
        found = f"a number that cannot be read ({clip(str(error))})"
        raise source.refusal(None, found, "JSON numbers", "export the file again") from None


def as_dict(value: object) -> dict[str, Any]:
    """`value` where it is an object, or JSON text of one; else an empty one."""
    if isinstance(value, str) and value.lstrip().startswith("{"):
        try:
            value = _DECODER.decode(whole_characters(value))
        except (ValueError, RecursionError):
            return {}
    return value if isinstance(value, dict) else {}


class _Walk:
    """The upper levels are read step by step for their lines, what is below by the standard library."""

    def __init__(self, text: str) -> None:
        self._text, self._at = text, 0

    def values(self, root: Spot) -> list[Any]:
        values: list[Any] = []
        while self._next():
            values.append(self._value(_LEVELS, root, len(values)))
        if not values:
            raise json.JSONDecodeError("an empty file", self._text, 0)
        return values

    def _next(self) -> str:
        space = _SPACE.match(self._text, self._at)
        self._at = space.end() if space else self._at
        return self._text[self._at : self._at + 1]

    def _value(self, levels: int, above: Spot, key: str | int) -> Any:
        sign = self._next()
        if sign in {"{", "["}:
            spot = above.children[str(key)] = Spot(self._at)
            if levels:
                return self._object(levels - 1, spot) if sign == "{" else self._list(levels - 1, spot)
        value, self._at = _DECODER.raw_decode(self._text, self._at)
        return value

    def _list(self, levels: int, spot: Spot) -> list[Any]:
        self._at += 1
        values: list[Any] = []
        while self._next() != "]":
            if values:
                self._expect(",")
            values.append(self._value(levels, spot, len(values)))
        self._at += 1
        return values

    def _object(self, levels: int, spot: Spot) -> dict[str, Any]:
        self._at += 1
        values: dict[str, Any] = {}
        first = True
        while self._next() != "}":
            if not first:
                self._expect(",")
            first = False
            if self._next() != '"':
                raise json.JSONDecodeError("a key in double quotes is missing", self._text, self._at)
            key, self._at = _DECODER.raw_decode(self._text, self._at)
            self._expect(":")
            values[key] = self._value(levels, spot, key)
        self._at += 1
        return values

    def _expect(self, sign: str) -> None:
        if self._next() != sign:
            raise json.JSONDecodeError(f"{sign!r} is missing", self._text, self._at)
        self._at += 1
