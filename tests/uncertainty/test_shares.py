"""Shares of the variance against closed forms and against brute force."""

from math import exp, prod

import numpy as np
import pytest

from fullcount.impacts.uncertainty.expression import Expression
from fullcount.impacts.uncertainty.hypercube import STRATA, Columns, quantiles_of_strata
from fullcount.impacts.uncertainty.inputs import Input
from fullcount.impacts.uncertainty.shares import first_order, moments_of
from fullcount.impacts.uncertainty.spread import Spread

from .models import I, covariance, lognormal, spread_input

INFINITE = float("inf")


def shares(expression: Expression, inputs: list[Input], variance: float | None = None) -> dict[int, float]:
    """By index of the input, its share."""
    whole = covariance(expression, expression, inputs) if variance is None else variance
    found = first_order(expression, inputs, moments_of(inputs), whole)
    assert [share.share for share in found] == sorted((share.share for share in found), reverse=True)
    return {next(k for k, item in enumerate(inputs) if item is share.input): share.share for share in found}


def variances(sigmas: list[float]) -> list[float]:
    return [exp(sigma**2) - 1 for sigma in sigmas]


def test_of_a_product() -> None:
    sigmas = [0.1, 0.2, 0.3, 0.05]
    inputs = [lognormal(2.0 + k, sigma) for k, sigma in enumerate(sigmas)]
    found = shares(I(0) * I(1) * I(2) * I(3) * 7.0, inputs)
    whole = prod(v + 1 for v in variances(sigmas)) - 1
    assert found == pytest.approx({k: v / whole for k, v in enumerate(variances(sigmas))}, rel=5e-3)
    assert sum(found.values()) < 1


def test_of_a_quotient_as_of_a_product() -> None:
    inputs = [lognormal(2.0, 0.2), lognormal(5.0, 0.3)]
    found = shares(I(0) / I(1), inputs)
    whole = exp(0.2**2 + 0.3**2) - 1
    assert found == pytest.approx({0: (exp(0.04) - 1) / whole, 1: (exp(0.09) - 1) / whole}, rel=5e-3)


def test_of_a_sum_add_up_to_one() -> None:
    inputs = [lognormal(1.0 + k, 0.1 + 0.05 * k) for k in range(5)]
    expression = I(0) + I(1) * 2.0 + I(2) * 0.5 + I(3) + I(4) + 100.0
    found = shares(expression, inputs)
    assert sum(found.values()) == pytest.approx(1, rel=5e-3)
    alone = covariance(I(1) * 2.0, I(1) * 2.0, inputs)
    assert found[1] == pytest.approx(alone / covariance(expression, expression, inputs), rel=5e-3)


def test_of_an_input_that_multiplies_here_and_divides_there() -> None:
    inputs = [lognormal(2.0, 0.3), lognormal(3.0, 0.1)]
    found = shares(I(0) * I(1) + 8.0 / I(0), inputs)
    assert found[0] == pytest.approx(brute_force(I(0) * I(1) + 8.0 / I(0), inputs, 0), rel=0.02)


def test_of_the_only_input_is_all() -> None:
    assert shares(I(0) * 4.0, [lognormal(3.0, 0.4)])[0] == pytest.approx(1, rel=0.01)


def test_an_input_that_is_not_in_the_expression_has_none() -> None:
    inputs = [lognormal(1, sigma) for sigma in (0.1, 0.2, 0.3)]
    assert set(shares(I(0) * I(2), inputs)) == {0, 2}


def test_what_is_certain_has_no_shares() -> None:
    assert shares(Expression.constant(5.0), [lognormal(1, 0.1)]) == {}


def test_a_share_is_never_above_one_however_rough_the_variance() -> None:
    inputs = [lognormal(2.0, 0.4)]
    assert shares(I(0), inputs, variance=0.9 * covariance(I(0), I(0), inputs)) == {0: 1.0}


def test_more_inputs_than_are_taken_at_a_time() -> None:
    inputs = [lognormal(1.0, 0.1 + 0.001 * (k % 50)) for k in range(700)]
    moments = moments_of(inputs)
    for k in (0, 255, 256, 699):
        sigma = inputs[k].spread.sigma_above
        assert moments[k].direct == pytest.approx(exp(sigma**2 / 2), rel=1e-3)
        assert moments[k].inverse_square == pytest.approx(exp(2 * sigma**2), rel=1e-3)


def draws_of(inputs: list[Input], count: int, seed: int) -> np.ndarray:
    """Independent draws, each input in an order of numpy's own."""
    rng = np.random.default_rng(seed)
    values = Columns([found.spread for found in inputs]).values(quantiles_of_strata(count))
    return rng.permuted(values, axis=1)


def value_of(expression: Expression, draws: np.ndarray) -> np.ndarray:
    total = np.zeros(draws.shape[1:])
    for monomial, weight in expression.terms.items():
        total = total + weight * prod(
            (draws[k] if k >= 0 else 1 / draws[~k] for k in monomial), start=np.ones(draws.shape[1:])
        )
    return total


def brute_force(expression: Expression, inputs: list[Input], index: int) -> float:
    """The variance of the mean for a given value of one input, over the whole variance."""
    others, given = draws_of(inputs, 2000, 1), draws_of(inputs, 400, 2)[index]
    draws = np.repeat(others[:, None, :], len(given), axis=1)
    draws[index] = given[:, None]
    return float(value_of(expression, draws).mean(axis=1).var() / value_of(expression, draws).var())


MIXED = [
    spread_input(Spread(3.0, 0.1, 0.4, 1.0, INFINITE)),
    spread_input(Spread(0.9, 0.2, 0.1, 0.0, 1.0)),
    lognormal(2.0, 0.25),
    spread_input(Spread(5.0, 0.0, 0.3, 0.0, INFINITE, linear_below=2.0)),
]


@pytest.mark.parametrize("index", range(4))
def test_of_any_distribution_as_by_brute_force(index: int) -> None:
    expression = I(0) * I(2) / I(1) + I(3) * I(2) * 0.4 + I(0) * 1.5
    draws = draws_of(MIXED, 200_000, 0)
    found = shares(expression, MIXED, float(value_of(expression, draws).var()))
    assert found[index] == pytest.approx(brute_force(expression, MIXED, index), abs=0.01)


def test_an_input_that_may_be_zero_but_never_divides() -> None:
    zero = spread_input(Spread(5.0, 0.0, 0.3, 0.0, INFINITE, linear_below=4.0))
    values = Columns([zero.spread]).values(quantiles_of_strata(STRATA))[0]
    assert values.min() == 0.0
    assert shares(I(0), [zero], float(values.var()))[0] == pytest.approx(1, rel=1e-9)
