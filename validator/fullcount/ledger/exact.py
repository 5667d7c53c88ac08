"""Sums that do not depend on the order of their terms, in constant memory."""

import math
from decimal import Decimal

__all__ = ["ExactSum"]


class ExactSum:
    """A running sum, correctly rounded once, when `value` is read.

    Whole numbers are added as integers; the rest is kept as non-overlapping partial sums (Shewchuk 1997,
    the algorithm behind `math.fsum`). So any order of the same terms gives the same bits.
    """

    __slots__ = ("_partials", "_whole", "terms")

    def __init__(self) -> None:
        self._whole = 0
        self._partials: list[float] = []
        self.terms = 0

    def add(self, term: float | Decimal) -> None:
        """Add one finite number; a decimal fraction is rounded to a float first."""
        self.terms += 1
        if term % 1 == 0:
            self._whole += int(term)
        else:
            self._add_partial(float(term))

    def _add_partial(self, term: float) -> None:
        kept = []
        for partial in self._partials:
            small, large = sorted((term, partial), key=abs)
            high = large + small
            if low := small - (high - large):
                kept.append(low)
            term = high
        self._partials = [*kept, term]

    @property
    def value(self) -> float:
        """The sum so far."""
        return math.fsum((*self._partials, self._whole))
