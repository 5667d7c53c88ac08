"""Statistics of a model do not depend on threads, and memory does not depend on draws."""

import tracemalloc
from math import isfinite

import numpy as np
import pytest

from fullcount.impacts.uncertainty import sampling
from fullcount.impacts.uncertainty.expression import Expression
from fullcount.impacts.uncertainty.hypercube import STRATA, Draws
from fullcount.impacts.uncertainty.model import Model
from fullcount.impacts.uncertainty.sampling import BLOCKS_A_BATCH, Statistics

from .models import I, evaluated, lines_and_factors, lognormal, statistics_of

THREE_BATCHES = (2 * BLOCKS_A_BATCH + 3) * STRATA + 5


def few(draws: int, seed: int = 0) -> tuple[Statistics, ...]:
    return statistics_of(*lines_and_factors(6, 2, 2), draws, seed)


def test_threads_do_not_change_a_digit(monkeypatch: pytest.MonkeyPatch) -> None:
    found = set()
    for cores, threads in [(1, 2), (None, 2), (8, 1), (8, 2), (8, 7)]:
        monkeypatch.setattr("os.cpu_count", lambda cores=cores: cores)
        monkeypatch.setattr(sampling, "THREADS", threads)
        found.add(few(THREE_BATCHES))
    assert len(found) == 1


def test_one_core_starts_no_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    monkeypatch.setattr("concurrent.futures.ThreadPoolExecutor", None)
    assert few(BLOCKS_A_BATCH * STRATA + 1)[0].mean > 0


@pytest.mark.parametrize("draws", [1, 2, 19, STRATA - 1, STRATA + 1, 10_001])
def test_any_number_of_draws(draws: int) -> None:
    found = few(draws)
    assert found == few(draws)
    assert all(isfinite(number) for row in found for number in row)
    assert all(row.p05 <= row.median <= row.p95 for row in found)


@pytest.mark.parametrize("draws", [1, 4095, 4096, 4097, 10_000, THREE_BATCHES])
def test_every_draw_is_made_in_blocks_of_about_the_same_size(
    draws: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = []

    class Counted(Draws):
        def __init__(self, seed: int, block: int, size: int) -> None:
            sizes.append(size)
            super().__init__(seed, block, size)

    monkeypatch.setattr(sampling, "Draws", Counted)
    statistics_of([I(0)], [lognormal(1, 0.1)], draws)
    assert sum(sizes) == draws
    assert max(sizes) <= STRATA
    assert max(sizes) - min(sizes) <= 1


def test_blocks_of_different_size_weigh_by_their_draws() -> None:
    expressions, inputs = lines_and_factors(6, 2, 2)
    found = statistics_of(expressions, inputs, 4097)
    model = Model(expressions, inputs)
    blocks = [evaluated(model, Draws(0, block, size), size) for block, size in enumerate((2049, 2048))]
    pooled = np.concatenate(blocks, axis=1)
    for row, draws in zip(found, pooled, strict=True):
        assert row.mean == pytest.approx(draws.mean(), rel=1e-12)
        assert row.sd == pytest.approx(draws.std(), rel=1e-9)
        expected = np.percentile(draws, [5, 50, 95], method="hazen")
        assert [row.p05, row.median, row.p95] == pytest.approx(expected, rel=0.01)


def test_percentiles_of_one_block_are_those_of_its_draws() -> None:
    expressions, inputs = lines_and_factors(6, 2, 1)
    draws = evaluated(Model(expressions, inputs), Draws(3, 0, 1001), 1001)[0]
    (found,) = statistics_of(expressions, inputs, 1001, seed=3)
    expected = np.percentile(draws, [5, 50, 95], method="hazen")
    assert [found.p05, found.median, found.p95] == pytest.approx(expected, rel=1e-12)


def test_another_seed_gives_other_digits_but_about_the_same_statistics() -> None:
    one, other = few(STRATA, seed=1)[0], few(STRATA, seed=2)[0]
    assert one != other
    assert one == pytest.approx(other, rel=0.05)


def test_what_is_certain_has_no_spread() -> None:
    certain, uncertain = statistics_of([Expression.constant(3.7), I(0)], [lognormal(1, 0.1)], 1000)
    assert certain == pytest.approx((3.7, 0, 3.7, 3.7, 3.7), abs=1e-15)
    assert uncertain.sd > 0


def test_a_small_spread_of_a_large_number_is_not_lost() -> None:
    (found,) = statistics_of([I(0)], [lognormal(1e9, 1e-6)], STRATA)
    assert found.sd == pytest.approx(1e3, rel=0.01)


def test_nothing_to_draw_has_no_statistics() -> None:
    assert statistics_of([], [], 100) == ()


def peak(draws: int) -> int:
    """The most memory in bytes that is held at once while sampling."""
    expressions, inputs = lines_and_factors(6, 2, 2)
    model = Model(expressions, inputs)
    tracemalloc.start()
    try:
        sampling.sample(model, [0.0, 0.0], draws)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    peak(STRATA)
    few_draws, many_draws = peak(16 * STRATA), peak(256 * STRATA)
    assert few_draws > 8 * STRATA
    assert many_draws < 1.2 * few_draws
