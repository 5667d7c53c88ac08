"""What a reading found: the report that travels with the ledger as its provenance."""

from dataclasses import asdict, dataclass, field
from typing import Any

__all__ = ["Count", "Example", "ReadReport"]


@dataclass(frozen=True, slots=True)
class Example:
    """Where one of the counted things was seen."""

    file: str
    line: int
    found: str


@dataclass(frozen=True, slots=True)
class Count:
    """How often one thing happened, with its first 20 places."""

    reason: str
    count: int
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What one reading saw. `rows_read` is always `rows_used` + `rows_skipped`.

    `accelerator_hours` and `core_hours` sum the jobs whose size is known, `energy_kwh` and `ghg_kgco2e`
    the jobs that have a figure; each is None when no job has one. `runs` are the rows that held resources.
    `skipped`, `repairs` (read after a correction), `flags` (kept as they are, but odd) and `unmatched` (jobs
    in the ledger to which neither tag nor rule gives a stage) are counts by reason. `countries` and `regions`
    are hints with their number of rows; `accelerator_models` hold hours. `importer` is what read
    the log: its `name`, and the `version` of fullcount.
    """

    format: str
    files: tuple[str, ...]
    complete: bool
    rows_read: int
    rows_used: int
    rows_skipped: int
    skipped: tuple[Count, ...]
    repairs: tuple[Count, ...]
    flags: tuple[Count, ...]
    unmatched: tuple[Count, ...]
    runs: int
    untagged_jobs: int
    untagged_accelerator_hours: float
    unknown_accelerators: int
    period: tuple[str, str] | None
    accelerator_hours: float | None
    core_hours: float | None
    energy_kwh: float | None
    energy_rows: int
    ghg_kgco2e: float | None
    accelerator_models: dict[str, float]
    countries: dict[str, int]
    regions: dict[str, int]
    assumptions: tuple[str, ...]
    importer: dict[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """The report as JSON-able data, keys in the order above."""
        return {**asdict(self), "period": _period(self.period)}


def _period(period: tuple[str, str] | None) -> dict[str, str] | None:
    return None if period is None else {"start": period[0], "end": period[1]}
