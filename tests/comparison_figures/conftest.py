"""Frames for the figures, and ways to look at what is drawn.

The transcribed rows hold printed figures of published models; all others are invented.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
import pytest

from fullcount_reports.comparison.figures import Frames

SHARES = [
    (
        "DINOv3",
        "Meta",
        2025,
        "transcribed",
        "accelerator-hours",
        0.68,
        None,
        None,
        None,
        "development",
        "secondary",
    ),
    (
        "LLaMA-1 family",
        "Meta",
        2023,
        "transcribed",
        "energy",
        29.5,
        None,
        None,
        None,
        "development",
        "primary",
    ),
    ("OPT-175B", "Meta", 2022, "transcribed", "ghg", 50.0, 40.0, 60.0, None, "development", "secondary"),
    (
        "Invented A",
        "Invented lab",
        2026,
        "synthetic",
        "accelerator-hours",
        None,
        None,
        None,
        20.0,
        "development",
        None,
    ),
    (
        "Invented B",
        "Invented lab",
        2026,
        "synthetic",
        "accelerator-hours",
        None,
        None,
        None,
        None,
        "unclear",
        None,
    ),
]
SHARE_COLUMNS = [
    "subject", "developer", "year", "data_status", "measure", "value", "low", "high", "below", "boundary",
    "evidence_grade",
]  # fmt: skip
INTENSITIES = [
    ("BLOOM 176B", "nvidia-a100-sxm4-80gb", "accelerator", "location", 0.0228, None, None, "transcribed"),
    ("Llama 2 7B", "nvidia-a100-sxm4-80gb", "", "unspecified", 0.169, None, None, "transcribed"),
    ("StarCoder", "nvidia-a100-sxm4-80gb", "", "unspecified", 0.0521, None, None, "transcribed"),
    ("Invented A", "nvidia-h100-sxm5-80gb", "facility", "location", 0.3, 0.25, 0.36, "synthetic"),
    ("Invented A", "nvidia-h100-sxm5-80gb", "facility", "market", 0.0, None, None, "synthetic"),
    ("Invented B", "", "facility", "location", None, None, None, "primary"),
]
INTENSITY_COLUMNS = [
    "subject",
    "accelerators",
    "energy_boundary",
    "ghg_basis",
    "value",
    "low",
    "high",
    "data_status",
]
STAGES = [
    ("a", "Invented A", "explore", "completed", 410e3),
    ("a", "Invented A", "final", "completed", 60e3),
    ("a", "Invented A", "final", "failed", 1e3),
    ("b", "Invented B", "final", "completed", 1e6),
    ("b", "Invented B", "ablate", "completed", None),
    ("c", "Invented C", "final", "completed", 3e6),
]
REBASED = [
    ("Invented A", 31e3, 25e3, 40e3, 12e3, 10e3, 15e3, "final run, facility, location-based"),
    ("Invented B", 900e3, None, None, 350e3, None, None, "final run, facility, location-based"),
    ("Invented C", 5e3, None, None, 7e3, None, None, "development, facility, location-based"),
    ("Invented D", 5e3, None, None, None, None, None, "development, facility, location-based"),
]
REBASED_COLUMNS = ["subject", "value", "low", "high", "rebased_value", "rebased_low", "rebased_high", "group"]
PER_HOUR = {
    "metric": "ghg", "per": "accelerator-hour", "phase": "use", "unit": "kgCO2e", "developer": "Lab", "year": 2024,
}  # fmt: skip
ABSOLUTE = {"metric": "ghg", "per": "", "unit": "kgCO2e", "convention": "grid FRA 2024, PUE 1.2, rated power"}
LEVELS = [
    ("Invented lab", 2025, 1, 4, "synthetic"),
    ("Invented lab", 2025, 2, 1, "synthetic"),
    ("Invented lab", 2026, 4, 1, "synthetic"),
    ("Meta", 2025, 0, 2, "transcribed"),
]


def framed(rows: list[tuple[Any, ...]], columns: list[str], **same: Any) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=columns).assign(**same)


@pytest.fixture
def frames() -> Frames:
    about = {"developer": "Invented lab", "year": 2026, "data_status": "synthetic"}
    return Frames(
        final_shares=framed(SHARES, SHARE_COLUMNS, unit="%", metric="final-share"),
        intensity=framed(
            INTENSITIES,
            INTENSITY_COLUMNS,
            metric="ghg",
            per="accelerator-hour",
            phase="use",
            unit="kgCO2e",
            developer="Lab",
            year=2024,
        ),
        stages=framed(STAGES, ["id", "subject", "stage", "outcome", "accelerator_hours"], **about),
        rebased=framed(
            REBASED,
            REBASED_COLUMNS,
            metric="ghg",
            per="",
            unit="kgCO2e",
            convention="grid FRA 2024, PUE 1.2, rated power",
            **about,
        ),
        levels=framed(LEVELS, ["developer", "year", "level", "count", "data_status"]),
    )


@pytest.fixture
def layers() -> Callable[..., list[dict[str, Any]]]:
    """The layers of a specification with that mark and style."""

    def found(specification: dict[str, Any], mark: str, style: str) -> list[dict[str, Any]]:
        each = specification["layer"]
        return [layer for layer in each if (layer["mark"]["type"], layer["mark"]["style"]) == (mark, style)]

    return found


@pytest.fixture
def rows(layers) -> Callable[..., list[dict[str, Any]]]:
    """The data of the marks of that style."""
    return lambda *asked: [row for layer in layers(*asked) for row in layer["data"]["values"]]


@pytest.fixture
def texts() -> Callable[[dict[str, Any]], list[str]]:
    """Every text that is drawn."""

    def found(specification: dict[str, Any]) -> Iterator[str]:
        yield specification["title"]["text"]
        yield from specification["title"]["subtitle"]
        for layer in specification["layer"]:
            yield from (row["text"] for row in layer["data"]["values"] if "text" in row)

    return lambda specification: list(found(specification))
