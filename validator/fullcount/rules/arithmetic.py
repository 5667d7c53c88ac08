"""Comparison of a printed figure with the one recomputed from other printed figures."""

import sys
from math import floor, inf, isfinite, log10
from typing import NamedTuple

from fullcount.disclosure.figures import Amount

__all__ = ["TOLERANCE", "Comparison", "agree", "as_interval", "as_number", "compare"]

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


def as_number(value: float, digits: int = 6) -> str:
    """A number as people write it: so many significant digits at most, thousands parted by commas."""
    if value == inf:
        return f"more than {as_number(sys.float_info.max)}"
    if value and not 1e-4 <= abs(value) < 1e15:
        return f"{value:.{digits}g}"
    text = f"{float(f'{value:.{digits}g}'):,f}".rstrip("0").rstrip(".")
    return text or "0"


def as_interval(amount: Amount, unit: str) -> str:
    """An amount with its unit and, where it is not a point, its interval, in digits that tell its ends apart."""
    named = "" if unit == "1" else f" {unit}"
    if amount.low == amount.high:
        return as_number(amount.value) + named
    width = (amount.high - amount.low) / amount.high
    digits = max(6, 2 - floor(log10(width))) if 0 < width < 1 else 6
    ends = f"[{as_number(amount.low, digits)}, {as_number(amount.high, digits)}]"
    return f"{as_number(amount.value, digits)}{named} {ends}"
