"""Energy of one GPU while one holder has it.

From power: each sample in W stands until the next one (see `reading.held`). From the counter, in mJ since the driver
was loaded: differences of neighbouring samples. A counter that falls was reset, and counts on from 0. The power sample
stands in for a difference that no accelerator can draw, over a gap, and after the last sample; without one the counter
covers one step less than the time. The counter is preferred, because it misses nothing between two samples.
"""

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import NamedTuple

from fullcount.ledger.ceilings import GPU_POWER_CEILING_W
from fullcount.ledger.reading.held import GAP_STEPS, held_s

__all__ = ["MOST_DIFFERENCE", "Energy", "energy_of"]

MOST_DIFFERENCE = 0.05
"""Own choice: counter and power of the same time that differ by more are flagged."""
_MJ_PER_J = 1000.0
_J_PER_KWH = 3.6e6

Weight = Callable[[float], float]


class Energy(NamedTuple):
    """kWh, None where nothing was measured, and codes of what is odd about it."""

    kwh: float | None
    odd: tuple[str, ...]


class _Counted(NamedTuple):
    joules: float
    by_power: float
    both: float
    intervals: int
    odd: tuple[str, ...]


def energy_of(
    power_w: Mapping[float, float], counter_mj: Mapping[float, float], step_s: float, weight: Weight
) -> Energy:
    """Energy from the counter, else from power; `weight` is the holder's share of the GPU at a time."""
    times = sorted(power_w)
    spans = dict(zip(times, held_s(times, step_s), strict=True))
    integral = sum(power_w[time] * spans[time] * weight(time) for time in times)
    counted = _count(power_w, counter_mj, step_s, weight)
    if counted.intervals == 0:
        odd: tuple[str, ...] = ("one-sample-of-the-counter",) if counter_mj else ()
        return Energy(integral / _J_PER_KWH if times else None, odd)
    odd = counted.odd
    if abs(counted.both - counted.by_power) > MOST_DIFFERENCE * max(counted.both, counted.by_power):
        odd = (*odd, "counter-differs-from-power")
    return Energy(counted.joules / _J_PER_KWH, odd)


def _count(
    power_w: Mapping[float, float], counter_mj: Mapping[float, float], step_s: float, weight: Weight
) -> _Counted:
    """Joules by the counter; `by_power` and `both` are what power and counter say where both are known."""
    joules = by_power = both = 0.0
    intervals, odd = 0, dict[str, None]()
    times = sorted(counter_mj)
    for earlier, later in pairwise(times):
        span, share = later - earlier, weight(earlier)
        drawn, reset = _difference_j(counter_mj[earlier], counter_mj[later])
        if span > GAP_STEPS * step_s:
            joules += power_w.get(earlier, 0.0) * step_s * share
            continue
        if drawn > GPU_POWER_CEILING_W * span:
            odd["impossible-counter-step"] = None
            joules += power_w.get(earlier, 0.0) * span * share
            continue
        if reset:
            odd["counter-reset"] = None
        intervals += 1
        joules += drawn * share
        if earlier in power_w:
            by_power += power_w[earlier] * span
            both += drawn
    tail = power_w.get(times[-1], 0.0) * step_s * weight(times[-1]) if times else 0.0
    return _Counted(joules + tail, by_power, both, intervals, tuple(odd))


def _difference_j(earlier_mj: float, later_mj: float) -> tuple[float, bool]:
    reset = later_mj < earlier_mj
    return (later_mj if reset else later_mj - earlier_mj) / _MJ_PER_J, reset
