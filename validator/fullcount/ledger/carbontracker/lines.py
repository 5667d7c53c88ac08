"""The lines of a carbontracker log, whatever stands in front of them.

| release | in front of a message                                   |
|---------|---------------------------------------------------------|
| 1.0     | `2020-05-12 10:11:12,345 - MainThread - INFO - `        |
| 1.1 on  | `2022-11-14 15:43:37 - `                                |
| any     | then `CarbonTracker: ` in an output log; on the console that alone |
"""

import re
from typing import NamedTuple

from fullcount.ledger.reading.loose import LARGEST
from fullcount.ledger.times import local_time

__all__ = ["Message", "looks_like_carbontracker", "message_of", "number_of", "seconds_of"]

_PREFIX = re.compile(
    r"\s*(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d)(?:[,.]\d+)?"
    r"(?: - [^\n]{1,80}? - (?:DEBUG|INFO|WARNING|ERROR|CRITICAL))? - ?(.*)",
    re.DOTALL,
)
_OWN = re.compile(
    r"carbontracker version \d|CarbonTracker: |(?:Actual|Predicted) consumption(?: for \d+ epoch\(s\))?:"
    r"|multiplied by a PUE coefficient of"
)
_TIME = re.compile(r"(?:(\d+) days?, )?(\d+):(\d\d):(\d\d(?:\.\d+)?)", re.ASCII)


class Message(NamedTuple):
    """One line: its local time where it has one, and what it says; `own` when carbontracker's prefix was there."""

    line: int
    at: str | None
    text: str
    own: bool


def looks_like_carbontracker(start: str) -> bool:
    """Whether a text has a line of carbontracker."""
    return _OWN.search(start) is not None


def message_of(text: str, number: int) -> Message:
    """A line without its prefixes."""
    match = _PREFIX.fullmatch(text)
    at, rest = (_moment(match[1]), match[2]) if match else (None, text)
    own = rest.lstrip().startswith("CarbonTracker:")
    said = rest.lstrip().removeprefix("CarbonTracker:").strip() if own else rest
    return Message(number, at, said, own or match is not None)


def _moment(text: str) -> str | None:
    try:
        return local_time(text)
    except ValueError:
        return None


def seconds_of(text: str) -> float:
    """Seconds of `h:mm:ss`, `h:mm:ss.ff` or `2 days, h:mm:ss`; raises ValueError for anything else."""
    match = _TIME.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    return int(match[1] or 0) * 86400 + int(match[2]) * 3600 + int(match[3]) * 60 + float(match[4])


def number_of(text: str) -> float | None:
    """A number, None for `nan` (not known), which raises ValueError for anything else or above 1e15."""
    if text.strip().lower() in {"nan", "none"}:
        return None
    value = float(text)
    if not abs(value) <= LARGEST:
        raise ValueError(text)
    return value
