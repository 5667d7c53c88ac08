"""The year of the work, for the choice of factors."""

from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["middle_year", "work_year"]


def work_year(document: Mapping[str, Any]) -> int:
    """The year in the middle of the stated period, else of those of the lines, else that of the revision.

    0 where nothing is dated: the earliest factor is then the nearest.
    """
    return middle_year(*_dates(document))


def _dates(document: Mapping[str, Any]) -> Iterator[str]:
    periods = [document.get("scope", {}).get("period")]
    if not any(periods):
        periods = [line.get("period") for line in document.get("compute", [])]
    if any(periods):
        yield from (period[end] for period in periods if period for end in ("start", "end"))
    else:
        yield document.get("revision", {}).get("date", "")


def middle_year(*dates: str) -> int:
    """The year in the middle of dates that begin with a year; 0 where none does."""
    years = [int(date[:4]) for date in dates if date[:4].isdecimal()]
    return (min(years) + max(years)) // 2 if years else 0
