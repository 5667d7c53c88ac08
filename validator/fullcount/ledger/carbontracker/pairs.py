"""The two logs of one run, put together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from fullcount.ledger.carbontracker.lines import looks_like_carbontracker
from fullcount.ledger.carbontracker.runs import Epoch, Run, runs_of
from fullcount.ledger.errors import clip
from fullcount.ledger.reading.source import TextSource

__all__ = ["Tracked", "tracked_runs"]

_NAME = re.compile(r"(.*?)_?carbontracker(?:_output)?\.log.*")
_RUN_OF_NAME = re.compile(r"_?\d*\.?\d*_?\d{4}-\d\d-\d\dT[\d:]*Z$")
_NOT_ACCELERATORS = frozenset({"ANE"})


@dataclass
class Tracked:
    """One run in one file, with the run of the other log that tells more about it.

    `is_detail` is true for the standard log of a run whose consumption stands in another log.
    """

    path: Path
    file: str
    number: int
    run: Run
    other: Run | None = None
    is_detail: bool = False

    @cached_property
    def prefix(self) -> str:
        """The prefix that the user gave the log's name, without process and date."""
        match = _NAME.fullmatch(self.file)
        return _RUN_OF_NAME.sub("", match[1]) if match else ""

    @property
    def stem(self) -> tuple[str, str, int]:
        """What the two logs of a run share: folder, start of the name, and number of the run in the file."""
        match = _NAME.fullmatch(self.file)
        return (str(self.path.parent), match[1] if match else f"only {self.file}", self.number)

    @property
    def found(self) -> tuple[str, str] | None:
        """When which devices were found, which both logs say."""
        return None if self.run.found_at is None else (self.run.found_at, str(self.run.devices))

    @property
    def _runs(self) -> list[Run]:
        return [self.run] if self.other is None else [self.run, self.other]

    @property
    def pue(self) -> float | None:
        """The PUE that a log of the run names."""
        return next((run.pue for run in self._runs if run.pue is not None), None)

    @property
    def version(self) -> str:
        """The release that wrote the log."""
        return next((run.version for run in self._runs if run.version), "")

    @property
    def intensity_g(self) -> float | None:
        """Average carbon intensity, gCO2e/kWh."""
        return next((run.intensity_g for run in self._runs if run.intensity_g is not None), None)

    @property
    def location(self) -> str:
        """City, region, country."""
        return next((run.location for run in self._runs if run.location), "")

    @property
    def defaulted(self) -> bool:
        """Whether an average stood in for the live carbon intensity."""
        return any(run.defaulted for run in self._runs)

    @property
    def interrupted(self) -> bool:
        """Whether training stopped before all epochs were monitored."""
        return any(run.interrupted for run in self._runs)

    @property
    def first(self) -> str | None:
        """The first moment in the logs of the run."""
        return min((run.first for run in self._runs if run.first), default=None)

    @property
    def last(self) -> str | None:
        """The last moment in the logs of the run."""
        return max((run.last for run in self._runs if run.last), default=None)

    @property
    def devices(self) -> dict[str, tuple[str, ...]] | None:
        """Devices by component, None where no log names them."""
        return next((run.devices for run in self._runs if run.devices is not None), None)

    @property
    def epochs(self) -> list[Epoch]:
        """The epochs of the standard log."""
        return next((run.epochs for run in self._runs if run.epochs), [])

    @property
    def accelerators(self) -> int | None:
        """GPUs that were watched, None where the log does not say; no GPU found is not known to be none."""
        if self.devices is not None:
            names = [name for name in self.devices.get("gpu", ()) if name not in _NOT_ACCELERATORS]
            return len(names) or None
        powers = [epoch.powers_w.get("gpu") for epoch in self.epochs]
        return next((len(power) for power in powers if power), None)

    @property
    def accelerator_model(self) -> str:
        """One model, or models with their counts."""
        names = [
            n.replace("+", " ") for n in (self.devices or {}).get("gpu", ()) if n not in _NOT_ACCELERATORS
        ]
        models = dict.fromkeys(names)
        if len(models) < 2:
            return next(iter(models), "")
        return "+".join(f"{model}:{names.count(model)}" for model in models)


def tracked_runs(sources: Sequence[TextSource]) -> Iterator[Tracked]:
    """The runs of all files in order. Raises `LedgerError` for a file that has no line of carbontracker."""
    runs = [tracked for source in sources for tracked in _runs_of(source)]
    details = [tracked for tracked in runs if tracked.run.actual is None and tracked.run.epochs]
    for output in runs:
        if output.run.actual is not None and not output.run.epochs:
            _join(output, details)
    yield from runs


def _runs_of(source: TextSource) -> list[Tracked]:
    runs = [Tracked(source.path, source.name, n, run) for n, run in enumerate(runs_of(source))]
    if not runs and not looks_like_carbontracker(source.start):
        head = source.header()
        expected = "a line such as 'CarbonTracker: Actual consumption for 3 epoch(s)'"
        raise source.refusal(
            head.number, f"{clip(head.text)!r}", expected, "give a log that carbontracker wrote"
        )
    return runs


def _join(output: Tracked, details: list[Tracked]) -> None:
    free = [detail for detail in details if not detail.is_detail]
    by_name = (detail for detail in free if detail.stem == output.stem)
    by_moment = (detail for detail in free if detail.found is not None and detail.found == output.found)
    detail = next(by_name, None) or next(by_moment, None)
    if detail is not None:
        output.other, detail.is_detail = detail.run, True
