"""The five coverage levels and their requirements."""

from fullcount.review.coverage import evidence, headline, life_cycle, research, training
from fullcount.review.coverage.levels import (
    LEVEL_NAMES,
    Judged,
    Levels,
    Met,
    Requirement,
    Unmet,
    Waived,
    judge,
    judge_all,
)

__all__ = [
    "LEVEL_NAMES",
    "REQUIREMENTS",
    "Judged",
    "Levels",
    "Met",
    "Requirement",
    "Unmet",
    "Waived",
    "judge",
    "judge_all",
]

REQUIREMENTS: tuple[Requirement, ...] = (
    *headline.REQUIREMENTS,
    *training.REQUIREMENTS,
    *research.REQUIREMENTS,
    *life_cycle.REQUIREMENTS,
    *evidence.REQUIREMENTS,
)
