"""When a job ran, and whether its times agree with each other."""

import re
from collections.abc import Iterator

from fullcount.ledger.errors import clip
from fullcount.ledger.slurm.fields import says_nothing
from fullcount.ledger.slurm.record import Record, RejectedRowError
from fullcount.ledger.times import elapsed_seconds, seconds_between

__all__ = ["ELAPSED_INSTEAD", "elapsed_of", "odd_times"]

ELAPSED_INSTEAD = "elapsed-from-elapsed"
"""Elapsed was read, because ElapsedRaw says something that is no number of seconds."""
CLOCK_CHANGE_S = 3600.0
ROUNDING_S = 60.0
"""Daylight saving moves clocks by an hour; local times have no zone. A minute covers rounding and suspension."""

_SECONDS = re.compile(r"\d{1,10}", re.ASCII)


def elapsed_of(record: Record) -> tuple[float, str]:
    """Seconds that a job held its nodes, without suspension: ElapsedRaw, else Elapsed, else End less Start.

    With them comes the ElapsedRaw that cannot be read, where Elapsed was read instead, or an empty text.
    Raises `RejectedRowError` where none can be read.
    """
    if _SECONDS.fullmatch(record["elapsedraw"]):
        return float(record["elapsedraw"]), ""
    text = record["elapsed"] or record["elapsedraw"]
    if not text:
        return record.span_seconds(), ""
    try:
        return elapsed_seconds(text), _replaced(record)
    except ValueError:
        expected = "seconds, or [[DD-]HH:]MM:SS"
        raise RejectedRowError("unreadable-elapsed", clip(text), expected) from None


def _replaced(record: Record) -> str:
    raw = record["elapsedraw"]
    return raw if record["elapsed"] and not says_nothing(raw) else ""


def odd_times(start: str | None, end: str | None, elapsed_s: float, suspended_s: float) -> Iterator[str]:
    """What is odd about times. Elapsed time leaves out suspension, so it may be shorter than from start to end.

    An hour too much or too little is a change of the clocks in between, unless the log says that the job was suspended.
    """
    if start is None or end is None:
        return
    span_s = seconds_between(start, end)
    excess_s = elapsed_s + suspended_s - span_s
    if elapsed_s > 0 and abs(abs(excess_s) - CLOCK_CHANGE_S) <= ROUNDING_S:
        yield "clock-change"
    elif span_s < 0:
        yield "end-before-start"
    elif elapsed_s > span_s + ROUNDING_S:
        yield "elapsed-beyond-times"
