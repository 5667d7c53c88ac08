"""First-order shares of the variance: how much of it would go if one input were known (Sobol' 1993).

The results are sums of products of independent inputs, so the expectation for a given value of one input is a sum of
two terms in it, x and 1/x, whose coefficients follow from the means of the others. No draw is needed.
"""

from collections.abc import Iterator, Sequence
from math import prod
from typing import NamedTuple

from fullcount.impacts.uncertainty.expression import Expression, Monomial
from fullcount.impacts.uncertainty.hypercube import STRATA, Columns, quantiles_of_strata
from fullcount.impacts.uncertainty.inputs import Input

__all__ = ["Share", "first_order", "moments_of"]

CHUNK = 256
"""Inputs whose moments are computed at a time."""
SMALLEST = 1e-100
"""What takes the place of 0 where an input that never divides is divided by; its square is still a number."""


class Share(NamedTuple):
    """The part of the variance of a result that is due to one input alone, from 0 to 1."""

    input: Input
    share: float


class Moments(NamedTuple):
    """Means of x, 1/x, x² and 1/x² of one input."""

    direct: float
    inverse: float
    direct_square: float
    inverse_square: float

    def mean(self, factor: int) -> float:
        """The mean of the input as a factor (0 or more) or a divisor."""
        return self.direct if factor >= 0 else self.inverse

    def variance(self, direct: float, inverse: float) -> float:
        """The variance of direct · x + inverse / x."""
        squares = direct * direct * (self.direct_square - self.direct * self.direct)
        squares += inverse * inverse * (self.inverse_square - self.inverse * self.inverse)
        return squares + 2 * direct * inverse * (1 - self.direct * self.inverse)


def moments_of(inputs: Sequence[Input]) -> list[Moments]:
    """The moments of each input."""
    return [
        moments
        for start in range(0, len(inputs), CHUNK)
        for moments in _moments(inputs[start : start + CHUNK])
    ]


def _moments(inputs: Sequence[Input]) -> Iterator[Moments]:
    import numpy as np  # noqa: PLC0415 - only where something is drawn

    with np.errstate(over="ignore"):
        values = Columns([found.spread for found in inputs]).values(quantiles_of_strata(STRATA))
        inverse = 1.0 / values.clip(min=SMALLEST)
        columns = (values, inverse, values * values, inverse * inverse)
        rows = zip(*(column.mean(axis=1).tolist() for column in columns), strict=True)
    return (Moments(*row) for row in rows)


def first_order(
    expression: Expression, inputs: Sequence[Input], moments: Sequence[Moments], variance: float
) -> tuple[Share, ...]:
    """The share of each input of the expression, the largest first; `variance` is that of the expression."""
    if not variance:
        return ()
    coefficients = _conditional(expression, moments)
    shares = [
        Share(inputs[index], min(moments[index].variance(*pair) / variance, 1.0))
        for index, pair in coefficients.items()
    ]
    return tuple(sorted(shares, key=lambda share: -share.share))


def _conditional(expression: Expression, moments: Sequence[Moments]) -> dict[int, list[float]]:
    """By input, the coefficients of x and of 1/x in the expectation of the expression for a given x."""
    found: dict[int, list[float]] = {}
    for monomial, value in expression.terms.items():
        for factor in monomial:
            index = factor if factor >= 0 else ~factor
            others = value * _mean(_without(monomial, factor), moments)
            found.setdefault(index, [0.0, 0.0])[factor < 0] += others
    return found


def _mean(monomial: Monomial, moments: Sequence[Moments]) -> float:
    return prod(moments[k if k >= 0 else ~k].mean(k) for k in monomial)


def _without(monomial: Monomial, factor: int) -> Monomial:
    return tuple(other for other in monomial if other != factor)
