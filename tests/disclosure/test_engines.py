"""Both schema engines give the same findings, on mutated documents and on generated ones."""

import copy
import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fullcount.disclosure import ShapeError, load, shape_errors
from fullcount.disclosure import pointer as pointers

HERE = Path(__file__).parent
SAMPLES = [load(HERE / name).data for name in ("minimal.json", "full.yaml")]
Steps = tuple[str | int, ...]
SCALARS: list[Any] = [
    None,
    True,
    False,
    0,
    -1,
    1.0,
    1.5,
    10**30,
    1e300,
    "",
    "a",
    "2024-02-30",
    "kWh",
    "MWh",
    "gwp",
    "final",
    "x\n",
]
TREES: list[Any] = [
    [],
    {},
    [1, 1.0, True],
    ["a", "a"],
    {"value": 1},
    {"value": 1, "unit": "kWh"},
    {"x-a": {}},
    {"unit": []},
]


def both(data: Any) -> tuple[list[ShapeError], list[ShapeError]]:
    """What each engine finds."""
    found = []
    for engine in ("fast", "reference"):
        os.environ["FULLCOUNT_SCHEMA_ENGINE"] = engine
        found.append(shape_errors(data))
    return found[0], found[1]


@pytest.fixture(autouse=True)
def _engine_is_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FULLCOUNT_SCHEMA_ENGINE", "fast")


def every_path(data: Any, path: Steps = ()) -> Iterator[Steps]:
    yield path
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in items:
        yield from every_path(value, (*path, step))


def replace(parent: Any, step: Any, rng: random.Random) -> None:
    parent[step] = copy.deepcopy(rng.choice(SCALARS + TREES))


def remove(parent: Any, step: Any, rng: random.Random) -> None:
    del parent[step]


def misspell(parent: Any, step: Any, rng: random.Random) -> None:
    if isinstance(step, str):
        at = rng.randrange(len(step))
        parent[step[:at] + rng.choice(["", "x", "_"]) + step[at + 1 :]] = parent.pop(step)


def misspell_value(parent: Any, step: Any, rng: random.Random) -> None:
    if isinstance(parent[step], str) and parent[step]:
        at = rng.randrange(len(parent[step]))
        parent[step] = parent[step][:at] + rng.choice(["", "x", "É", " "]) + parent[step][at + 1 :]


def repeat(parent: Any, step: Any, rng: random.Random) -> None:
    if isinstance(parent, list):
        parent.append(copy.deepcopy(parent[step]))


def move(parent: Any, step: Any, rng: random.Random) -> None:
    if isinstance(parent, dict):
        other = rng.choice(list(parent))
        parent[other], parent[step] = parent[step], parent[other]


MUTATIONS: list[Callable[[Any, Any, random.Random], None]] = [
    replace,
    remove,
    misspell,
    misspell_value,
    repeat,
    move,
]


def mutated(rng: random.Random, times: int) -> Any:
    """A sample with some of its values changed, removed, renamed, repeated or exchanged."""
    data = copy.deepcopy(rng.choice(SAMPLES))
    for _ in range(times):
        paths = [path for path in every_path(data) if path and path != ("fullcount",)]
        *above, step = rng.choice(paths)
        rng.choice(MUTATIONS)(pointers.lookup(data, above), step, rng)
    return data


@pytest.mark.parametrize("seed", range(12))
def test_both_engines_find_the_same_in_mutated_documents(seed: int) -> None:
    rng = random.Random(seed)
    faulty = 0
    for _ in range(10):
        fast, reference = both(mutated(rng, rng.randint(1, 8)))
        assert fast == reference
        assert len({(error.pointer, error.rule) for error in fast}) == len(fast)
        faulty += bool(fast)
    assert faulty >= 5


KEYS = st.sampled_from(
    ["value", "unit", "low", "below", "id", "name", "not_disclosed", "reason", "zz", "x-a", "stage"]
)
LEAVES = st.sampled_from(SCALARS) | st.text(st.characters(codec="ascii"), max_size=5)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=6
)
SECTIONS = sorted(set(SAMPLES[1]) - {"fullcount"})


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(
    changes=st.dictionaries(st.sampled_from(SECTIONS), VALUES, min_size=1, max_size=3), rng=st.integers(0, 9)
)
def test_both_engines_find_the_same_in_generated_sections(changes: dict[str, Any], rng: int) -> None:
    sample = SAMPLES[rng % 2]
    fast, reference = both({**sample, **copy.deepcopy(changes)})
    assert fast == reference


@settings(max_examples=60)
@given(data=st.data(), value=VALUES)
def test_both_engines_find_the_same_when_one_value_is_anything(data: st.DataObject, value: Any) -> None:
    sample = copy.deepcopy(SAMPLES[1])
    *above, step = data.draw(st.sampled_from([path for path in every_path(sample) if path]))
    pointers.lookup(sample, above)[step] = copy.deepcopy(value)
    fast, reference = both(sample)
    assert fast == reference
    for error in fast:
        assert error.message
        assert error.remedy
        assert (error.message + error.remedy).isprintable()


@pytest.mark.parametrize("value", [True, 1.5, "1", 0, -1, None])
def test_the_reference_engine_judges_anew_what_changed_since_it_took_it(value: object) -> None:
    data = copy.deepcopy(SAMPLES[0])
    data["revision"]["number"] = 1
    assert both(data) == ([], [])
    data["revision"]["number"] = value
    for _ in range(2):
        fast, reference = both(data)
        assert fast == reference
        assert [error.pointer for error in reference] == ["/revision/number"]
    data["revision"]["number"] = 1
    assert both(data) == ([], [])
