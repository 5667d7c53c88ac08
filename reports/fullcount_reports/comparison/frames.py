"""The comparison as pandas DataFrames, for notebooks."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from fullcount_reports.comparison import overview
from fullcount_reports.comparison.compare import Options, compared
from fullcount_reports.comparison.files import as_records
from fullcount_reports.comparison.row import COLUMNS

if TYPE_CHECKING:
    import pandas as pd

    from fullcount_reports.comparison.collection import Collection
    from fullcount_reports.comparison.row import Row

__all__ = ["compare", "entries", "final_shares", "frame", "levels", "problems", "stages"]

_COUNTS = ("rank", "year", "revision", "level", "rebased_rank", "errors", "warnings", "notes", "count")
_NUMBERS = (
    "value",
    "low",
    "high",
    "below",
    "missing_share",
    "rebased_value",
    "rebased_low",
    "rebased_high",
    "parameters",
    "tokens",
    "accelerator_hours",
    "share",
)


def compare(collection: "Collection", **options: Any) -> "pd.DataFrame":
    """One row a figure, in the columns of `Row`; the options are those of `Options`, such as `metrics` and `per`.

    Raises ImportError, naming the extra, where pandas is not installed, and WishError for what cannot be done.
    """
    return frame(compared(collection, Options(**options)))


def frame(rows: "Sequence[Row]") -> "pd.DataFrame":
    """Rows as a table. Unknown is NaN or <NA>, never 0."""
    return _table(as_records(rows), COLUMNS)


def entries(collection: "Collection") -> "pd.DataFrame":
    """One row a disclosure: what it is about, its boundary, its level and its findings."""
    return _table(overview.entries(collection), overview.ENTRY_COLUMNS)


def stages(collection: "Collection") -> "pd.DataFrame":
    """Accelerator-hours by stage and outcome: id, subject, developer, stage, outcome, accelerator_hours, share (0 to 1,
    of all that are known). Hours that are not disclosed are a row without hours.
    """
    return _table(overview.stages(collection), overview.STAGE_COLUMNS)


def levels(collection: "Collection") -> "pd.DataFrame":
    """How many disclosures of a developer and a year reach each coverage level: developer, year, level, count."""
    return _table(overview.levels(collection), overview.LEVEL_COLUMNS)


def final_shares(collection: "Collection") -> "pd.DataFrame":
    """The share of the final run, in per cent, of the disclosures that tell it, in the columns of `Row`."""
    rows = compared(collection, Options(metrics=("final-share",)))
    return frame([row for row in rows if row.value is not None or row.below is not None])


def problems(collection: "Collection") -> "pd.DataFrame":
    """What was left out, and why: file, found, expected, remedy, pointer, line, fault."""
    return _table(overview.problems(collection), overview.PROBLEM_COLUMNS)


def _table(records: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> "pd.DataFrame":
    try:
        import pandas as pd  # noqa: PLC0415 - an extra, and slow to import
    except ImportError as error:
        raise ImportError(
            "a comparison as a DataFrame needs pandas: pip install 'fullcount[ledger]'"
        ) from error
    data = pd.DataFrame([[record[name] for name in columns] for record in records], columns=list(columns))
    types = {name: "Int64" for name in (*_COUNTS, "line") if name in columns}
    types |= {name: "float64" for name in _NUMBERS if name in columns}
    return data.astype(types)
