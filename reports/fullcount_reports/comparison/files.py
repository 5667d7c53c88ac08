"""A comparison as data: CSV, JSON-able, Parquet; and as pandas DataFrames."""

import csv
import json
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import TYPE_CHECKING, Any

from fullcount_reports.comparison.inert import inert
from fullcount_reports.comparison.overview import problems
from fullcount_reports.comparison.row import COLUMNS, Row

if TYPE_CHECKING:
    from fullcount_reports.comparison.collection import Collection

__all__ = ["as_csv", "as_json", "as_records", "csv_text"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r", " ")


def as_records(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Each row by the names of the columns; what is not known is None, text that does not apply is empty."""
    return [{name: getattr(row, name) for name in COLUMNS} for row in rows]


def as_csv(rows: Sequence[Row]) -> str:
    """All columns as CSV; what is not known is an empty cell."""
    return csv_text(COLUMNS, as_records(rows))


def as_json(rows: Sequence[Row], collection: "Collection") -> str:
    """The rows with what was left out, as JSON in ASCII, which no terminal takes for a command."""
    data = {
        "comparison": "1.0",
        "disclosures": len(collection.entries),
        "rows": as_records(rows),
        "problems": problems(collection),
    }
    return json.dumps(data, indent=1, allow_nan=False) + "\n"


def csv_text(columns: Sequence[str], records: Sequence[Mapping[str, Any]]) -> str:
    """Records as CSV. A text that a spreadsheet would take for a formula gets a space in front."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([[_cell(record[column]) for column in columns] for record in records])
    return text.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, str):
        text = inert(value)
        return f" {text}" if text.startswith(_FORMULA) else text
    return "" if value is None else value
