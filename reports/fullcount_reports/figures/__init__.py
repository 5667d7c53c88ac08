"""Figures as Vega-Lite specifications written by our code, and their drawing."""

from fullcount_reports.figures.bars import Bar, ChartText, Segment, stacked_bars
from fullcount_reports.figures.drawing import FiguresMissing, draw, draw_pdf
from fullcount_reports.figures.figure import DrawnFigure, Figure

__all__ = [
    "Bar",
    "ChartText",
    "DrawnFigure",
    "Figure",
    "FiguresMissing",
    "Segment",
    "draw",
    "draw_pdf",
    "stacked_bars",
]
