"""The pure-Python collections that stand in for rpds-py behave as it does, where jsonschema and referencing use it."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
import rpds

from fullcount.disclosure.engines import raw_errors

from .asked import damaged

STAND_IN = Path(__file__).resolve().parents[3] / "docs/site/desk/stand_in"


def stand_in() -> ModuleType:
    spec = importlib.util.spec_from_file_location("stand_in", STAND_IN / "rpds/__init__.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(params=[rpds, stand_in()], ids=["compiled", "pure"])
def made(request: pytest.FixtureRequest) -> ModuleType:
    """Each module in turn: what is said below holds of both."""
    return request.param


def test_a_map_is_made_of_a_mapping_pairs_and_names(made: ModuleType) -> None:
    expected = {"a": 1, "b": 2}
    assert dict(made.HashTrieMap(expected)) == expected
    assert dict(made.HashTrieMap([("a", 1), ("b", 2)])) == expected
    assert dict(made.HashTrieMap(pair for pair in expected.items())) == expected
    assert dict(made.HashTrieMap(a=1, b=2)) == expected
    assert dict(made.HashTrieMap.fromkeys(["a", "b"], 0)) == {"a": 0, "b": 0}
    assert dict(made.HashTrieMap()) == {}


def test_a_map_is_converted_once(made: ModuleType) -> None:
    first = made.HashTrieMap(a=1)
    assert made.HashTrieMap.convert(first) is first
    assert made.HashTrieMap.convert({"a": 1}) == first


def test_a_change_of_a_map_leaves_the_old_one(made: ModuleType) -> None:
    old = made.HashTrieMap(a=1, b=2)
    assert dict(old.insert("c", 3)) == {"a": 1, "b": 2, "c": 3}
    assert dict(old.insert("a", 3)) == {"a": 3, "b": 2}
    assert dict(old.remove("a")) == dict(old.discard("a")) == {"b": 2}
    assert dict(old.discard("c")) == dict(old) == {"a": 1, "b": 2}


def test_the_last_of_equal_keys_counts_in_an_update(made: ModuleType) -> None:
    updated = made.HashTrieMap(a=1).update({"a": 2, "b": 2}, [("b", 3)], c=4)
    assert dict(updated) == {"a": 2, "b": 3, "c": 4}
    assert dict(made.HashTrieMap(a=1).update()) == {"a": 1}
    assert dict(made.HashTrieMap(a=1).update(made.HashTrieMap(b=2))) == {"a": 1, "b": 2}


def test_a_map_is_read_as_a_mapping(made: ModuleType) -> None:
    one = made.HashTrieMap(a=1)
    assert (one["a"], one.get("a"), one.get("b"), one.get("b", 0), len(one)) == (1, 1, None, 0, 1)
    assert ("a" in one, "b" in one) == (True, False)
    assert (list(one), list(one.keys()), list(one.values()), list(one.items())) == (
        ["a"],
        ["a"],
        [1],
        [("a", 1)],
    )


@pytest.mark.parametrize("key", ["b", 1])
def test_a_key_that_is_not_there_is_named(made: ModuleType, key: object) -> None:
    one = made.HashTrieMap(a=1)
    for missing in (lambda: one[key], lambda: one.remove(key)):
        with pytest.raises(KeyError) as caught:
            missing()
        assert caught.value.args == (key,)


def test_maps_are_equal_by_their_entries_in_any_order(made: ModuleType) -> None:
    one, other = made.HashTrieMap([("a", 1), ("b", 2)]), made.HashTrieMap([("b", 2), ("a", 1)])
    assert one == other
    assert hash(one) == hash(other)
    assert one != made.HashTrieMap(a=1)
    assert one != {"a": 1, "b": 2}


def test_a_map_of_lists_has_no_hash(made: ModuleType) -> None:
    with pytest.raises(TypeError):
        hash(made.HashTrieMap(a=[]))
    with pytest.raises(TypeError):
        made.HashTrieMap([([], 1)])


def test_a_change_of_a_set_leaves_the_old_one(made: ModuleType) -> None:
    old = made.HashTrieSet(["a", "b"])
    assert set(old.insert("c")) == {"a", "b", "c"}
    assert set(old.insert("a")) == set(old.discard("c")) == {"a", "b"}
    assert set(old.remove("a")) == set(old.discard("a")) == {"b"}
    assert set(old.update(["c"], ["d"])) == {"a", "b", "c", "d"}
    assert set(old) == {"a", "b"}
    assert ("a" in old, "c" in old, len(old), bool(made.HashTrieSet())) == (True, False, 2, False)
    with pytest.raises(KeyError):
        old.remove("c")


def test_sets_are_equal_by_their_values(made: ModuleType) -> None:
    assert made.HashTrieSet("ab") == made.HashTrieSet("ba")
    assert hash(made.HashTrieSet("ab")) == hash(made.HashTrieSet("ba"))
    assert made.HashTrieSet("ab") != made.HashTrieSet("a")


def test_a_list_grows_and_shrinks_at_its_front(made: ModuleType) -> None:
    old = made.List(["a", "b"])
    assert list(old.push_front("c")) == ["c", "a", "b"]
    assert list(old.drop_first()) == list(old.rest) == ["b"]
    assert (old.first, len(old), list(reversed(old)), list(old)) == ("a", 2, ["b", "a"], ["a", "b"])
    assert old == made.List("a", "b") == made.List("ab")
    assert hash(old) == hash(made.List("ab"))
    assert old != made.List("ba")


def test_an_empty_list_has_no_first(made: ModuleType) -> None:
    for missing in (lambda: made.List().first, lambda: made.List().drop_first()):
        with pytest.raises(IndexError):
            missing()
    assert not made.List().rest


JUDGE = """
import json, sys
import rpds
from fullcount.disclosure.engines import engine_name, raw_errors

errors = [sorted(map(repr, raw_errors(json.loads(line), "1.0"))) for line in sys.stdin]
print(json.dumps({"engine": engine_name(), "rpds": rpds.__file__, "errors": errors}))
"""


def test_the_schema_judges_damaged_documents_alike_with_either() -> None:
    documents = [json.dumps(document) for document in damaged()]
    path = os.pathsep.join([str(STAND_IN), *filter(None, sys.path)])
    environment = {**os.environ, "PYTHONPATH": path, "FULLCOUNT_SCHEMA_ENGINE": "reference"}
    asked = {"input": "\n".join(documents), "env": environment, "encoding": "utf-8"}
    done = subprocess.run([sys.executable, "-c", JUDGE], capture_output=True, check=True, **asked)
    said = json.loads(done.stdout)
    assert (said["engine"], Path(said["rpds"])) == ("reference", STAND_IN / "rpds/__init__.py")
    errors = [sorted(map(repr, raw_errors(json.loads(document), "1.0"))) for document in documents]
    assert said["errors"] == errors
    assert sum(map(bool, errors)) > len(documents) / 2
