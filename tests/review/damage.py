"""Seeded damage to a document, below its top-level sections."""

import copy
import random
from collections.abc import Iterator
from typing import Any

__all__ = ["damaged"]

Steps = tuple[str | int, ...]
VALUES: list[Any] = [
    *(None, True, 0, -1, 1.5, 1e300, 5e-324, 10**15),
    *("", "a", "kWh", "gwp", "site", "node", "x\n"),
    *([], {}, ["a", "a"], {"value": 0, "unit": "kWh"}, {"below": 1, "unit": "1"}),
    *({"low": 3, "high": 1, "unit": "1"}, {"not_disclosed": {"reason": "not-measured"}}),
]


def damaged(data: Any, rng: random.Random, times: int) -> Any:
    """A copy in which `times` values are replaced, removed or exchanged."""
    data = copy.deepcopy(data)
    for _ in range(times):
        *above, step = rng.choice([path for path in _paths(data) if len(path) > 1])
        parent = data
        for name in above:
            parent = parent[name]
        rng.choice((_replace, _remove, _exchange))(parent, step, rng)
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


def _exchange(parent: Any, step: Any, rng: random.Random) -> None:
    other = rng.choice(list(parent) if isinstance(parent, dict) else range(len(parent)))
    parent[other], parent[step] = parent[step], parent[other]
