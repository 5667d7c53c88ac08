"""Series put together: for each holder its GPUs, and when it had them."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from fullcount.ledger.prometheus.energy import Energy, energy_of
from fullcount.ledger.prometheus.holders import Gpu, Holder, mig_share
from fullcount.ledger.prometheus.series import ENERGY, POWER, Series
from fullcount.ledger.reading.held import covered_s, gaps, held_s

__all__ = ["HeldGpu", "Holding", "shared_times"]

Sharers = dict[str, Counter[float]]


@dataclass(slots=True)
class HeldGpu:
    """One GPU in the hands of one holder; `sharers` counts at each time the pods that have the same GPU."""

    gpu: Gpu
    times: set[float] = field(default_factory=set)
    power_w: dict[float, float] = field(default_factory=dict)
    counter_mj: dict[float, float] = field(default_factory=dict)
    sharers: Counter[float] = field(default_factory=Counter)
    step_s: float = 0.0
    portion: float = 1.0

    def __post_init__(self) -> None:
        self.portion = mig_share(self.gpu) or 1.0

    def take(self, series: Series, step_s: float) -> None:
        """Add the samples of a series. Where files overlap the first value of a time is kept."""
        self.times |= series.samples.keys()
        self.step_s = max(self.step_s, series.step_s or step_s)
        kept = {POWER: self.power_w, ENERGY: self.counter_mj}.get(series.metric)
        if kept is not None:
            for time, value in series.samples.items():
                kept.setdefault(time, value)

    def share(self, time: float) -> float:
        """The part of the GPU that the holder has at a time: MIG slices, divided by those who share it."""
        return self.portion / max(1, self.sharers[time])

    def spans(self) -> list[tuple[float, float]]:
        """Times in s from which and until which there are samples."""
        times = sorted(self.times)
        held = held_s(times, self.step_s)
        return [(time, time + span) for time, span in zip(times, held, strict=True)]

    @property
    def gpu_s(self) -> float:
        """GPU-seconds held."""
        return sum((end - start) * self.share(start) for start, end in self.spans())

    def energy(self) -> Energy:
        """What the GPU drew meanwhile, in kWh."""
        return energy_of(self.power_w, self.counter_mj, self.step_s, self.share)


@dataclass(slots=True)
class Holding:
    """All GPUs of one holder, by GPU key; `first` is the series that stands for it in the report."""

    holder: Holder
    first: Series
    gpus: dict[str, HeldGpu] = field(default_factory=dict)
    zoned: bool = True

    def take(self, series: Series, gpu: Gpu, step_s: float) -> None:
        """Add a series of one of the GPUs."""
        self.zoned = self.zoned and series.zoned
        self.gpus.setdefault(gpu.key, HeldGpu(gpu)).take(series, step_s)

    @property
    def spans(self) -> list[tuple[float, float]]:
        """The spans of all GPUs."""
        return [span for gpu in self.gpus.values() for span in gpu.spans()]

    @property
    def elapsed_s(self) -> float:
        """For how long at least one GPU was held."""
        return covered_s(self.spans)

    @property
    def gaps(self) -> int:
        """Gaps in the times at which any GPU was seen."""
        times = sorted({time for gpu in self.gpus.values() for time in gpu.times})
        return gaps(times, max(gpu.step_s for gpu in self.gpus.values()))

    @property
    def accelerators(self) -> float:
        """GPUs on average over the elapsed time; their number, where all were held all the time."""
        elapsed_s = self.elapsed_s
        if not any(gpu.sharers for gpu in self.gpus.values()) and all(
            math.isclose(covered_s(gpu.spans()), elapsed_s, rel_tol=1e-9) for gpu in self.gpus.values()
        ):
            return math.fsum(gpu.portion for gpu in self.gpus.values())
        return sum(gpu.gpu_s for gpu in self.gpus.values()) / elapsed_s

    @property
    def model(self) -> str:
        """One name, or `a:1+b:2` with the GPUs of each in the same proportion as `accelerators`."""
        seconds: defaultdict[str, float] = defaultdict(float)
        for gpu in self.gpus.values():
            seconds[gpu.gpu.model] += gpu.gpu_s
        if len(seconds) == 1:
            return next(iter(seconds))
        parts = sorted((model or "unknown", s / self.elapsed_s) for model, s in seconds.items())
        return "+".join(f"{model}:{number:g}" for model, number in parts)


def shared_times(holdings: Iterable[Holding]) -> list[Holding]:
    """Tell every GPU who else had it when; pods that shared one are returned.

    A GPU that a pod holds is not idle: those times are taken from the row of the idle GPU.
    """
    pods: dict[str, Counter[float]] = {}
    holdings = list(holdings)
    for holding in holdings:
        for key, gpu in holding.gpus.items():
            if not holding.holder.is_idle:
                pods.setdefault(key, Counter()).update(gpu.times)
    return [holding for holding in holdings if _told(holding, pods)]


def _told(holding: Holding, pods: Sharers) -> bool:
    shared = False
    for key, gpu in holding.gpus.items():
        others = pods.get(key, Counter())
        if holding.holder.is_idle:
            gpu.times -= others.keys()
            for kept in (gpu.power_w, gpu.counter_mj):
                for time in kept.keys() & others.keys():
                    del kept[time]
        elif any(others[time] > 1 for time in gpu.times):
            gpu.sharers, shared = others, True
    return shared
