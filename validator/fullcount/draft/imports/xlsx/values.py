"""From the value of a cell to a value of a disclosure."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from math import isfinite
from typing import Any, NamedTuple

from fullcount.disclosure.spelling import quoted
from fullcount.draft.imports.xlsx.column import Column

__all__ = ["Refused", "is_blank", "plain_text", "value_of"]

_SEPARATORS = re.compile(r"[,;\n]")


class Refused(NamedTuple):
    """Why a cell cannot be read: found, expected, what to do."""

    found: str
    expected: str
    remedy: str


def is_blank(value: object) -> bool:
    """Whether a cell has nothing in it, or only spaces."""
    return value is None or (isinstance(value, str) and not value.strip())


def plain_text(text: str) -> str:
    """Text as it is meant: a workbook writes a carriage return as `_x000D_`, and `_x005F_` before what looks so."""
    return re.sub(
        r"_x005F_(?=x[0-9A-Fa-f]{4}_)|_x000D_", lambda found: "\r" if "000D" in found[0] else "_", text
    )


def value_of(column: Column, value: object) -> Any:
    """The value that a cell which is not blank holds for a column, or why it is refused."""
    return READERS[column.kind](value)


def shown(value: object) -> str:
    """What stands in a cell, as a phrase."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return f"the number {value!r}"
    if isinstance(value, datetime | date | time):
        return f"the date {value.isoformat()}"
    return f"the text {quoted(str(value))}"


def _text(value: object) -> Any:
    if isinstance(value, str):
        return plain_text(value)
    remedy = "format the cell as text and write it again"
    return Refused(f"{shown(value)}, which may not be as it was written", "text", remedy)


def _word(value: object) -> Any:
    text = _text(value)
    return text.strip() if isinstance(text, str) else text


def _words(value: object) -> Any:
    text = _text(value)
    if isinstance(text, Refused):
        return text
    words = [word for part in _SEPARATORS.split(text) if (word := part.strip())]
    return words or Refused(
        "only separators", "words with commas between them", "write them, or clear the cell"
    )


def _texts(value: object) -> Any:
    text = _text(value)
    return text if isinstance(text, Refused) else [line for line in text.split("\n") if line.strip()]


def _date(value: object) -> Any:
    if isinstance(value, datetime):
        if value.time() != time.min:
            return Refused(shown(value), "a day without a time", "write the day alone, as 2026-11-21")
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value.strip()
    return Refused(shown(value), "a day", "format the cell as a date, or write it as text, as 2026-11-21")


def _number(value: object) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        remedy = "write the number alone: no unit, no sign for thousands, and the cell not formatted as text or date"
        return Refused(shown(value), "a number", remedy)
    if not isfinite(value):
        return Refused(shown(value), "a finite number", "check the exponent")
    return value


def _integer(value: object) -> Any:
    number = _number(value)
    if isinstance(number, float) and number.is_integer():
        return int(number)
    return (
        number if isinstance(number, int | Refused) else Refused(shown(value), "a whole number", "write one")
    )


def _boolean(value: object) -> Any:
    return (
        value if isinstance(value, bool) else Refused(shown(value), "TRUE or FALSE", "choose from the list")
    )


READERS: dict[str, Callable[[object], Any]] = {
    "text": _text,
    "word": _word,
    "words": _words,
    "texts": _texts,
    "date": _date,
    "number": _number,
    "integer": _integer,
    "boolean": _boolean,
}
