"""Ledger rows for people who work in pandas."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from fullcount.ledger.cells import COLUMNS
from fullcount.ledger.row import LedgerRow

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["frame"]

_TIMES = ("start", "end")
_COUNTS = ("nodes", "cores", "restarts")
_CATEGORIES = ("component", "stage", "run_type", "outcome", "facility", "equipment", "accelerator_model")
_NUMBERS = ("elapsed_s", "accelerators", "energy_kwh", "ghg_kgco2e", "accelerator_hours", "core_hours")


def frame(rows: Iterable[LedgerRow]) -> "pd.DataFrame":
    """All rows in memory, with `accelerator_hours` (accelerator-h) and `core_hours` (core-h) added.

    Unknown is NaN, NaT or <NA>, never 0. Raises ImportError, naming the extra, where pandas is not installed.
    """
    try:
        import pandas as pd  # noqa: PLC0415 - an extra, and slow to import
    except ImportError as error:
        raise ImportError("frame() needs pandas: pip install 'fullcount[ledger]'") from error
    columns = (*COLUMNS, "accelerator_hours", "core_hours")
    data = pd.DataFrame([[getattr(row, column) for column in columns] for row in rows], columns=list(columns))
    types = {**dict.fromkeys(_COUNTS, "Int64"), **dict.fromkeys(_CATEGORIES, "category")}
    data = data.astype({**types, **dict.fromkeys(_NUMBERS, "float64")})
    for column in _TIMES:
        data[column] = pd.to_datetime(data[column], format="%Y-%m-%dT%H:%M:%S")
    return data
