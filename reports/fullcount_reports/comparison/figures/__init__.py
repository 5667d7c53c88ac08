"""Figures that set disclosures side by side, as Vega-Lite specifications with the table of the same numbers."""

from fullcount_reports.comparison.figures.chart import Chart, Column, NothingToDrawError, Table
from fullcount_reports.comparison.figures.plot import NAMES, Charts, Frames, plot
from fullcount_reports.comparison.figures.records import ColumnsMissingError
from fullcount_reports.comparison.figures.writing import Written, write, write_all

__all__ = [
    "NAMES",
    "Chart",
    "Charts",
    "Column",
    "ColumnsMissingError",
    "Frames",
    "NothingToDrawError",
    "Table",
    "Written",
    "plot",
    "write",
    "write_all",
]
