"""Values of hand-made and form-made documents: text where a number is meant, and words that mean nothing."""

import math
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from fullcount.ledger.times import local_time

__all__ = ["LARGEST", "is_missing", "list_at", "map_at", "moment_of", "number_of", "text_of"]

LARGEST = 1e15
"""No figure of one job is larger, in any unit that is read here: our own choice."""

_NOTHING = frozenset(
    {
        *("", "-", "--", "?", "n/a", "na", "nan", "none", "null", "unknown", "tbd", "todo", "tba"),
        *("not available", "not applicable", "not specified", "unspecified", "undefined", "not disclosed"),
        *("forthcoming", "more information needed", "[more information needed]", "not measured", "pending"),
        *("not reported", "undisclosed", "not provided", "$other"),
    }
)


def text_of(value: Any) -> str:
    """A scalar as text without blanks around it; empty for None, lists and maps."""
    if value is None or isinstance(value, Mapping | list | bool):
        return ""
    return str(value).strip()


def is_missing(value: Any) -> bool:
    """Whether a value says nothing: None, empty, or a word for it such as `N/A` or `forthcoming`."""
    if isinstance(value, str):
        return value.strip().strip(".*_ ").lower() in _NOTHING or value.strip() == "-"
    return value is None


def number_of(value: Any) -> float | None:
    """A finite number of 0 or more, also where it is text; None where it is missing.

    Raises ValueError for anything else: other text, booleans, lists, negative and absurd numbers.
    """
    if is_missing(value):
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError(f"{type(value).__name__}")  # noqa: TRY004 - one error for every bad value
    if isinstance(value, str) and "_" in value:
        raise ValueError(value)
    number = float(value)
    if not math.isfinite(number) or number < 0 or number > LARGEST:
        raise ValueError(str(value))
    return number


def moment_of(text: str) -> str | None:
    """A local time in any spelling that ISO 8601 allows; a zone is dropped and the clock kept as written.

    None where there is none. Raises ValueError for a date alone, and for dates that can be read in two ways.
    """
    if is_missing(text):
        return None
    try:
        return local_time(text)
    except ValueError:
        if len(text.strip()) <= len("2024-01-01"):
            raise
        moment = datetime.fromisoformat(text.strip())
        return moment.replace(tzinfo=None, microsecond=0).isoformat()


def map_at(data: Any, *keys: str) -> Mapping[str, Any]:
    """The map under a path of keys; empty where there is none."""
    for key in keys:
        data = data.get(key) if isinstance(data, Mapping) else None
    return data if isinstance(data, Mapping) else {}


def list_at(data: Any, key: str) -> list[Mapping[str, Any]]:
    """The maps in the list under `key`; a lone map counts as a list of one."""
    found = data.get(key) if isinstance(data, Mapping) else None
    if isinstance(found, Mapping):
        return [found]
    return [item for item in found if isinstance(item, Mapping)] if isinstance(found, list) else []
