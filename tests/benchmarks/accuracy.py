"""How far the mean and the 95th percentile of some draws are from the truth, ours and plain Monte Carlo."""

from collections.abc import Iterator, Sequence
from math import sqrt

import numpy as np
from large_model import FACTOR_SIGMA, LINE_SIGMA, LargeModel

__all__ = ["table"]

MODEL = LargeModel()
SIZES = (1024, 4096, 16384)
SEEDS = range(24)
TRUTH = 4_000_000
"""Draws from which the true percentile is taken: its own error is then under 0.03 %."""


def table() -> list[str]:
    """Lines of the report: root mean square errors in per cent, over seeds."""
    p95 = MODEL.sample(TRUTH, seed=len(SEEDS))[0].p95
    head = f"{'relative error over ' + str(len(SEEDS)) + ' seeds':42} {'mean':>22} {'95th percentile':>24}"
    return ["", head, *(_row(name, draws, p95) for draws in SIZES for name in ("plain", "ours"))]


def _row(name: str, draws: int, p95: float) -> str:
    found = [_plain(draws, seed) if name == "plain" else _ours(draws, seed) for seed in SEEDS]
    errors = (_relative([row[0] for row in found], MODEL.mean(0)), _relative([row[1] for row in found], p95))
    return f"{name + f', {draws:,} draws':42} {errors[0]:21.3%} {errors[1]:23.3%}"


def _relative(found: Sequence[float], truth: float) -> float:
    return sqrt(sum((value / truth - 1) ** 2 for value in found) / len(found))


def _ours(draws: int, seed: int) -> tuple[float, float]:
    found = MODEL.sample(draws, seed)[0]
    return found.mean, found.p95


def _plain(draws: int, seed: int) -> tuple[float, float]:
    """Independent pseudo-random draws of the first category, all at once."""
    rng = np.random.default_rng(seed)
    lines = np.exp(LINE_SIGMA * rng.standard_normal((MODEL.lines, draws)))
    factors = np.exp(FACTOR_SIGMA * rng.standard_normal((MODEL.groups, draws)))
    total = sum(_terms(lines, factors), start=np.zeros(draws))
    return float(total.mean()), float(np.percentile(total, 95))


def _terms(lines: np.ndarray, factors: np.ndarray) -> Iterator[np.ndarray]:
    for line, drawn in enumerate(lines):
        group = line % MODEL.groups
        yield drawn * factors[group] * (MODEL.line(line) * MODEL.factor(group, 0))
