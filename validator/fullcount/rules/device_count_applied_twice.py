"""Accelerator-hours are multiplied by the number of accelerators once more.

**What it checks.** For each line that states its accelerators: that the accelerator-hours are not accelerators times
accelerators times wall clock; and that its energy is not the power of an accelerator times a number of accelerators
times the accelerator-hours, where that is more than the rated power allows.

**Why it matters.** Accelerator-hours have the number of accelerators inside. Templates that ask for hours and for a
number of devices multiply again, and the result is too large by exactly that number.

**Example.** 8 accelerators for 100 hours are 800 accelerator-hours; at 700 W they take 560 kWh and not 4,480 kWh.

**Remedy.** State wall clock and accelerators apart, and compute the energy from accelerator-hours alone.

**Reference.** fullcount 1.0, compute lines: one accelerator reserved for one hour counts 1. Judged within printed
rounding, then 2 %.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.counted import among
from fullcount.disclosure.figures import Amount, Figure, central, printed
from fullcount.impacts.line import Line, Missing
from fullcount.printing import as_interval, as_number
from fullcount.rules.rating import Limit, Ratings, limit_of_line, powers_w, ratings_of
from fullcount.rules.reasons import grouped
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.rules.view import View

NEAR = 0.02
W_PER_KW = 1000.0


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for the hours and one for the energy of each line that has a number of accelerators."""
    ratings, silent = ratings_of(view), 0
    judged: list[Outcome] = []
    for line in view.lines:
        count = central(line.raw.get("accelerators"))
        if line.is_idle:
            continue
        if count is not None:
            judged.append(_of_hours(line, count))
        elif "accelerator_hours" in line.raw:
            silent += 1
    for line in view.metered:
        figure = line.raw["energy"]
        if central(figure) and central(line.raw.get("accelerator_hours")):
            judged.append(_of_energy(line, figure, ratings))
    yield from grouped(judged, len(view.lines))
    if silent:
        yield NotApplicable(
            f"the accelerators at once of {among(silent, len(view.lines), 'line')} are not disclosed"
        )


def _of_hours(line: Line, count: float) -> Outcome:
    wall, hours = printed(line.raw.get("wall_clock")), printed(line.raw.get("accelerator_hours"))
    if wall is None or hours is None:
        return NotApplicable(f"the wall clock or accelerator-hours of line {line.id} are not disclosed")
    once, runs = wall * count, central(line.raw.get("runs")) or 1.0
    twice = once.value * count
    if count <= 1 or hours.meets(once) or hours.meets(once * runs) or abs(hours.value - twice) > NEAR * twice:
        return PASSED
    words = f"{as_interval(hours, 'accelerator-h')} is {count:g} x {count:g} accelerators for {as_interval(wall, 'h')}"
    remedy = f"{count:g} accelerators for that time are {as_number(once.value)} accelerator-hours"
    return Failed(f"{line.pointer}/accelerator_hours", words, remedy)


def _of_energy(line: Line, figure: Figure, ratings: Ratings) -> Outcome:
    limit = limit_of_line(line, figure.get("boundary"), ratings)
    if not isinstance(limit, Missing) and _can_draw(line, limit):
        return PASSED
    energy, hours = printed(figure), printed(line.raw.get("accelerator_hours"))
    if isinstance(limit, Missing) or energy is None or hours is None:
        return NotApplicable(f"{limit} is not disclosed")
    return _compared(line, energy, hours, limit)


def _can_draw(line: Line, limit: Limit) -> bool:
    """Whether the hours can draw the energy, by central values."""
    energy, hours = line.known_energy_kwh or 0.0, central(line.raw.get("accelerator_hours")) or 0.0
    return energy <= hours * limit.watts / W_PER_KW


def _compared(line: Line, energy: Amount, hours: Amount, limit: Limit) -> Outcome:
    """The energy against every count times every mean power that a template may have multiplied."""
    for watts in powers_w(line, limit):
        once = hours * (watts / W_PER_KW)
        for count in _counts(line):
            if abs(energy.value - once.value * count) <= NEAR * once.value * count or energy.meets(
                once * count
            ):
                return _failed(line, energy, once, count)
    return PASSED


def _counts(line: Line) -> Iterator[int]:
    at_once = central(line.raw.get("accelerators"))
    per_node = line.equipment.get("accelerators_per_node") if line.equipment else None
    return (int(count) for count in (at_once, per_node) if count and count > 1)


def _failed(line: Line, energy: Amount, once: Amount, count: int) -> Failed:
    words = (
        f"{as_interval(energy, 'kWh')} is {count} times the {as_interval(once, 'kWh')} of these accelerator-hours, "
        f"and {count} is the number of accelerators"
    )
    remedy = "accelerator-hours have the number of accelerators inside: multiply them by power alone"
    return Failed(f"{line.pointer}/energy", words, remedy)


RULE = Rule(
    name="device-count-applied-twice",
    severity=Severity.ERROR,
    group="plausibility",
    reads=("facilities", "equipment", "compute"),
    check=check,
)
