"""Random choices built on `Random.random` alone, whose sequence no Python version changes."""

import math
from collections.abc import Sequence
from random import Random

__all__ = ["HOUR", "hours_drawn", "submit_time", "weighted", "whole"]

HOUR, DAY = 3600, 86400
WEEKEND_SHARE = 0.35

_RHYTHM = {
    "day": (0, 0, 0, 0, 0, 0, 0, 1, 3, 8, 10, 10, 6, 8, 10, 10, 9, 8, 6, 3, 2, 2, 1, 1),
    "evening": (1, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 3, 2, 3, 4, 5, 8, 10, 12, 10, 8, 6, 4, 2),
    "night": (10, 8, 6, 4, 2, 1, 0, 0, 1, 2, 2, 2, 2, 2, 2, 2, 3, 3, 4, 6, 9, 12, 13, 12),
}


def weighted(rng: Random, choices: Sequence[tuple[int, int]]) -> int:
    """One of the (value, weight) choices."""
    mark = rng.random() * sum(weight for _, weight in choices)
    for value, weight in choices:
        mark -= weight
        if mark < 0:
            return value
    return choices[-1][0]


def whole(rng: Random, low: int, high: int) -> int:
    """A whole number from `low` to `high`, both possible."""
    return low + int(rng.random() * (high - low + 1))


def hours_drawn(rng: Random, median_h: float, sigma: float) -> float:
    """A log-normal number of hours (Box-Muller)."""
    normal = math.sqrt(-2 * math.log(1 - rng.random())) * math.cos(2 * math.pi * rng.random())
    return median_h * math.exp(sigma * normal)


def submit_time(rng: Random, first_day: int, last_day: int, rhythm: str) -> int:
    """Seconds since 2024-01-01, a Monday: fewer submissions at weekends, hours of the day by `rhythm`."""
    while True:
        day = whole(rng, first_day, last_day)
        if day % 7 < 5 or rng.random() < WEEKEND_SHARE:
            hour = weighted(rng, tuple(enumerate(_RHYTHM[rhythm])))
            return day * DAY + hour * HOUR + int(rng.random() * HOUR)
