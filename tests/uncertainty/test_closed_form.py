"""Draws against what is known exactly: sums of products of independent lognormal inputs."""

from math import exp, sqrt
from statistics import NormalDist

import numpy as np
import pytest

from fullcount.impacts.uncertainty.expression import Expression
from fullcount.impacts.uncertainty.inputs import Input

from .models import I, covariance, lines_and_factors, lognormal, mean, statistics_of

MANY = 65_536
SEEDS = range(24)

# Four lines: a and b at one site, c and d at another; the sites share a factor, and one line is divided by an input.
INPUTS = [
    *(lognormal(median, sigma, of_line=True) for median, sigma in [(3, 0.1), (5, 0.3), (2, 0.2), (7, 0.15)]),
    *(lognormal(median, sigma) for median, sigma in [(1.2, 0.25), (0.8, 0.3), (40, 0.4), (5, 0.2)]),
]
SUM = (I(0) + I(1)) * I(4) * I(6) + (I(2) + I(3) / I(7)) * I(5) * I(6) * 0.5
OTHER = I(0) * I(4) + I(2) * I(7) + 3.0


@pytest.mark.parametrize("expression", [SUM, OTHER, SUM + OTHER * 30.0, I(3) / I(7), SUM / I(6)])
def test_mean_and_standard_deviation(expression: Expression) -> None:
    (found,) = statistics_of([expression], INPUTS, MANY)
    assert found.mean == pytest.approx(mean(expression, INPUTS), rel=2e-3)
    assert found.sd == pytest.approx(sqrt(covariance(expression, expression, INPUTS)), rel=0.02)


def test_a_shared_factor_makes_two_results_vary_together() -> None:
    one, other = I(0) * I(6), I(3) * I(6)
    together, apart = statistics_of([one + other, one + I(3) * I(6) * -1.0], INPUTS, MANY)
    variances = [covariance(found, found, INPUTS) for found in (one, other)]
    twice = 2 * covariance(one, other, INPUTS)
    assert twice > 0.1 * sum(variances)
    assert together.sd**2 == pytest.approx(sum(variances) + twice, rel=0.03)
    assert apart.sd**2 == pytest.approx(sum(variances) - twice, rel=0.03)


def test_percentiles_of_a_product() -> None:
    sigma = sqrt(0.1**2 + 0.25**2 + 0.4**2 + 0.2**2)
    (found,) = statistics_of([I(0) * I(4) * I(6) / I(7)], INPUTS, MANY)
    median, z = 3 * 1.2 * 40 / 5, NormalDist().inv_cdf(0.95)
    assert found.p05 == pytest.approx(median * exp(-z * sigma), rel=0.01)
    assert found.median == pytest.approx(median, rel=0.005)
    assert found.p95 == pytest.approx(median * exp(z * sigma), rel=0.01)


def test_percentiles_of_one_input_are_those_of_its_distribution_at_any_number_of_draws() -> None:
    z = NormalDist().inv_cdf(0.95)
    for draws in (1024, 4096, 10_000):
        (found,) = statistics_of([I(0)], [lognormal(10, 0.5)], draws)
        assert found.p05 == pytest.approx(10 * exp(-0.5 * z), rel=2e-3)
        assert found.median == pytest.approx(10, rel=2e-3)
        assert found.p95 == pytest.approx(10 * exp(0.5 * z), rel=2e-3)


def root_mean_square(errors: list[float]) -> float:
    return sqrt(sum(error * error for error in errors) / len(errors))


def plain_mean(expression: Expression, inputs: list[Input], draws: int, seed: int) -> float:
    """The mean of independent pseudo-random draws, without any of the engine."""
    z = np.random.default_rng(seed).standard_normal((len(inputs), draws))
    values = [found.spread.median * np.exp(found.spread.sigma_above * row) for found, row in zip(inputs, z)]  # noqa: B905
    total = np.zeros(draws)
    for monomial, weight in expression.terms.items():
        product = np.full(draws, weight)
        for factor in monomial:
            product = product * values[factor] if factor >= 0 else product / values[~factor]
        total += product
    return float(total.mean())


@pytest.mark.parametrize("draws", [1024, 4096])
def test_the_mean_is_many_times_as_accurate_as_that_of_plain_draws(draws: int) -> None:
    (expression,), inputs = lines_and_factors(20, 5, 1)
    exact = mean(expression, inputs)
    ours = [statistics_of([expression], inputs, draws, seed)[0].mean / exact - 1 for seed in SEEDS]
    plain = [plain_mean(expression, inputs, draws, seed) / exact - 1 for seed in SEEDS]
    assert root_mean_square(plain) > 8 * root_mean_square(ours)


def test_the_mean_has_no_bias() -> None:
    (expression,), inputs = lines_and_factors(20, 5, 1)
    exact = mean(expression, inputs)
    errors = [statistics_of([expression], inputs, 256, seed)[0].mean / exact - 1 for seed in range(100)]
    assert abs(sum(errors) / 100) < 4 * np.std(errors) / 10
