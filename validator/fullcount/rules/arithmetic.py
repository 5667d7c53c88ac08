"""Comparison of a printed figure with the one recomputed from other printed figures."""

from math import inf, isfinite
from typing import NamedTuple

from fullcount.disclosure.figures import Amount
from fullcount.printing import as_interval

__all__ = ["TOLERANCE", "Comparison", "agree", "compare"]

TOLERANCE = 0.005
"""Relative difference that never counts: rounding inside a chain of steps that a document does not show."""


class Comparison(NamedTuple):
    """A printed figure against a recomputed one, both as the interval of their rounding."""

    printed: Amount
    recomputed: Amount

    @property
    def within_rounding(self) -> bool:
        """Whether the intervals meet."""
        return self.printed.meets(self.recomputed)

    @property
    def within_tolerance(self) -> bool:
        """Whether the central values are as near as the stated tolerance."""
        return agree(self.printed.value, self.recomputed.value)

    @property
    def apart(self) -> str:
        """How far the printed figure is above the recomputed one, as in ` (+12 %)`; empty where that is no number."""
        percent = (self.printed.value / self.recomputed.value - 1) * 100 if self.recomputed.value else inf
        return f" ({percent:+.3g} %)" if isfinite(percent) else ""

    def words(self, unit: str) -> str:
        """Both sides with their intervals, as in `24.7 kWh [24.65, 24.75] against 22.1 kWh [22, 22.2]`."""
        return f"{as_interval(self.printed, unit)} against {as_interval(self.recomputed, unit)}"


def compare(printed: Amount, recomputed: Amount) -> Comparison:
    """The comparison of two amounts in the same unit."""
    return Comparison(printed, recomputed)


def agree(printed: float, recomputed: float) -> bool:
    """Whether two central values differ by no more than the tolerance: the fast way to a pass."""
    return abs(printed - recomputed) <= TOLERANCE * max(abs(printed), abs(recomputed))
