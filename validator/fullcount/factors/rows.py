"""Cells to a factor."""

from collections.abc import Mapping

from fullcount.factors.factor import Factor

__all__ = ["COLUMNS", "NEEDED", "factor_from"]

NEEDED = ("id", "kind", "year", "scope", "value", "unit", "source")
"""Columns that every table has."""

COLUMNS = (
    *("id", "kind", "name", "region", "year", "scope", "boundary", "value", "low", "high", "unit", "source"),
    *("source_url", "locator", "licence", "retrieved", "verified", "note"),
)
"""All columns of a factor table, in the order of the shipped ones."""


def factor_from(row: Mapping[str, str]) -> Factor:
    """The factor that a row of good cells says."""
    return Factor(
        id=row["id"],
        kind=row["kind"],
        name=row.get("name", ""),
        region=row.get("region", ""),
        year=int(row["year"]),
        scope=row["scope"],
        boundary=row.get("boundary", ""),
        value=float(row["value"]),
        low=_number(row.get("low", "")),
        high=_number(row.get("high", "")),
        unit=row["unit"],
        source=row["source"],
        source_url=row.get("source_url", ""),
        locator=row.get("locator", ""),
        licence=row.get("licence", ""),
        retrieved=row.get("retrieved", ""),
        verified=row.get("verified", ""),
        note=row.get("note", ""),
    )


def _number(cell: str) -> float | None:
    return float(cell) if cell else None
