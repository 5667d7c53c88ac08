"""Rows of a DataFrame as plain records: missing is None, numbers are finite, texts are one harmless line."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from fullcount_reports.card.plain_text import one_line

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["ColumnsMissingError", "Record", "number", "positive", "records", "words"]

Record = Mapping[str, Any]

_SMALLEST, _LARGEST = 1e-18, 1e18


class ColumnsMissingError(ValueError):
    """A figure was given a frame without the columns it reads; `missing` names them."""

    def __init__(self, missing: Sequence[str], present: Iterable[str]) -> None:
        super().__init__(
            f"columns {', '.join(missing)} are missing; the frame has {', '.join(present) or 'none'}"
        )
        self.missing = tuple(missing)


def records(frame: "DataFrame", needed: Sequence[str]) -> list[Record]:
    """Every row, in an order that does not depend on that of the frame. Raises ColumnsMissingError."""
    present = [str(name) for name in frame.columns]
    missing = [name for name in needed if name not in present]
    if missing:
        raise ColumnsMissingError(missing, present)
    plain = frame.astype(object).where(frame.notna(), None)
    return sorted(plain.to_dict("records"), key=_identity)


def number(record: Record, name: str) -> float | None:
    """A finite number, or None where it is missing."""
    value = record.get(name)
    if value is None or isinstance(value, str):
        return None
    found = float(value)
    return found if math.isfinite(found) else None


def positive(record: Record, name: str) -> float | None:
    """A number above zero of a size that an axis can hold, or None."""
    value = number(record, name)
    return value if value is not None and _SMALLEST <= value <= _LARGEST else None


def words(record: Record, name: str) -> str:
    """A text on one line without control characters; empty where it is missing. A list is joined."""
    value = record.get(name)
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        value = ", ".join(str(each) for each in value)
    return one_line(str(value))


def _identity(record: Record) -> tuple[str, ...]:
    names = ("subject", "developer", "year", "id", "revision", "stage", "outcome", "level", "group", "value")
    return tuple(words(record, name) for name in names)
