"""Latin hypercube sampling: each input takes one value from each stratum, in an order of its own."""

from itertools import pairwise

import numpy as np
import pytest

from fullcount.impacts.uncertainty.hypercube import STRATA, Columns, Draws, quantiles_of_strata
from fullcount.impacts.uncertainty.normal import normal_quantile
from fullcount.impacts.uncertainty.spread import Spread

INFINITE = float("inf")
PLAIN = Spread(2.0, 0.25, 0.25, 0.0, INFINITE)
TWO_PIECES = Spread(3.0, 0.1, 0.5, 1.0, INFINITE)
BOUNDED = Spread(0.9, 0.2, 0.2, 0.0, 1.0)
LINEAR = Spread(5.0, 0.0, 0.3, 0.0, INFINITE, linear_below=4.0)
SIZES = [1, 2, 3, 7, 1000, 4095, STRATA]


def drawn(spreads: list[Spread], size: int, seed: int = 0, block: int = 0) -> np.ndarray:
    return Draws(seed, block, size).of(Columns(spreads))


@pytest.mark.parametrize("size", SIZES)
def test_each_input_takes_one_value_from_each_stratum(size: int) -> None:
    borders = normal_quantile(np.arange(1, size) / size)
    for row in drawn([PLAIN] * 5, size, seed=3):
        strata = np.searchsorted(borders, np.log(row / PLAIN.median) / PLAIN.sigma_above)
        assert sorted(strata) == list(range(size))


def test_distributions_of_every_shape_keep_their_strata() -> None:
    spreads = [PLAIN, TWO_PIECES, BOUNDED, LINEAR]
    found = drawn(spreads, 1000)
    assert np.sort(found, axis=1) == pytest.approx(np.sort(drawn(spreads[::-1], 1000), axis=1)[::-1])
    for spread, row in zip(spreads, found, strict=True):
        assert np.mean(row < spread.median * (1 - 1e-12)) == 0.5
        assert row.min() >= spread.floor
        assert row.max() <= spread.ceiling


def test_a_spread_is_the_same_alone_and_among_others() -> None:
    z = quantiles_of_strata(64)
    spreads = [PLAIN, TWO_PIECES, BOUNDED, LINEAR]
    together = Columns(spreads).values(z)
    for spread, row in zip(spreads, together, strict=True):
        assert Columns([spread]).values(z)[0] == pytest.approx(row, rel=1e-14)


def test_values_follow_their_formulas() -> None:
    z = np.array([-1.0, 0.0, 2.0])
    assert Columns([PLAIN]).values(z)[0] == pytest.approx(2 * np.exp(0.25 * z))
    expected = [1 + 2 * np.exp(-0.1), 3.0, 1 + 2 * np.exp(1.0)]
    assert Columns([TWO_PIECES]).values(z)[0] == pytest.approx(expected)
    assert Columns([LINEAR]).values(z)[0] == pytest.approx([1.0, 5.0, 5 * np.exp(0.6)])
    assert Columns([BOUNDED]).values(z)[0] == pytest.approx([0.9 * np.exp(-0.2), 0.9, 1.0])


def test_the_orders_of_different_inputs_are_independent() -> None:
    ranks = np.argsort(drawn([PLAIN] * 100, STRATA, seed=1), axis=1).argsort(axis=1)
    found = np.corrcoef(ranks)[np.triu_indices(100, 1)]
    assert np.abs(found).max() < 5 / np.sqrt(STRATA)
    assert np.sqrt(np.mean(found**2)) == pytest.approx(1 / np.sqrt(STRATA), rel=0.05)


def test_the_order_of_the_draws_is_random() -> None:
    row = drawn([PLAIN], STRATA)[0].argsort().argsort()
    beside = np.corrcoef(row[:-1], row[1:])[0, 1]
    assert abs(beside) < 5 / np.sqrt(STRATA)
    assert abs(np.corrcoef(row, np.arange(STRATA))[0, 1]) < 5 / np.sqrt(STRATA)


def test_the_next_rows_have_orders_of_their_own() -> None:
    draws, columns = Draws(0, 0, 1000), Columns([PLAIN])
    first, second = draws.of(columns), draws.of(columns)
    assert (np.sort(first) == np.sort(second)).all()
    assert abs(np.corrcoef(first[0], second[0])[0, 1]) < 5 / np.sqrt(1000)


@pytest.mark.parametrize("size", SIZES)
def test_the_same_seed_gives_the_same_bytes(size: int) -> None:
    one, other = (drawn([PLAIN, TWO_PIECES], size, seed=7, block=2) for _ in range(2))
    assert one.tobytes() == other.tobytes()


def test_other_seeds_and_other_blocks_give_other_draws() -> None:
    found = [drawn([PLAIN], 100, seed, block).tobytes() for seed in range(5) for block in range(5)]
    assert len(set(found)) == len(found)


def test_a_part_of_the_inputs_is_drawn_by_itself() -> None:
    columns = Columns([PLAIN, TWO_PIECES, PLAIN])
    found = Draws(0, 0, 64).of(columns, slice(1, 2))
    assert found.shape == (1, 64)
    assert np.sort(found[0]) == pytest.approx(np.sort(drawn([TWO_PIECES], 64)[0]))


def test_one_draw_is_anywhere_in_the_distribution() -> None:
    found = [drawn([PLAIN], 1, seed)[0, 0] for seed in range(400)]
    assert np.mean(np.array(found) < PLAIN.median) == pytest.approx(0.5, abs=0.1)
    assert np.std(np.log(found)) == pytest.approx(0.25, rel=0.15)


def test_quantiles_stay_within_their_strata() -> None:
    for within in (0.0, 0.25, 0.999, np.random.default_rng(0).random(8)):
        z = quantiles_of_strata(8, within)
        assert np.isfinite(z).all()
        assert all(one < other for one, other in pairwise(z))
    assert quantiles_of_strata(8, 0.25)[4] == pytest.approx(normal_quantile(np.array([4.25 / 8]))[0])


def test_no_inputs_are_no_rows() -> None:
    assert drawn([], 16).shape == (0, 16)
