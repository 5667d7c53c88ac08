"""Impacts of compute lines: energy, greenhouse gases, water, minerals, primary energy; use and manufacture."""

from fullcount.impacts.footprint import Footprint, ImpactRow, Key, recompute
from fullcount.impacts.line import Line, Missing, lines_of
from fullcount.impacts.power import PowerModel, power_model

__all__ = [
    "Footprint",
    "ImpactRow",
    "Key",
    "Line",
    "Missing",
    "PowerModel",
    "lines_of",
    "power_model",
    "recompute",
]
