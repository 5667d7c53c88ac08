"""Seeded damage to documents: values changed, removed, renamed, repeated or exchanged."""

import copy
import random
from collections.abc import Iterator
from typing import Any

__all__ = ["mutated"]

Steps = tuple[str | int, ...]
VALUES: list[Any] = [
    None, True, 0, -1, 1.5, 1e300, 5e-324, 10**15, "", "a", "kWh", "MWh", "gwp", "final", "2024-02-30", "x\n", [], {},
    [1, 1.0], ["a", "a"], {"value": 1}, {"value": 1, "unit": "kWh"}, {"x-a": {}},
    {"not_disclosed": {"reason": "not-measured"}, "value": 1}, {"below": 1, "low": 0, "unit": "1"},
    {"below": 1, "unit": "1"}, {"low": 3, "high": 1, "unit": "1"},
]  # fmt: skip


def mutated(data: Any, rng: random.Random, times: int) -> Any:
    """A copy with `times` mutations."""
    data = copy.deepcopy(data)
    for _ in range(times):
        *above, step = rng.choice([path for path in _paths(data) if path])
        parent = data
        for name in above:
            parent = parent[name]
        rng.choice(MUTATIONS)(parent, step, rng)
    return data


def _paths(data: Any, path: Steps = ()) -> Iterator[Steps]:
    yield path
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in items:
        yield from _paths(value, (*path, step))


def _replace(parent: Any, step: Any, rng: random.Random) -> None:
    parent[step] = copy.deepcopy(rng.choice(VALUES))


def _remove(parent: Any, step: Any, rng: random.Random) -> None:
    del parent[step]


def _rename(parent: Any, step: Any, rng: random.Random) -> None:
    if isinstance(step, str):
        parent[rng.choice([f"x-{step}", f"{step}s", "value", "unit"])] = parent.pop(step)


def _repeat(parent: Any, step: Any, rng: random.Random) -> None:
    if isinstance(parent, list):
        parent.append(copy.deepcopy(parent[step]))


def _exchange(parent: Any, step: Any, rng: random.Random) -> None:
    other = rng.choice(list(parent) if isinstance(parent, dict) else range(len(parent)))
    parent[other], parent[step] = parent[step], parent[other]


MUTATIONS = [_replace, _remove, _rename, _repeat, _exchange]
