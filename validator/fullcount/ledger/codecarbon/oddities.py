"""What is odd about a run of CodeCarbon although it is kept.

Power is judged on energy over time, because `gpu_power` can be nonsense while the energy is sane. The energies hold
the PUE from 2.2.3 on, the powers only from 3.3 on (mlco2/codecarbon#1320), so a limit is raised by it.
"""

import re
from collections.abc import Iterator

from fullcount.counted import counted
from fullcount.ledger.ceilings import GPU_POWER_CEILING_W
from fullcount.ledger.codecarbon.layout import number_of
from fullcount.ledger.codecarbon.runs import Run

__all__ = ["oddities"]

_PARTS = ("cpu_energy", "gpu_energy", "ram_energy")
_SUM_TOLERANCE = 1e-3
_JOULES_PER_KWH = 3.6e6
_POWER_WITH_PUE = (3, 3)

Oddity = tuple[str, str]


def oddities(run: Run) -> Iterator[Oddity]:
    """Reason and what was found, for each odd thing."""
    yield from _negative(run)
    yield from _accelerators(run)
    yield from _energy(run)
    pue = _number(run, "pue")
    if pue is not None and pue < 1:
        yield "pue-below-one", f"{pue:g}"


def _negative(run: Run) -> Iterator[Oddity]:
    for kind in ("power", "energy"):
        below = [f"{p}_{kind}" for p in ("cpu", "gpu", "ram") if (_number(run, f"{p}_{kind}") or 0.0) < 0]
        if below:
            yield f"negative-{kind}", ", ".join(f"{column} {run.cells[column]}" for column in below)


def _accelerators(run: Run) -> Iterator[Oddity]:
    gpu_kwh, power_w = _number(run, "gpu_energy") or 0.0, _number(run, "gpu_power")
    gpus = number_of(run.cells.get("gpu_count"))
    pue = max(_number(run, "pue") or 1.0, 1.0)
    mean_w = gpu_kwh * _JOULES_PER_KWH / run.duration_s if run.duration_s > 0 else 0.0
    if gpus and mean_w > gpus * GPU_POWER_CEILING_W * pue:
        yield "impossible-gpu-energy", f"{mean_w:.0f} W on average for {counted(gpus, 'accelerator')}"
    limit_w = (gpus or 0.0) * GPU_POWER_CEILING_W * (pue if _power_has_pue(run) else 1.0)
    if gpus and power_w is not None and power_w > limit_w:
        yield "impossible-gpu-power", f"{power_w:.0f} W for {counted(gpus, 'accelerator')}"
    if gpu_kwh > 0 and power_w == 0:
        yield "gpu-power-zero-with-energy", f"{gpu_kwh:g} kWh"


def _energy(run: Run) -> Iterator[Oddity]:
    kwh = number_of(run.cells["energy_consumed"])
    if kwh is None:
        yield "no-energy", "an empty energy_consumed"
        return
    if run.duration_s == 0 and kwh > 0:
        yield "energy-without-duration", f"{kwh:g} kWh in 0 s"
    parts = [_number(run, column) for column in _PARTS]
    known = [part for part in parts if part is not None]
    if len(known) == len(_PARTS) and abs(sum(known) - kwh) > _SUM_TOLERANCE * kwh:
        yield "parts-not-the-sum", f"{sum(known):g} kWh of CPU, GPU and memory, {kwh:g} kWh in all"


def _power_has_pue(run: Run) -> bool:
    """Whether the release scales power by the PUE; where it is not known it may."""
    match = re.match(r"(\d+)\.(\d+)", run.cells.get("codecarbon_version", "").strip())
    return match is None or (int(match[1]), int(match[2])) >= _POWER_WITH_PUE


def _number(run: Run, column: str) -> float | None:
    try:
        return number_of(run.cells.get(column))
    except ValueError:
        return None
