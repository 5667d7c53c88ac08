"""Figures that a power of ten would explain."""

from fullcount.rules.arithmetic import as_number
from fullcount.rules.rule import PASSED, Failed, Outcome

__all__ = ["Range", "by_range", "by_ratio", "wider"]

Range = tuple[float, float]

STEPS = {10.0: "ten", 1e3: "a thousand", 1e6: "a million"}
NEAR = 0.05
WIDER = 3.0
REMEDY = "convert the figure to the unit of its field, and count its digits"


def wider(usual: Range) -> Range:
    """The range outside of which a figure is suspected: a third of the usual low to three times the high."""
    return usual[0] / WIDER, usual[1] * WIDER


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
    if not expected or expected / 2 < value < expected * 2:
        return PASSED
    ratio = value / expected if value > expected else expected / value
    step = next((name for times, name in STEPS.items() if abs(ratio / times - 1) <= NEAR), None)
    if step is None:
        return PASSED
    words = f"{as_number(value)} {unit} is {step} times {'more' if value > expected else 'less'} than the recomputed"
    return Failed(at, f"{words} {as_number(expected)} {unit}", REMEDY)
