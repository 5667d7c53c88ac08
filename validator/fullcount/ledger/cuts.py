"""Rows of one job that several ledgers cut to other periods: each hour of it counts once.

A whole row that has ended stays before every cut row inside it. Of rows that overlap in time the longer stays; the
other is left out where it lies inside, and is otherwise cut to the part that it adds. Rows that only touch all stay,
and rows of one ledger never replace each other.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol, TypeVar

__all__ = ["NEAR_S", "OVERLAPPING", "SUPERSEDED", "Cut", "settled_cuts"]

NEAR_S = 2
"""A tracker's start is its end less its duration, each rounded to a second, so it moves a little between rows."""
OVERLAPPING = "overlapping-cut"
SUPERSEDED = "superseded-by-another-ledger"


class Spanned(Protocol):
    """An attempt of a job; `start` and `end` in seconds on one calendar, `held` a digest of what it occupied."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def ledger(self) -> int: ...
    @property
    def whole(self) -> bool: ...
    @property
    def settled(self) -> bool: ...
    @property
    def held(self) -> bytes: ...
    @property
    def axes(self) -> bytes: ...


Attempt = TypeVar("Attempt", bound=Spanned)


class Cut(NamedTuple):
    """What becomes of an attempt: left out for `reason`, or cut to `since` and `until` (seconds, None is open)."""

    reason: str = ""
    since: int | None = None
    until: int | None = None
    in_part: bool = False
    other_facts: bool = False
    other_axes: bool = False


def settled_cuts(attempts: Sequence[Attempt]) -> Iterator[tuple[Attempt, Cut]]:
    """The attempts of one job that give way to those of other ledgers, in whole or in part."""
    kept = [attempt for attempt in attempts if attempt.settled]
    open_ones = [attempt for attempt in attempts if not attempt.settled and attempt.end > attempt.start]
    for mine in sorted(open_ones, key=lambda one: (one.start - one.end, one.ledger, one.start)):
        over = [other for other in kept if _compete(mine, other)]
        verdict = _verdict(mine, over) if over else Cut()
        if over:
            yield mine, verdict
        if not verdict.reason:
            kept.append(mine)


def _compete(mine: Spanned, other: Spanned) -> bool:
    """Whether two attempts count the same time; two that are whole are told apart by their start alone."""
    overlap = mine.start < other.end and other.start < mine.end
    return overlap and mine.ledger != other.ledger and not (mine.whole and other.whole)


def _verdict(mine: Spanned, over: Sequence[Spanned]) -> Cut:
    facts, axes = any(o.held != mine.held for o in over), any(o.axes != mine.axes for o in over)
    if any(other.settled and _inside(mine, other) for other in over):
        return Cut(SUPERSEDED, other_facts=facts, other_axes=axes)
    match _left(mine, over):
        case [(first, last)]:
            since, until = None if first == mine.start else first, None if last == mine.end else last
            return Cut("", since, until, in_part=True, other_facts=facts, other_axes=axes)
        case left:
            reason = SUPERSEDED if mine.whole else OVERLAPPING
            return Cut(reason, in_part=bool(left), other_facts=facts, other_axes=axes)


def _inside(mine: Spanned, whole: Spanned) -> bool:
    return whole.start - NEAR_S <= mine.start and mine.end <= whole.end + NEAR_S


def _left(mine: Spanned, over: Iterable[Spanned]) -> list[tuple[int, int]]:
    """The parts of an attempt that no other covers."""
    left, first = [], mine.start
    for other in sorted(over, key=lambda one: one.start):
        if other.start > first:
            left.append((first, other.start))
        first = max(first, other.end)
    return [*left, (first, mine.end)] if first < mine.end else left
