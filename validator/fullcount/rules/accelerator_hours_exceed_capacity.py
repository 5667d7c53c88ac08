"""More accelerator-hours are counted than the equipment can give in the period.

**What it checks.** The accelerators at once of each line against nodes times accelerators per node; and the hours of
each line, and of all lines of one equipment, against these times the hours of the period, first and last day
included; idle hours count like those of work. A line without a period has that of the scope; for the sum the period
runs from the first to the last day of any of them. Work on processors is checked with cores.

**Why it matters.** The hours are either counted twice, most often devices times device-hours, or were drawn from
equipment that is not listed.

**Example.** 16 nodes of 8 accelerators give 559,104 hours in the 182 days from January to June 2024; a line of
600,000 hours in that time cannot have run on them.

**Remedy.** Correct the hours, the period or the number of nodes; list further equipment as its own.

**Reference.** Count of hours: 24 a day, ISO 8601 dates. Judged at the lower end of the printed rounding, within 0.5
%.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fullcount.counted import counted
from fullcount.disclosure.figures import central, printed
from fullcount.impacts.line import Line, Missing
from fullcount.printing import as_interval, as_number
from fullcount.rules.arithmetic import agree
from fullcount.rules.capacity import HOURS_PER_DAY, Pool, Pools, days_of
from fullcount.rules.reasons import told
from fullcount.rules.rule import PASSED, Failed, Outcome, Passed, Rule, Severity
from fullcount.rules.sums import amounts_of

if TYPE_CHECKING:
    from fullcount.disclosure.types import Period
    from fullcount.rules.view import View


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each line, and one for each equipment that several lines share."""
    pools, scope = Pools(), view.data["scope"].get("period")
    reasons: list[str] = []
    right = 0
    for line in view.lines:
        pool, period = pools.of(line), line.raw.get("period", scope)
        hours = central(line.raw.get(pool.key_of(line)))  # type: ignore[arg-type]
        if "accelerators" in line.raw and pool.units and (too_many := _at_once(line, pool)):
            yield too_many
        if hours is None or period is None or not pool.units:
            reasons.append(pool.lacking(line, hours))
        elif hours > pool.units * HOURS_PER_DAY and (failed := _of_line(line, pool, period)):
            yield failed
        else:
            right += 1
            pool.lines.append(line)
            pool.hours.append(hours)
            pool.periods.append(period)
    if right:
        yield Passed(right)
    yield from told(reasons, len(view.lines))
    yield from (_together(view, pool) for pool in pools if len(pool.lines) > 1)


def _at_once(line: Line, pool: Pool) -> Failed | None:
    """Accelerators that worked at the same time, more than there are."""
    if pool.key != "accelerator_hours" or (central(line.raw.get("accelerators")) or 0) <= pool.units:
        return None
    count = printed(line.raw["accelerators"])
    if count is None or count.low <= pool.units:
        return None
    words = f"{as_number(count.value)} accelerators at once are more than the {pool.units} of {line.equipment_name}"
    return Failed(f"{line.pointer}/accelerators", words, "correct the accelerators or the number of nodes")


def _of_line(line: Line, pool: Pool, period: "Period") -> Failed | None:
    """Lines that one day of the equipment is enough for do not come here."""
    days = days_of(period["start"], period["end"])
    return _exceeding(f"{line.pointer}/{pool.key_of(line)}", f"line {line.id}", [line], pool, days)


def _together(view: "View", pool: Pool) -> Outcome:
    """All lines of one equipment, from the first to the last day of any of them."""
    days = days_of(*pool.span)
    if sum(pool.hours) <= pool.units * days * HOURS_PER_DAY:
        return PASSED
    at = f"/equipment/{list(view.equipment).index(pool.equipment)}/nodes"
    return (
        _exceeding(at, f"{counted(len(pool.lines), 'line')} of {pool.equipment}", pool.lines, pool, days)
        or PASSED
    )


def _exceeding(at: str, name: str, lines: Sequence[Line], pool: Pool, days: int) -> Failed | None:
    most = float(pool.units * days * HOURS_PER_DAY)
    hours = amounts_of([line.raw[pool.key_of(line)] for line in lines], name, printed)  # type: ignore[literal-required]
    if not days or isinstance(hours, Missing) or hours.low <= most or agree(hours.low, most):
        return None
    unit = (pool.key if len(lines) > 1 else pool.key_of(lines[0])).replace("_", "-")
    words = (
        f"{as_interval(hours, unit)} of {name} are more than the {as_number(most)}"
        f" that {as_number(pool.units)} can give in {days} days"
    )
    return Failed(at, words, "correct the hours, the period or the number of nodes")


RULE = Rule(
    name="accelerator-hours-exceed-capacity",
    severity=Severity.ERROR,
    group="accounting",
    reads=("scope", "facilities", "equipment", "compute"),
    check=check,
)
