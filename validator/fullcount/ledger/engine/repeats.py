"""Rows of one job that come more than once: whether it matters in which order the exports show them.

An engine keeps no order of rows, and the importer takes the first of two that differ. So where the order decides what
is left out, the plain reader has to read the files.
"""

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from fullcount.ledger.slurm.moments import moment
from fullcount.ledger.slurm.record import Columns, Record, RejectedRowError
from fullcount.ledger.slurm.times import elapsed_of
from fullcount.ledger.times import end_of

__all__ = ["ROWS_COMPARED", "in_any_order"]

ROWS_COMPARED = 1000
"""Rows of one job that are compared; more are left to the plain reader."""


class _Span(NamedTuple):
    """When a row says that its job ran; `last` is its end, or the moment of the export."""

    restarts: str
    start: str | None
    end: str | None
    last: str | None
    elapsed_s: float


def in_any_order(rows: Sequence[Sequence[str]], columns: Columns) -> bool:
    """Whether these rows of one job are used and left out alike, whatever their order."""
    if len(rows) < 2:
        return True
    if len(rows) > ROWS_COMPARED:
        return False
    spans = [span for row in rows if (span := _span(Record(list(row), columns)))]
    if any(span.start is None and span.elapsed_s > 0 for span in spans):
        return len(spans) < 2
    different = [
        span for row in dict.fromkeys(map(tuple, rows)) if (span := _span(Record(list(row), columns)))
    ]
    return all(map(_apart, _attempts(different)))


def _attempts(spans: Sequence[_Span]) -> list[list[_Span]]:
    """The rows by Restarts, which tell attempts apart; all in one where a row does not say."""
    if not all(span.restarts for span in spans):
        return [list(spans)]
    ordered = sorted(spans, key=lambda span: span.restarts)
    return [list(alike) for _, alike in groupby(ordered, key=lambda span: span.restarts)]


def _apart(spans: Sequence[_Span]) -> bool:
    """Whether no row lies within another, but for a job that had not started or ended in an earlier export."""
    if len(spans) < 2:
        return True
    waiting = [span for span in spans if span.start is None]
    if len(waiting) > 1 or any(span.end for span in waiting):
        return False
    ran = sorted(
        (span for span in spans if span.start), key=lambda span: (span.start or "", span.end is not None)
    )
    return all(_follows(one, other) for one, other in pairwise(ran)) and _runs_on(ran)


def _follows(one: _Span, other: _Span) -> bool:
    """Whether the other row is a later attempt, or the end of one that still ran."""
    if None in (one.last, other.start, other.last):
        return False
    if one.start == other.start:
        return one.end is None and other.end is not None and str(one.last) < str(other.end)
    return str(one.start) <= str(one.last) <= str(other.start)


def _runs_on(ran: Sequence[_Span]) -> bool:
    """Whether each row ends after its start, and each start has at most two rows."""
    starts = [span.start for span in ran]
    return all(str(span.start) <= str(span.last) for span in ran) and all(
        starts.count(s) < 3 for s in set(starts)
    )


def _span(record: Record) -> _Span | None:
    """None for a row that the importer rejects."""
    try:
        elapsed_s, _ = elapsed_of(record)
    except RejectedRowError:
        return None
    start, end = _moment(record["start"]), _moment(record["end"])
    return _Span(record["restarts"].strip(), start, end, end_of(start, end, elapsed_s), elapsed_s)


def _moment(text: str) -> str | None:
    try:
        return moment(text)
    except ValueError:
        return None
