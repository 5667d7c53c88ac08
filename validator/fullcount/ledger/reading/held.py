"""Sampled series: how long each sample stands, and what that makes of power.

A sample stands from its time to that of the next (left Riemann sum); the last stands for one step. Where the next is
more than three steps away the series has a gap, which is not bridged: the sample before it stands for one step too.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

__all__ = ["GAP_STEPS", "covered_s", "gaps", "held_s", "joules", "step_of"]

GAP_STEPS = 3
"""Own choice: two missed scrapes are a hiccup, three are a gap."""


def step_of(series: Iterable[Sequence[float]]) -> float | None:
    """The median spacing of sorted times in s, over all series; None where no series has two times."""
    spacings = [later - earlier for times in series for earlier, later in pairwise(times)]
    return median(spacings) if spacings else None


def held_s(times: Sequence[float], step_s: float) -> list[float]:
    """How long each sample stands, in s; `times` are sorted and distinct, in s."""
    if not times:
        return []
    spans = (later - earlier for earlier, later in pairwise(times))
    return [*(span if span <= GAP_STEPS * step_s else step_s for span in spans), step_s]


def gaps(times: Sequence[float], step_s: float) -> int:
    """How many gaps the series has."""
    return sum(later - earlier > GAP_STEPS * step_s for earlier, later in pairwise(times))


def joules(times: Sequence[float], watts: Sequence[float], step_s: float) -> float:
    """Energy in J of a sampled power in W."""
    return sum(power * span for power, span in zip(watts, held_s(times, step_s), strict=True))


def covered_s(spans: Iterable[tuple[float, float]]) -> float:
    """Length in s of the union of spans (start, end)."""
    total, reached = 0.0, float("-inf")
    for start, end in sorted(spans):
        total += max(0.0, end - max(start, reached))
        reached = max(reached, end)
    return total
