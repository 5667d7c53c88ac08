"""Figures that a power of ten would explain."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import central
from fullcount.printing import as_number
from fullcount.rules.rule import PASSED, Failed, Outcome, Passed

if TYPE_CHECKING:
    from fullcount.rules.rating import Ratings
    from fullcount.rules.view import View

__all__ = ["POWER_W", "Range", "by_range", "by_ratio", "is_near", "lines_by_power", "wider"]

Range = tuple[float, float]

POWER_W = (20.0, 6000.0)
RATED_TIMES = (0.1, 6.0)
"""Ordinary mean power for each accelerator-hour, in W and in multiples of the rated power."""

STEPS = {10.0: "ten", 1e3: "a thousand", 1e6: "a million"}
NEAR = 0.05
WIDER = 3.0
REMEDY = "convert the figure to the unit of its field, and count its digits"


def wider(usual: Range) -> Range:
    """The range outside of which a figure is suspected: a third of the usual low to three times the high."""
    return usual[0] / WIDER, usual[1] * WIDER


def is_near(value: float, expected: float) -> bool:
    """Whether the value is within a factor of two of what is expected, or nothing is."""
    return not expected or expected / 2 < value < expected * 2


def by_range(value: float, plausible: Range, usual: Range, at: str, unit: str, words: str = "") -> Outcome:
    """Suspected outside `plausible`, when a thousandth or a thousand times the value is usual."""
    if plausible[0] <= value <= plausible[1]:
        return PASSED
    moved = value * 1e3 if value < plausible[0] else value / 1e3
    if not usual[0] <= moved <= usual[1]:
        return PASSED
    told = f"{words}{as_number(value)} {unit}; a thousand {'times' if moved > value else 'times less'}"
    return Failed(at, f"{told}, {as_number(moved)} {unit}, would be ordinary", REMEDY)


def by_ratio(value: float, expected: float, at: str, unit: str) -> Outcome:
    """Suspected where the value is near a power of ten of `expected`, or that part of it."""
    if is_near(value, expected):
        return PASSED
    ratio = value / expected if value > expected else expected / value
    step = next((name for times, name in STEPS.items() if abs(ratio / times - 1) <= NEAR), None)
    if step is None:
        return PASSED
    words = f"{as_number(value)} {unit} is {step} times {'more' if value > expected else 'less'} than the recomputed"
    return Failed(at, f"{words} {as_number(expected)} {unit}", REMEDY)


def lines_by_power(view: "View", ratings: "Ratings") -> Iterator[Outcome]:
    """One outcome for each line with energy and accelerator-hours, by the mean power that both give."""
    usual_by_equipment = {
        name: (RATED_TIMES[0] * rating.value_w, RATED_TIMES[1] * rating.value_w) if rating else POWER_W
        for name, rating in ratings.items()
    }
    right = 0
    for line in view.metered:
        energy, hours = central(line.raw["energy"]), central(line.raw.get("accelerator_hours"))
        if energy and hours:
            watts = energy / hours * 1000
            usual = usual_by_equipment[line.equipment["id"]] if line.equipment else POWER_W
            if usual[0] <= watts <= usual[1]:
                right += 1
                continue
            words = f"{as_number(energy)} kWh for {as_number(hours)} accelerator-hours is "
            yield by_range(watts, wider(usual), usual, f"{line.pointer}/energy", "W each", words)
    if right:
        yield Passed(right)
