"""What is known about an accelerator, by its code."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from fullcount.factors.factor import Factor
from fullcount.factors.library import FactorLibrary, default_library
from fullcount.factors.sorted_lines import SortedLines
from fullcount.rooms import dataset_room

__all__ = ["Accelerator", "accelerator", "accelerator_codes"]


class Accelerator(NamedTuple):
    """One accelerator model. A figure that is not known is None; `source` is where `memory_gb` was read.

    `tdp` is the rated power of the device, `system_power` the measured average of the whole system for one
    device while it trains, host included: they are different things and never stand in for each other.
    `peak_fp16_tflops` is the peak of dense FP16 or BF16 arithmetic, in TFLOP/s.
    """

    code: str
    title: str
    memory_gb: float | None
    source: str
    source_url: str
    tdp: Factor | None
    system_power: Factor | None
    peak_fp16_tflops: float | None


@lru_cache(maxsize=1024)
def accelerator(code: str) -> Accelerator | None:
    """The accelerator with this code of the codelist `accelerator`; None when no figure of it is known."""
    row = _specification(code)
    if row is None:
        return None
    library = default_library()
    memory_gb = float(row["memory_gb"]) if row["memory_gb"] else None
    return Accelerator(
        code=code,
        title=" ".join((row["vendor"], row["model"], row["form_factor"])).removesuffix(" chip"),
        memory_gb=memory_gb,
        source=row["source"],
        source_url=row["source_url"],
        tdp=library.get(f"vendor/tdp/{code}"),
        system_power=_system_power(library, code),
        peak_fp16_tflops=float(row["peak_fp16_dense_tflops"]) if row["peak_fp16_dense_tflops"] else None,
    )


def accelerator_codes() -> list[str]:
    """The codes that `accelerator` knows, in order."""
    path = _specifications()
    return [row["code"] for row in SortedLines(path).under("")] if path.is_file() else []


def _specification(code: str) -> dict[str, str] | None:
    path = _specifications()
    return SortedLines(path).get(code) if path.is_file() else None


def _specifications() -> Path:
    return dataset_room("factors") / "facts" / "accelerators.csv"


def _system_power(library: FactorLibrary, code: str) -> Factor | None:
    prefix = f"measured/system-power/{code}/"
    return next((f for f in library.scan("accelerator-power") if f.id.startswith(prefix)), None)
