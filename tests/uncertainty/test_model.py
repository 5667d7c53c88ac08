"""A compiled model gives on every draw what its expressions give on the same draw."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcount.impacts.uncertainty.expression import Expression, combined
from fullcount.impacts.uncertainty.hypercube import Draws
from fullcount.impacts.uncertainty.inputs import Input
from fullcount.impacts.uncertainty.model import CHUNK, Model

from .models import I, at, evaluated, lines_and_factors, lognormal

SIZE = 32


def results_and_draws(
    expressions: list[Expression], inputs: list[Input], size: int = SIZE
) -> tuple[np.ndarray, np.ndarray]:
    """The results, and the draws of the inputs: they are results of the same model, each input on its own."""
    alone = [I(index) for index in range(len(inputs))]
    found = evaluated(Model([*expressions, *alone], inputs), Draws(5, 0, size), size)
    return found[: len(expressions)], found[len(expressions) :]


def agree(expressions: list[Expression], inputs: list[Input]) -> None:
    results, draws = results_and_draws(expressions, inputs)
    assert np.ptp(draws, axis=1).min(initial=1.0) > 0
    expected = [[at(expression, column) for column in draws.T.tolist()] for expression in expressions]
    assert results == pytest.approx(np.array(expected).reshape(results.shape), rel=1e-11)


factors = st.integers(0, 7).flatmap(lambda k: st.sampled_from([k, ~k]))
products = st.lists(factors, max_size=5).filter(lambda found: not any(~k in found for k in found))
sums = st.dictionaries(
    products.map(lambda found: tuple(sorted(found))),
    st.floats(0.01, 100.0) | st.floats(-100.0, -0.01),
    max_size=6,
).map(Expression)


@settings(max_examples=200)
@given(expressions=st.lists(sums, max_size=4), of_line=st.lists(st.booleans(), min_size=8, max_size=8))
def test_any_sums_of_products(expressions: list[Expression], of_line: list[bool]) -> None:
    inputs = [lognormal(1.0 + k, 0.1 + 0.02 * k, of_line=flag) for k, flag in enumerate(of_line)]
    results, draws = results_and_draws(expressions, inputs)
    for expression, row in zip(expressions, results, strict=True):
        expected = [at(expression, column) for column in draws.T.tolist()]
        scale = sum(at(Expression({m: abs(v)}), draws[:, 0].tolist()) for m, v in expression.terms.items())
        assert row == pytest.approx(np.array(expected), rel=1e-9, abs=1e-9 * max(scale, 1.0))


def test_inputs_of_lines_that_multiply_each_other() -> None:
    inputs = [lognormal(2.0, 0.2, of_line=k < 3) for k in range(4)]
    agree([I(0) * I(1) * I(3) + I(2) * I(3), I(0) * I(3), I(1) + I(2)], inputs)


def test_inputs_of_lines_that_divide_or_are_squared() -> None:
    inputs = [lognormal(2.0, 0.2, of_line=k < 3) for k in range(4)]
    agree([I(3) / I(0) + I(1) * I(1), I(0) + I(1) + I(2) / I(3)], inputs)


@pytest.mark.parametrize("of_line", [False, True])
def test_the_first_input_divides(of_line: bool) -> None:
    agree([1.0 / I(0), I(1) / I(0)], [lognormal(2.0, 0.2, of_line=of_line), lognormal(2.0, 0.2)])


def test_an_input_that_turns_out_to_divide_in_a_later_result() -> None:
    inputs = [lognormal(2.0, 0.2, of_line=True) for _ in range(3)]
    agree([I(0) * 2.0 + I(1), I(1) + I(2), 1.0 / I(0), I(1) * I(2)], inputs)


def test_lines_beside_what_no_line_makes_uncertain() -> None:
    inputs = [lognormal(2.0, 0.2, of_line=k < 2) for k in range(3)]
    agree([I(2) * 5.0 + I(0) * I(2) + I(1) * I(2) * 0.5 + 7.0], inputs)


def test_results_that_share_their_sums_up_to_a_factor() -> None:
    expressions, inputs = lines_and_factors(10, 2, 3)
    agree([*expressions, expressions[0] * 1e-3, expressions[1] * -4.0], inputs)


def test_results_whose_sums_differ_in_one_weight_only() -> None:
    inputs = [lognormal(2.0, 0.2, of_line=True) for _ in range(3)]
    agree(
        [combined((I(k), weight) for k, weight in enumerate([1.0, 1.0, w])) for w in (1.0, 1.0 + 1e-6)],
        inputs,
    )


@pytest.mark.parametrize("lines", [CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 5])
def test_lines_are_summed_whatever_their_number(lines: int) -> None:
    agree(*lines_and_factors(lines, 7, 2))


def test_thousands_of_lines() -> None:
    expressions, inputs = lines_and_factors(2500, 40, 4)
    results, draws = results_and_draws(expressions, inputs, 4)
    for result, row in enumerate(results):
        groups = 2500 + 4 * (np.arange(2500) % 40) + result
        assert row == pytest.approx((draws[:2500] * draws[groups]).sum(axis=0), rel=1e-11)


def test_an_empty_expression_is_zero_and_a_certain_one_a_constant() -> None:
    results, _ = results_and_draws([Expression({}), Expression.constant(4.5), I(0)], [lognormal(1, 0.1)])
    assert (results[0] == 0.0).all()
    assert (results[1] == 4.5).all()


def test_no_expressions_and_no_inputs() -> None:
    assert evaluated(Model([], []), Draws(0, 0, 8), 8).shape == (0, 8)
    assert (evaluated(Model([Expression.constant(2.0)], []), Draws(0, 0, 8), 8) == 2.0).all()


def test_inputs_that_no_result_needs_change_nothing_but_the_draws() -> None:
    inputs = [lognormal(2.0, 0.2, of_line=True), *(lognormal(1.0, 0.5) for _ in range(3))]
    agree([I(0) * I(2)], inputs)


def test_a_weight_of_nothing_is_no_fault() -> None:
    inputs = [lognormal(2.0, 0.2, of_line=True) for _ in range(2)]
    agree([I(0) * 0.0, I(0) * 0.0 + I(1)], inputs)


def test_weights_of_very_different_size() -> None:
    inputs = [lognormal(2.0, 0.2, of_line=True) for _ in range(20)]
    rng = random.Random(0)
    agree([combined((I(k), 10.0 ** rng.uniform(-9, 9)) for k in range(20)) for _ in range(3)], inputs)
