"""Accelerator-hours do not follow from accelerators and wall clock.

**What it checks.** For each line of one run, or of a number of runs that is not stated, with its accelerators at once
and its wall clock: that the accelerator-hours are no more than both multiplied; that they are not the wall clock
alone where there were several accelerators; and that they are not a tenth, a hundredth or a thousandth of both
multiplied. Fewer hours are right otherwise: not all accelerators need to work all the time.

**Why it matters.** One accelerator-hour is one accelerator for one hour. A wall clock in its place makes a run of 64
accelerators look 64 times smaller, and energy and every impact with it.

**Example.** 64 accelerators for 75 h, stated as 75 accelerator-hours; they are 4,800.

**Remedy.** Multiply accelerators by hours, or state the number of runs that the line adds up.

**Reference.** fullcount 1.0, compute lines: one accelerator reserved for one hour counts 1. Judged within printed
rounding, then 2 %. Accelerators squared is `device-count-applied-twice`.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.counted import counted
from fullcount.disclosure.figures import Amount, central, printed
from fullcount.printing import as_interval
from fullcount.rules.reasons import grouped
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.impacts.line import Line
    from fullcount.rules.view import View

NEAR = 0.02
POWERS = (10.0, 100.0, 1000.0)


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each line that has a number of accelerators."""
    lines = [line for line in view.lines if "accelerators" in line.raw and not line.is_idle]
    if not lines:
        yield NotApplicable("no line states its accelerators at once")
    yield from grouped((_judged(line) for line in lines), len(view.lines))


def _judged(line: "Line") -> Outcome:
    count, wall = central(line.raw.get("accelerators")), central(line.raw.get("wall_clock"))
    hours, runs = central(line.raw.get("accelerator_hours")), line.raw.get("runs")
    if not count or wall is None or hours is None:
        return NotApplicable(
            f"accelerators, wall clock or accelerator-hours of line {line.id} are not disclosed"
        )
    if runs is not None and central(runs) != 1:
        return NotApplicable(f"the wall clock of line {line.id} may be that of one of its runs")
    once = count * wall
    squared = once * count
    if abs(hours - once) <= NEAR * once or abs(hours - squared) <= NEAR * squared:
        return PASSED
    slip = _slip(hours, once, wall if count > 1 else 0.0)
    return _failed(line, slip) if slip else PASSED


def _slip(hours: float, once: float, wall: float) -> str:
    """What is odd about hours that differ from accelerators times wall clock; empty text for fewer hours as such."""
    if hours > once:
        return "more than"
    if abs(hours - wall) <= NEAR * wall:
        return "the wall clock alone, without"
    power = next((power for power in POWERS if abs(hours * power - once) <= NEAR * once), None)
    return f"1/{power:g} of" if power else ""


def _failed(line: "Line", slip: str) -> Outcome:
    count, wall = printed(line.raw["accelerators"]), printed(line.raw["wall_clock"])
    hours = printed(line.raw["accelerator_hours"])
    if count is None or wall is None or hours is None:
        return PASSED
    once: Amount = wall * count.value
    if hours.meets(once):
        return PASSED
    sides = f"{as_interval(hours, 'accelerator-h')} is {slip} the {as_interval(once, 'accelerator-h')}"
    message = f"{sides} of {counted(count.value, 'accelerator')} for {as_interval(wall, 'h')}"
    remedy = "multiply accelerators by hours, or state the number of runs that the line adds up"
    return Failed(f"{line.pointer}/accelerator_hours", message, remedy)


RULE = Rule(
    name="hours-differ-from-wall-clock",
    severity=Severity.WARNING,
    group="plausibility",
    reads=("facilities", "equipment", "compute"),
    check=check,
)
