"""The layouts of CodeCarbon's `emissions.csv`, and rows that lost some of their columns.

| since  | columns | told by                                    |
|--------|---------|--------------------------------------------|
| 1.0    | 11-12   | no run_id                                  |
| 2.0.0  | 29      | run_id, cpu_power … on_cloud               |
| 2.2.0  | 30      | codecarbon_version                         |
| 2.2.3  | 31      | pue                                        |
| 2.7.0  | 32      | experiment_id beside run_id                |
| 3.0.8  | 34      | water_consumed, wue                        |
| 3.2.1  | 38      | cpu_utilization_percent … ram_used_gb      |

Read in mlco2/codecarbon at b05965e, all tags. Columns are found by name, so their order does not matter.
CodeCarbon 3.2.9 and 3.3.0 append rows without the columns that are empty in them and without a new header
(mlco2/codecarbon#1304), so the rest of such a row is shifted to the left. 3.1.2 to 3.2.8 rewrote the file with
columns in another order (#987, #1092) and then appended rows in the order of the release.

A task file has `task_name` first, no `experiment_id`, `pue` or `wue`, and none of the columns that are empty in it.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from itertools import combinations

__all__ = ["cells_of", "is_codecarbon_header", "layout_of", "number_of", "realigned", "reordered"]

_LARGEST = 1e15
_NEEDED = frozenset({"timestamp", "duration", "emissions", "energy_consumed"})
_SINCE = (
    ("cpu_utilization_percent", "3.2.1"),
    ("wue", "3.0.8"),
    ("experiment_id", "2.7.0"),
    ("pue", "2.2.3"),
    ("codecarbon_version", "2.2.0"),
)
_MAY_BE_LOST = ("region", "cloud_provider", "cloud_region", "gpu_count", "gpu_model")
_DECIDES = ("duration", "energy_consumed", "emissions", "country_iso_code", "gpu_count", "gpu_model", "pue")
_PLACE = ("country_name", "country_iso_code", "region", "cloud_provider", "cloud_region")
_ORDER = (
    *("task_name", "timestamp", "project_name", "run_id", "experiment_id", "duration", "emissions"),
    *("emissions_rate", "cpu_power", "gpu_power", "ram_power", "cpu_energy", "gpu_energy", "ram_energy"),
    *("energy_consumed", "water_consumed", *_PLACE, "os", "python_version", "codecarbon_version"),
    *("cpu_count", "cpu_model", "gpu_count", "gpu_model", "longitude", "latitude", "ram_total_size"),
    *("tracking_mode", "cpu_utilization_percent", "gpu_utilization_percent", "ram_utilization_percent"),
    *("ram_used_gb", "on_cloud", "pue", "wue"),
)
_TEXT = re.compile(r".*[^\W\d_].*", re.DOTALL)
_FORM = {
    "timestamp": re.compile(r"\d{4}-\d\d-\d\d[T ].+"),
    "country_iso_code": re.compile(r"[A-Z]{3}"),
    "on_cloud": re.compile(r"[YN]"),
    "tracking_mode": re.compile(r"machine|process"),
    "python_version": re.compile(r"\d+\.\d+.*"),
    "codecarbon_version": re.compile(r"\d+\.\d+.*"),
    "os": _TEXT,
    "region": _TEXT,
    "cloud_provider": _TEXT,
    "cloud_region": _TEXT,
    "cpu_model": _TEXT,
    "gpu_model": _TEXT,
}
_NUMERIC = frozenset(
    {
        *("duration", "emissions", "emissions_rate", "energy_consumed", "water_consumed", "pue", "wue"),
        *("cpu_power", "gpu_power", "ram_power", "cpu_energy", "gpu_energy", "ram_energy"),
        *("cpu_count", "gpu_count", "longitude", "latitude", "ram_total_size", "ram_used_gb"),
        *("cpu_utilization_percent", "gpu_utilization_percent", "ram_utilization_percent"),
    }
)


def cells_of(text: str) -> list[str]:
    """The cells of one line of CSV; raises `csv.Error` for a broken quotation."""
    return next(csv.reader([text], strict=True))


def is_codecarbon_header(text: str) -> bool:
    """Whether a line is the header of an emissions file or a task file."""
    try:
        return set(cells_of(text)) >= _NEEDED
    except (csv.Error, StopIteration):
        return False


def layout_of(columns: list[str]) -> str:
    """The first release that writes these columns, such as `codecarbon 2.7.0 layout`; task files say so."""
    kind = "task layout" if "task_name" in columns else "layout"
    if "run_id" not in columns:
        return f"codecarbon 1.0 {kind}"
    since = next((version for column, version in _SINCE if column in columns), "2.0.0")
    return f"codecarbon {since} {kind}"


def number_of(text: str | None) -> float | None:
    """A number below 1e15, or None for an empty cell; raises ValueError for anything else."""
    if text is None or text.strip() in {"", "None", "nan", "NaN"}:
        return None
    value = float(text)
    if not abs(value) <= _LARGEST:
        raise ValueError(text)
    return value


def realigned(cells: list[str], columns: list[str]) -> dict[str, str] | None:
    """The row of a line that is short of some columns, or None when no single reading makes sense of it.

    Every choice of columns that can be empty in a whole run (place, cloud, GPU) is tried. One that puts each cell
    under a column whose form it has is a reading; when several remain, they must agree on all that the ledger uses.
    """
    readings = [row for row in _readings(cells, columns) if _sensible(row)]
    decided = {tuple(row.get(column, "") for column in _DECIDES) for row in readings}
    return readings[0] if len(decided) == 1 else None


def reordered(cells: list[str], columns: list[str]) -> dict[str, str] | None:
    """The row of cells in the order in which CodeCarbon itself writes these columns, None where they do not fit it."""
    if not set(columns) <= set(_ORDER):
        return None
    row = dict(zip([column for column in _ORDER if column in columns], cells, strict=True))
    return row if _sensible(row) else None


def _readings(cells: list[str], columns: list[str]) -> Iterator[dict[str, str]]:
    candidates = [column for column in _MAY_BE_LOST if column in columns]
    for lost in combinations(candidates, len(columns) - len(cells)):
        kept = [column for column in columns if column not in lost]
        yield dict(zip(kept, cells, strict=True))


def _sensible(row: Mapping[str, str]) -> bool:
    return all(_fits(column, cell.strip()) for column, cell in row.items())


def _fits(column: str, cell: str) -> bool:
    if not cell:
        return True
    if column in _NUMERIC:
        try:
            return number_of(cell) is not None
        except ValueError:
            return False
    form = _FORM.get(column)
    return form is None or form.fullmatch(cell) is not None
