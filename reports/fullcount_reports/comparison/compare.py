"""The comparison itself: rows of all entries, narrowed, divided, re-based and ranked as asked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fullcount_reports.comparison.groups import grouped
from fullcount_reports.comparison.reading import METRICS
from fullcount_reports.comparison.rows import rows_of

if TYPE_CHECKING:
    from fullcount_reports.comparison.collection import Collection
    from fullcount_reports.comparison.row import Row

__all__ = ["compared"]


def compared(collection: "Collection", metrics: Sequence[str] = tuple(METRICS)) -> "list[Row]":
    """The rows of a comparison."""
    return grouped(row for entry in collection.entries for row in rows_of(entry, metrics))
