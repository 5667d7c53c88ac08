"""The comment tag of a job: `[project,]stage[,run_type]`, read with tolerance.

| comment                        | project   | stage      | run type  |
|--------------------------------|-----------|------------|-----------|
| `moshi-mimi,ablate,train`      | moshi-mimi| ablate     | train     |
| `moshi,data`                   | moshi     | data       | other     |
| `ablate,train`                 | default   | ablate     | train     |
| `moshi,hyperparm,pretrain`     | moshi     | hyperparam | pre-train |
| `moshi,train,ablate`           | moshi     | ablate     | train     |
| `final`                        | default   | final      | other     |
| `moshi,tuning,train`           | moshi     | other      | other     |
| empty, or free text            | -         | -          | -         |

The vocabulary and its order are those of github.com/Archiel19/compute-accounting (b7dfbf7c); the tolerance is
the same: difflib's ratio, cut off at 0.6. Every order of the values is tried; the written order wins a tie,
and another order needs both a stage and a run type, spelt exactly. A single value counts only when it is spelt exactly,
because free text resembles a tag too easily.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import permutations

from fullcount.ledger.row import RUN_TYPES, STAGES

__all__ = ["DEFAULT_PROJECT", "UNREADABLE", "Tag", "read_tag"]

DEFAULT_PROJECT = "default"
UNREADABLE = "unreadable-tag"
_CUTOFF = 0.6
_WORD = re.compile(r"[a-z0-9][a-z0-9_.-]{1,39}")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Tag:
    """A resolved tag. `repair` is empty, `tag-typo`, `tag-order` or `unreadable-tag`: what was done to it."""

    project: str
    stage: str
    run_type: str
    repair: str


@dataclass(frozen=True, slots=True)
class _Reading:
    project: str
    stage: str
    stage_score: float
    run_type: str
    run_score: float
    in_order: bool

    @property
    def score(self) -> float:
        return self.stage_score + self.run_score

    @property
    def credible(self) -> bool:
        if self.in_order:
            return self.stage_score >= _CUTOFF
        return self.stage_score == self.run_score == 1.0


@lru_cache(maxsize=65536)
def read_tag(comment: str) -> Tag | None:
    """The tag in a comment, or None when there is none."""
    if len(comment) > _LONGEST:
        return None
    values = [value.strip().lower() for value in comment.split(",") if value.strip()]
    if len(values) == 1:
        return Tag(DEFAULT_PROJECT, values[0], "other", "") if values[0] in STAGES else None
    readings = [reading for reading in _readings(values) if reading.credible]
    if not readings:
        return _unreadable(values)
    best = max(readings, key=lambda r: (r.score, r.in_order))
    return Tag(best.project.replace(" ", "_"), best.stage, best.run_type, _repair(best))


def _unreadable(values: list[str]) -> Tag | None:
    """What looks like a tag but names no known stage: its project is kept, and it is counted."""
    if 2 <= len(values) <= 3 and all(_WORD.fullmatch(value) for value in values):
        return Tag(values[0].replace(" ", "_"), "other", "other", UNREADABLE)
    return None


def _readings(values: list[str]) -> Iterator[_Reading]:
    """Each way to read 2 or 3 values, the written order first."""
    if len(values) == 2:
        yield _reading(DEFAULT_PROJECT, values[0], values[1], in_order=True)
        yield _reading(values[0], values[1], "", in_order=True)
        yield _reading(DEFAULT_PROJECT, values[1], values[0], in_order=False)
    elif len(values) == 3:
        for number, (project, stage, run_type) in enumerate(permutations(values)):
            yield _reading(project, stage, run_type, in_order=number == 0)


def _reading(project: str, stage: str, run_type: str, *, in_order: bool) -> _Reading:
    found_stage, stage_score = _closest(stage, STAGES)
    found_run, run_score = _closest(run_type, RUN_TYPES) if run_type else ("other", 0.0)
    if run_score < _CUTOFF:
        found_run, run_score = "other", 0.0
    return _Reading(project, found_stage, stage_score, found_run, run_score, in_order)


def _closest(value: str, codes: tuple[str, ...]) -> tuple[str, float]:
    if value in codes:
        return value, 1.0
    scored = ((SequenceMatcher(None, code, value).ratio(), code) for code in codes)
    score, code = max(scored)
    return code, score


def _repair(reading: _Reading) -> str:
    if not reading.in_order:
        return "tag-order"
    exact = reading.stage_score == 1.0 and reading.run_score in {0.0, 1.0}
    return "" if exact else "tag-typo"
