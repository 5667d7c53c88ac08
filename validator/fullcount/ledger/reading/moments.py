"""Moments as platforms export them: ISO 8601 text with or without zone, or a number since 1970."""

import math
from datetime import UTC, datetime
from typing import NamedTuple

from fullcount.ledger.reading.tally import Tally

__all__ = ["NO_ZONE", "UTC_TIMES", "Moment", "moment", "moment_of_datetime", "told", "written"]

UTC_TIMES = "times that name a zone, or count from 1970, are written in UTC"
NO_ZONE = "times without a zone are kept as they are"
_NONE = frozenset({"", "nat", "nan", "none", "null", "n/a", "-"})
_EARLIEST_S, _LATEST_S = 1e8, 253402300799.0
_UNITS = ((1e17, 1e9), (1e14, 1e6), (1e11, 1e3), (_EARLIEST_S, 1.0))


class Moment(NamedTuple):
    """Seconds since 1970-01-01, in UTC where `zoned`, else as if the clock on the wall were UTC."""

    epoch_s: float
    zoned: bool


def moment(value: object) -> Moment | None:
    """The moment in a cell; None for an empty one; raises ValueError for anything else.

    A number is seconds, from 1e11 on milliseconds, from 1e14 microseconds, from 1e17 nanoseconds: the four cannot be
    confused between the years 1973 and 5138. A number below 1e8 is no moment.
    """
    text = str(value).strip() if value is not None else ""
    if isinstance(value, bool) or text.lower() in _NONE:
        return None
    try:
        number = float(text)
    except ValueError:
        return moment_of_datetime(
            datetime.fromisoformat(text.removesuffix(" UTC")), utc=text.endswith(" UTC")
        )
    return Moment(_seconds(number), zoned=True)


def _seconds(number: float) -> float:
    for least, per_second in _UNITS:
        if number >= least and number / per_second <= _LATEST_S:
            return number / per_second
    raise ValueError(number)


def moment_of_datetime(found: datetime, *, utc: bool = False) -> Moment:
    """A moment from a datetime; raises ValueError where it is outside the calendar."""
    zoned = utc or found.tzinfo is not None
    try:
        return Moment((found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp(), zoned)
    except OverflowError as error:
        raise ValueError(found) from error


def written(epoch_s: float) -> str:
    """`YYYY-MM-DDTHH:MM:SS`, the fraction of a second dropped; raises ValueError outside the calendar."""
    try:
        return datetime.fromtimestamp(math.floor(epoch_s), UTC).replace(tzinfo=None).isoformat()
    except (OverflowError, OSError) as error:
        raise ValueError(epoch_s) from error


def told(found: Moment | None, tally: Tally) -> str | None:
    """A moment as the ledger has it, with a sentence in the report on its zone; raises ValueError as `written`."""
    if found is None:
        return None
    tally.assume(UTC_TIMES if found.zoned else NO_ZONE)
    return written(found.epoch_s)
