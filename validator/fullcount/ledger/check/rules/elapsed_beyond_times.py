"""More elapsed time than lies between start and end.

**What it checks.** `elapsed_s` against `end` minus `start`, with an hour for a change of the clocks. As accelerators
are held for that time, it also bounds the accelerator-hours of the row.

**Why it matters.** Accelerator-hours are summed from elapsed time; too much of it counts work that was not done.

**Example.** 7,200 s between 10:00:00 and 10:20:00.

**Remedy.** Check the unit of the elapsed time (seconds), and whether it sums the attempts of a job.
"""

from fullcount.ledger.check.rules.rule import CLOCK_CHANGE_S, RowRule

__all__ = ["RULE"]

_BETWEEN = 'date_diff(\'second\', "start", "end")'

RULE = RowRule(
    name="elapsed-beyond-times",
    severity="error",
    columns=("start", "end", "elapsed_s"),
    known='"start" is not null and "end" is not null and elapsed_s is not null and "end" >= "start"',
    broken=f"elapsed_s > {_BETWEEN} + {CLOCK_CHANGE_S}",
    found=f"printf('%.12g s elapsed in the %d s from start to end', elapsed_s, {_BETWEEN})",
    expected="no more time than there is between start and end, but for a change of the clocks",
    remedy="give the elapsed time in seconds and for this attempt alone",
)
