"""How certain the impacts of a disclosure are, and which input makes them uncertain."""

from fullcount.impacts.uncertainty.account import Case, Cut
from fullcount.impacts.uncertainty.estimate import Difference, Drawn, Estimate, Estimates, compare, estimate
from fullcount.impacts.uncertainty.inputs import Input
from fullcount.impacts.uncertainty.sampling import DRAWS, Statistics
from fullcount.impacts.uncertainty.shares import Share

__all__ = [
    "DRAWS",
    "Case",
    "Cut",
    "Difference",
    "Drawn",
    "Estimate",
    "Estimates",
    "Input",
    "Share",
    "Statistics",
    "compare",
    "estimate",
]
