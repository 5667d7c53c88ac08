"""Durations and local times as logs print them."""

import re
from datetime import datetime, timedelta
from functools import lru_cache

__all__ = ["before", "elapsed_seconds", "end_of", "local_time", "seconds_between"]

_ELAPSED = re.compile(r"(?:(?:(\d{1,6})-)?(\d{1,8}):)?(\d{1,10}):(\d{1,10}(?:\.\d+)?)", re.ASCII)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T -](\d\d:\d\d:\d\d)(?:\.\d+)?", re.ASCII)
_NOT_A_TIME = frozenset({"", "unknown", "none", "n/a", "invalid"})


@lru_cache(maxsize=4096)
def elapsed_seconds(text: str) -> float:
    """Seconds of `[[DD-]HH:]MM:SS[.ffffff]`; raises ValueError for anything else."""
    match = _ELAPSED.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    days, hours, minutes, seconds = match.groups()
    return int(days or 0) * 86400 + int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds)


@lru_cache(maxsize=4096)
def local_time(text: str) -> str | None:
    """`YYYY-MM-DDTHH:MM:SS`; None where the log says there is none; raises ValueError for anything else.

    A space or a hyphen in place of the T, and a fraction of a second (dropped), are read too.
    """
    stripped = text.strip()
    if stripped.lower() in _NOT_A_TIME:
        return None
    match = _MOMENT.fullmatch(stripped)
    if match is None:
        raise ValueError(text)
    return datetime.fromisoformat(f"{match[1]}T{match[2]}").isoformat()


def before(end: str, elapsed_s: float) -> str:
    """The whole second `elapsed_s` seconds before `end`; raises ValueError where no calendar has it."""
    return _shift(end, -elapsed_s)


def seconds_between(start: str, end: str) -> float:
    """Seconds from one local time to another; negative when the end comes first."""
    return (datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds()


def end_of(start: str | None, end: str | None, elapsed_s: float | None) -> str | None:
    """The end, or for a job still running the moment of the export; None when neither is known."""
    if end is not None or start is None or elapsed_s is None:
        return end
    try:
        return _shift(start, elapsed_s)
    except ValueError:
        return None


def _shift(moment: str, seconds: float) -> str:
    try:
        return (datetime.fromisoformat(moment) + timedelta(seconds=seconds)).isoformat(timespec="seconds")
    except OverflowError as error:
        raise ValueError(moment) from error
