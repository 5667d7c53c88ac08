"""Moments as `sacct` prints them, whatever SLURM_TIME_FORMAT was.

Source of the formats: sacct(1), SLURM_TIME_FORMAT, and strftime(3).
"""

import re
from datetime import UTC, datetime
from functools import lru_cache

from fullcount.ledger.times import local_time

__all__ = ["is_epoch", "moment", "moment_of_epoch"]

_EPOCH = re.compile(r"\d{9,11}", re.ASCII)
_ISO = re.compile(
    r"(\d{4})[-/.]?(\d\d)[-/.]?(\d\d)[T _-](\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)? ?(?:Z|[+-]\d\d:?\d\d)?",
    re.ASCII,
)
_C = re.compile(r"(?:[A-Z][a-z]{2} +)?([A-Z][a-z]{2}) +(\d{1,2}) +(\d\d):(\d\d):(\d\d) +(\d{4})", re.ASCII)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def is_epoch(text: str) -> bool:
    """Whether a moment is a number of seconds since 1970 (`SLURM_TIME_FORMAT=%s`)."""
    return "-" not in text and _EPOCH.fullmatch(text.strip()) is not None


@lru_cache(maxsize=4096)
def moment(text: str) -> str | None:
    """`YYYY-MM-DDTHH:MM:SS`; None where the log says there is none; raises ValueError for anything else.

    Seconds since 1970 become UTC. Every other format stays the local time that it is: an offset is dropped.
    """
    stripped = text.strip()
    if stripped == "0":
        return None
    if is_epoch(stripped):
        return moment_of_epoch(int(stripped))
    try:
        return local_time(stripped)
    except ValueError:
        return _other(stripped)


def moment_of_epoch(seconds: float) -> str:
    """UTC of a number of seconds since 1970; raises ValueError where no calendar has it."""
    try:
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S")
    except (OverflowError, OSError) as error:
        raise ValueError(seconds) from error


def _other(text: str) -> str:
    if match := _ISO.fullmatch(text):
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
    elif (match := _C.fullmatch(text)) and match[1] in _MONTHS:
        month = _MONTHS.index(match[1]) + 1
        day, hour, minute, second, year = (int(match[at]) for at in (2, 3, 4, 5, 6))
    else:
        raise ValueError(text)
    return datetime(year, month, day, hour, minute, second).isoformat()
