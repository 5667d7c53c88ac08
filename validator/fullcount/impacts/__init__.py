"""Impacts of compute lines: energy, greenhouse gases, water, minerals, primary energy; use and manufacture."""

from fullcount.impacts.footprint import Footprint, ImpactRow, Key, recompute
from fullcount.impacts.line import Line, Missing, lines_of

__all__ = ["Footprint", "ImpactRow", "Key", "Line", "Missing", "lines_of", "recompute"]
