"""What a draft is made of: lines as a ledger sums them, the report of a reading, a few factors. All invented."""

from pathlib import Path
from typing import Any

from fullcount.draft import LedgerEvidence, assemble
from fullcount.factors import FactorLibrary, FactorTable
from fullcount.ledger import ReadReport

__all__ = [
    "LEDGER",
    "TODAY",
    "draft",
    "figure",
    "library",
    "line",
    "missing",
    "reading",
    "row",
    "with_use_factors",
]

Item = dict[str, Any]
TODAY = "2026-11-21"
LEDGER = LedgerEvidence("ledger.csv.gz", "ab" * 32, 1234, "sacct.txt")


def figure(value: float, unit: str, **more: Any) -> Item:
    return {"value": value, "unit": unit, **more}


def missing(note: str = "no meter") -> Item:
    return {"not_disclosed": {"reason": "not-measured", "note": note}}


def line(identity: str = "l001", hours: float | None = 100, **changes: Any) -> Item:
    """A compute line; a key set to None is left out."""
    axes = {"component": "model", "stage": "final", "run_type": "train", "outcome": "completed"}
    hours_figure = missing() if hours is None else figure(hours, "accelerator-h", basis="measured")
    known = {
        "id": identity,
        **axes,
        "runs": figure(2, "1"),
        "accelerator_hours": hours_figure,
        "energy": missing(),
    }
    return {key: value for key, value in {**known, **changes}.items() if value is not None}


def reading(**changes: Any) -> ReadReport:
    """A complete reading of a log that knows neither place nor energy."""
    nothing: Item = {
        "format": "slurm",
        "files": ("sacct.txt",),
        "complete": True,
        **dict.fromkeys(("rows_read", "rows_used", "runs"), 10),
        **dict.fromkeys(("rows_skipped", "untagged_jobs", "unknown_accelerators", "energy_rows"), 0),
        **dict.fromkeys(("skipped", "repairs", "flags", "unmatched", "assumptions"), ()),
        "untagged_accelerator_hours": 0.0,
        "period": ("2024-01-05T10:00:00", "2024-03-02T11:00:00"),
        **dict.fromkeys(("accelerator_hours", "core_hours", "energy_kwh", "ghg_kgco2e")),
        **{name: {} for name in ("accelerator_models", "countries", "regions")},
    }
    return ReadReport(**{**nothing, **changes})


def library() -> FactorLibrary:
    """Two intensities of one country and one of its water."""
    return FactorLibrary(
        [FactorTable.read(Path(__file__).with_name("invented_factors.csv"), licence="CC0-1.0")]
    )


def with_use_factors() -> FactorLibrary:
    """The same, and three further categories of a kilowatt-hour."""
    table = FactorTable.read(Path(__file__).with_name("invented_use_factors.csv"), licence="CC0-1.0")
    return library().with_own(table)


def draft(
    *lines: Item, about: Item | None = None, report: ReadReport | None = None, factors: Any = None
) -> Item:
    """A draft of these lines; without factors unless some are given."""
    known = FactorLibrary([]) if factors is None else factors
    return assemble(about or {}, lines or (line(),), report or reading(), LEDGER, known, TODAY)


def row(data: Item, category: str, phase: str = "use", **axes: str) -> Item:
    """The one impact row of its kind."""
    wanted = {"category": category, "phase": phase, **axes}
    (found,) = [item for item in data["impacts"] if item.items() >= wanted.items()]
    return found
