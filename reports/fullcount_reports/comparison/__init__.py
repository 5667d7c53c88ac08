"""Disclosures side by side: ranked only where they count the same, with what is missing in every row.

The functions that return DataFrames need pandas and import it when they are called.
"""

from fullcount_reports.comparison.collection import Collection, collect
from fullcount_reports.comparison.frames import compare, entries, final_shares, levels, problems, stages

__all__ = [
    "Collection",
    "collect",
    "compare",
    "entries",
    "final_shares",
    "levels",
    "problems",
    "stages",
]
