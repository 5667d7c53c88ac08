"""A job that ends before it starts.

**What it checks.** `end` against `start`. Both are local times without zone, so that a job which ran while the clocks
went back an hour may seem to end early: where the elapsed time says so, that is no fault.

**Why it matters.** Hours and periods that are derived from the times come out negative or in the wrong month.

**Example.** `start` 2024-03-02T10:00:00, `end` 2024-03-01T12:00:00.

**Remedy.** Correct the times; export again where day and month were exchanged.
"""

from fullcount.ledger.check.rules.rule import CLOCK_CHANGE_S, RowRule

__all__ = ["RULE"]

_END, _START = (f"strftime(\"{name}\", '%Y-%m-%dT%H:%M:%S')" for name in ("end", "start"))

RULE = RowRule(
    name="end-before-start",
    severity="error",
    columns=("start", "end"),
    known='"start" is not null and "end" is not null',
    broken=(
        '"end" < "start" and not coalesce(elapsed_s >= 0 and '
        f'elapsed_s <= date_diff(\'second\', "start", "end") + {CLOCK_CHANGE_S}, false)'
    ),
    found=f"printf('the end %s and the start %s', {_END}, {_START})",
    expected="an end that is not before the start",
    remedy="correct the times, or leave out what is not known",
)
