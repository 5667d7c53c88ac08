"""The period that a ledger is about: jobs outside are left out, jobs across its edges are cut to it."""

from dataclasses import dataclass, replace

from fullcount.ledger.errors import LedgerError, Problem, clip
from fullcount.ledger.row import LedgerRow
from fullcount.ledger.times import end_of, local_time, seconds_between

__all__ = ["CLIPPED", "Period"]

CLIPPED = "clipped-to-period"


@dataclass(frozen=True, slots=True)
class Period:
    """From `since` (inclusive) to `until` (exclusive), local times of the log; None is open."""

    since: str | None = None
    until: str | None = None

    @classmethod
    def of(cls, since: str | None, until: str | None) -> "Period":
        """A period of days or moments; raises `LedgerError` for what is neither, or ends before it starts."""
        period = cls(_moment(since, "since"), _moment(until, "until"))
        if period.since and period.until and period.until <= period.since:
            remedy = "name a later end; it is the first moment that is outside"
            raise _refusal(
                f"a period from {period.since} to {period.until}", "an end after the start", remedy
            )
        return period

    def cut(self, row: LedgerRow) -> LedgerRow | None:
        """The part of the row inside the period, None where there is none.

        Elapsed time, energy and emissions are cut in proportion to the time from start to end; where the row
        was cut its note says `clipped-to-period`. An end before the start, as where clocks went back, gives way to
        the start and the elapsed time. A row that names no time is kept as it is.
        """
        start, end = row.start, end_of(row.start, row.end, row.elapsed_s)
        if start and end and end < start:
            end = end_of(start, None, row.elapsed_s)
        if start is None or end is None:
            return row
        first, last = max(start, self.since or start), min(end, self.until or end)
        if first == start and last == end:
            return None if start == self.until else row
        return None if last <= first else _part(row, first, last, seconds_between(start, end))


def _part(row: LedgerRow, first: str, last: str, whole_s: float) -> LedgerRow:
    share = seconds_between(first, last) / whole_s
    return replace(
        row,
        start=first,
        end=last,
        elapsed_s=None if row.elapsed_s is None else row.elapsed_s * share,
        energy_kwh=None if row.energy_kwh is None else row.energy_kwh * share,
        ghg_kgco2e=None if row.ghg_kgco2e is None else row.ghg_kgco2e * share,
        note=";".join(filter(None, (row.note, CLIPPED))),
    )


def _moment(text: str | None, name: str) -> str | None:
    if text is None:
        return None
    try:
        return local_time(f"{text}T00:00:00" if len(text) == 10 else text)
    except ValueError:
        remedy = "write a day or a local time, as in the log"
        raise _refusal(f"{name} {clip(text)!r}", "YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS", remedy) from None


def _refusal(found: str, expected: str, remedy: str) -> LedgerError:
    return LedgerError([Problem("the period", None, found, expected, remedy)])
