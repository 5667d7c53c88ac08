"""Small models in lognormal inputs, and their exact mean and variance to check draws against."""

from collections import Counter
from collections.abc import Sequence
from math import exp, prod

import numpy as np

from fullcount.impacts.uncertainty.expression import Expression, Monomial, combined
from fullcount.impacts.uncertainty.hypercube import Draws
from fullcount.impacts.uncertainty.inputs import Input
from fullcount.impacts.uncertainty.model import Model
from fullcount.impacts.uncertainty.sampling import Statistics, sample
from fullcount.impacts.uncertainty.spread import Spread

__all__ = [
    "I",
    "at",
    "covariance",
    "evaluated",
    "lines_and_factors",
    "lognormal",
    "mean",
    "spread_input",
    "statistics_of",
]

I = Expression.of_input  # noqa: E741 - as short as the x of a formula
INFINITE = float("inf")


def spread_input(spread: Spread, *, of_line: bool = False) -> Input:
    """An input of this spread."""
    return Input("x", "/x", "energy", "kWh", of_line, spread)


def lognormal(median: float, sigma: float, *, of_line: bool = False) -> Input:
    """An input whose logarithm is normal."""
    return spread_input(Spread(median, sigma, sigma, 0.0, INFINITE), of_line=of_line)


def lines_and_factors(lines: int, groups: int, results: int) -> tuple[list[Expression], list[Input]]:
    """Each result is the sum of the lines, each times the factor of its group for that result."""
    inputs = [lognormal(1.0 + k % 7, 0.1, of_line=True) for k in range(lines)]
    inputs += [lognormal(0.5 + k % 3, 0.3) for k in range(groups * results)]
    factor = [[I(lines + group * results + result) for group in range(groups)] for result in range(results)]
    found = [combined((I(k) * by_group[k % groups], 1.0) for k in range(lines)) for by_group in factor]
    return found, inputs


def at(expression: Expression, values: Sequence[float]) -> float:
    """The expression at these values of the inputs, divided and multiplied one by one."""
    total = 0.0
    for monomial, value in expression.terms.items():
        product = value
        for factor in monomial:
            product = product * values[factor] if factor >= 0 else product / values[~factor]
        total += product
    return total


def mean(expression: Expression, inputs: Sequence[Input]) -> float:
    """The exact mean where every input is lognormal."""
    return sum(value * _moment(monomial, inputs) for monomial, value in expression.terms.items())


def covariance(one: Expression, other: Expression, inputs: Sequence[Input]) -> float:
    """The exact covariance where every input is lognormal; of an expression with itself, its variance."""
    return sum(
        value * weight * (_moment(mine + theirs, inputs) - _moment(mine, inputs) * _moment(theirs, inputs))
        for mine, value in one.terms.items()
        for theirs, weight in other.terms.items()
    )


def _moment(monomial: Monomial, inputs: Sequence[Input]) -> float:
    """The mean of a product: of x to the power a it is median^a · exp(a² sigma² / 2)."""
    powers: Counter[int] = Counter()
    for factor in monomial:
        powers[max(factor, ~factor)] += 1 if factor >= 0 else -1
    spreads = ((inputs[index].spread, power) for index, power in powers.items())
    return prod(s.median**a * exp((a * s.sigma_above) ** 2 / 2) for s, a in spreads)


def statistics_of(
    expressions: Sequence[Expression], inputs: Sequence[Input], draws: int = 4096, seed: int = 0
) -> tuple[Statistics, ...]:
    """Statistics of every expression."""
    medians = [found.spread.median for found in inputs]
    centres = [at(expression, medians) for expression in expressions]
    return sample(Model(expressions, inputs), centres, draws, seed)


def evaluated(model: Model, draws: Draws, size: int) -> np.ndarray:
    """All results of one block."""
    return np.concatenate([np.zeros((0, size)), *model.evaluate(draws, size)])
