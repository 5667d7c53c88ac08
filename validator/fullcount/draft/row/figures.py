"""Cells as figures: the number in the unit of the standard, its digits, its source; or why there is none."""

from decimal import Decimal
from typing import Any

from fullcount.draft.row.conventions import Node, Row

__all__ = ["absent", "cited", "figure", "or_absent", "source_key"]

DIGITS = {("P088", "ghg_location_tco2e"): 2}
"""Printed digits that a cell cannot show: 26 lb were converted to 0.0118 t."""
READ_IN_THE_SOURCE = ("primary", "")


def figure(row: Row, column: str, unit: str, times: int = 1, **more: Any) -> Node:
    """The number of a cell in the unit of the standard, with its source; a point makes all its digits count."""
    number = Decimal(row[column])
    count = DIGITS.get((row["row_id"], column)) or ("." in row[column] and len(number.as_tuple().digits))
    digits = {"significant_figures": count} if count else {}
    return {"value": _plain(number * times), "unit": unit, **digits, **cited(row), **more}


def cited(row: Row) -> Node:
    """Source and locator; the source is named by its address and grade until the document numbers its sources."""
    return {"source": source_key(row), "locator": row["source_locator"]}


def source_key(row: Row) -> str:
    """What tells one source, read in one way, from the others."""
    return f"{row['source_url']} {row['evidence']}"


def absent(row: Row) -> Node:
    """A figure that the row does not have: the source does not state it, or nobody has opened the source."""
    opened = row["evidence"] in READ_IN_THE_SOURCE
    return {"not_disclosed": {"reason": "not-stated" if opened else "not-transcribed"}}


def or_absent(row: Row, column: str, unit: str, times: int = 1, **more: Any) -> Node:
    """The figure of a cell, or why there is none where the cell is blank."""
    return figure(row, column, unit, times, **more) if row[column] else absent(row)


def _plain(number: Decimal) -> float:
    whole = number == number.to_integral_value() and abs(number) < 1e15
    return int(number) if whole else float(number)
