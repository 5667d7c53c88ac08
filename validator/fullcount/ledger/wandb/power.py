"""Energy of a run from the power of its GPUs over time."""

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from fullcount.ledger.reading.held import gaps, held_s, joules, step_of
from fullcount.ledger.reading.stated import number_or_none

__all__ = ["GpuPower", "power_of"]

_POWER = re.compile(r"(?:system\.)?gpu\.(\d+)\.powerWatts")
_J_PER_KWH = 3.6e6


class GpuPower(NamedTuple):
    """Energy in kWh of `gpus` GPUs over `covered_s`; `first_s` and `last_s` bound it. None where one time is all."""

    energy_kwh: float | None
    gpus: int
    covered_s: float
    gaps: int


def power_of(events: Sequence[Mapping[str, Any]]) -> GpuPower | None:
    """The integral of all GPUs' power; None where no event tells any."""
    clock = "_timestamp" if all("_timestamp" in event for event in events) else "_runtime"
    series: dict[str, dict[float, float]] = {}
    for event in events:
        time = number_or_none(event.get(clock))
        for key, value in event.items():
            match, watts = _POWER.fullmatch(key), number_or_none(value)
            if match and time is not None and watts is not None and watts >= 0:
                series.setdefault(match[1], {}).setdefault(time, watts)
    return _integral(series) if series else None


def _integral(series: Mapping[str, Mapping[float, float]]) -> GpuPower:
    times = {gpu: sorted(samples) for gpu, samples in series.items()}
    step_s = step_of(list(times.values()))
    if not step_s:
        return GpuPower(None, len(series), 0.0, 0)
    total = [
        joules(times[gpu], [samples[time] for time in times[gpu]], step_s) for gpu, samples in series.items()
    ]
    covered = max(sum(held_s(t, step_s)) for t in times.values())
    return GpuPower(
        math.fsum(total) / _J_PER_KWH, len(series), covered, max(gaps(t, step_s) for t in times.values())
    )
