"""Time, energy and emissions of one run of carbontracker."""

from collections.abc import Iterator
from dataclasses import dataclass

from fullcount.counted import counted
from fullcount.ledger.carbontracker.lines import number_of, seconds_of
from fullcount.ledger.carbontracker.pairs import Tracked
from fullcount.ledger.carbontracker.runs import Block, Epoch
from fullcount.ledger.ceilings import GPU_POWER_CEILING_W
from fullcount.ledger.reading.unfit import Unfit

__all__ = ["Figures", "figures_of", "oddities"]

_JOULES_PER_KWH = 3.6e6
_TOLERANCE = 0.02


@dataclass(frozen=True, slots=True)
class Figures:
    """Seconds, kWh inside `boundary` and kgCO2e; None is unknown. `problem` is reason, found and expected."""

    elapsed_s: float | None = None
    energy_kwh: float | None = None
    ghg_kgco2e: float | None = None
    boundary: str = "facility"
    has_pue: bool = True
    problem: tuple[str, str, str] | None = None


def figures_of(tracked: Tracked) -> Figures:
    """What was consumed: as the Actual block states it, else from the powers of the epochs."""
    return _stated(tracked.run.actual) if tracked.run.actual is not None else _computed(tracked)


def _stated(block: Block) -> Figures:
    try:
        elapsed_s, kwh, grams = (_figure(block, name) for name in ("time", "energy", "co2eq"))
    except Unfit as unfit:
        return Figures(problem=(unfit.reason, unfit.found, unfit.expected))
    return Figures(elapsed_s, kwh, None if grams is None else grams / 1000)


_EXPECTED = {"time": "h:mm:ss", "energy": "kWh, 0 or more", "co2eq": "g, 0 or more"}


def _figure(block: Block, name: str) -> float | None:
    """The number of one line of a block; None for `nan`."""
    text = block.figures.get(name)
    if text is None:
        raise Unfit(
            "incomplete-block", f"no line {name.capitalize()}", "Time, Energy and CO2eq under the heading"
        )
    try:
        value = seconds_of(text) if name == "time" else number_of(text)
    except ValueError:
        raise Unfit(f"unreadable-{name}", text, _EXPECTED[name]) from None
    if value is not None and value < 0:
        raise Unfit(f"negative-{name}", text, _EXPECTED[name])
    return value


def _computed(tracked: Tracked) -> Figures:
    durations = [epoch.duration_s for epoch in tracked.epochs]
    known = [duration for duration in durations if duration is not None]
    elapsed_s = sum(known) if len(known) == len(durations) else None
    watched = {name for epoch in tracked.epochs for name in epoch.powers_w}
    boundary = "accelerator" if watched == {"gpu"} else "node"
    return Figures(elapsed_s, energy_of(tracked.epochs), None, boundary, has_pue=False)


def energy_of(epochs: list[Epoch]) -> float | None:
    """kWh at the devices: mean power (W) x duration (s) / 3.6e6, over all epochs; None where one lacks a figure."""
    joules = 0.0
    for epoch in epochs:
        powers = list(epoch.powers_w.values())
        if epoch.duration_s is None or not powers or any(power is None for power in powers):
            return None
        joules += sum(sum(power) for power in powers if power is not None) * epoch.duration_s
    return joules / _JOULES_PER_KWH if epochs else None


def oddities(tracked: Tracked, figures: Figures) -> Iterator[tuple[str, str]]:
    """Reason and what was found, for each odd thing about a run that is kept."""
    yield from _coverage(tracked)
    if figures.energy_kwh is None:
        yield "no-energy", "nan, or an epoch without measured power"
    devices = tracked.devices
    if devices is not None and "cpu" not in devices and figures.has_pue:
        yield "cpu-not-measured", f"energy of {', '.join(devices)} alone"
    yield from _powers(tracked)
    at_devices = energy_of(tracked.epochs)
    if figures.has_pue and tracked.pue and at_devices is not None and figures.energy_kwh is not None:
        expected = at_devices * tracked.pue
        if abs(expected - figures.energy_kwh) > _TOLERANCE * max(expected, figures.energy_kwh):
            found = f"{figures.energy_kwh:g} kWh, {expected:g} kWh from powers, durations and a PUE of {tracked.pue:g}"
            yield "energy-not-from-power", found


def _coverage(tracked: Tracked) -> Iterator[tuple[str, str]]:
    actual = tracked.run.actual
    planned = max((block.epochs or 0 for block in tracked.run.predicted), default=0)
    if tracked.interrupted:
        yield "stopped-early", "training was interrupted before all epochs were monitored"
    elif actual is not None and actual.epochs is not None and actual.epochs < planned:
        yield "only-some-epochs-monitored", f"{actual.epochs} of {counted(planned, 'epoch')}"


def _powers(tracked: Tracked) -> Iterator[tuple[str, str]]:
    gpu = [watts for epoch in tracked.epochs for watts in epoch.powers_w.get("gpu") or ()]
    if gpu and max(gpu) > GPU_POWER_CEILING_W:
        yield "impossible-gpu-power", f"{max(gpu):g} W of one accelerator"
    every = [watts for epoch in tracked.epochs for power in epoch.powers_w.values() for watts in power or ()]
    if every and min(every) < 0:
        yield "negative-power", f"{min(every):g} W"
