"""A document with itself differs in nothing, both directions mirror each other, and each change is told once."""

import copy
import json
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from fullcount.disclosure.pointer import child, lookup, split
from fullcount.review.difference import Change, FigureChange, PartChange, TextChange
from fullcount.review.difference.figure import NUMBERS, is_figure, step, step_between
from fullcount.review.difference.keys import KEYS
from fullcount.review.difference.walk import AnyChange

from .pair import BASE, ROOT, changes, compared

DOCUMENTS = [BASE, *(json.loads(path.read_bytes()) for path in sorted(ROOT.glob("tests/documents/*.json")))]
IDENTITY = {field for keys in KEYS.values() for fields in keys for field in fields}
MIRROR = {
    Change.CHANGED: Change.CHANGED,
    Change.APPEARED: Change.DISAPPEARED,
    Change.DISAPPEARED: Change.APPEARED,
    Change.DISCLOSED: Change.WITHHELD,
    Change.WITHHELD: Change.DISCLOSED,
}
amounts = st.one_of(st.integers(0, 10**12), st.floats(0, 1e12, allow_nan=False))
plain = st.one_of(
    st.none(), st.booleans(), st.integers(0, 99), st.sampled_from(["a", "b", "x/y", "[", "é.~"])
)
names = st.sampled_from(
    ["id", "compute", "impacts", "category", "covers", "value", "unit", "x-a.b", "note", "energy"]
)
figures = st.builds(lambda value: {"value": value, "unit": "kWh"}, amounts)
anything = st.recursive(
    plain | figures,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(names, inner, max_size=4)),
    max_leaves=20,
)


def leaves(data: Any, at: str = "") -> Iterator[str]:
    """The pointer of every value with nothing inside."""
    if isinstance(data, dict) and data:
        for key, value in data.items():
            yield from leaves(value, child(at, key))
    elif isinstance(data, list) and data:
        for place, value in enumerate(data):
            yield from leaves(value, child(at, place))
    else:
        yield at


def is_identity(pointer: str) -> bool:
    """Whether something may be known by this value, so that with another one it is another thing."""
    steps = split(pointer)
    return steps[-1].isdigit() or any(step in IDENTITY and step not in KEYS for step in steps)


@given(anything)
def test_anything_is_the_same_as_itself(data: Any) -> None:
    assert changes(data, copy.deepcopy(data)) == []


@given(anything, anything)
def test_both_directions_mirror_each_other(before: Any, after: Any) -> None:
    there = sorted(map(mirrored, changes(before, after)))
    back = sorted(map(told, changes(after, before)))
    assert there == back


def told(change: AnyChange) -> str:
    """A change as text, for comparing."""
    if isinstance(change, PartChange):
        return json.dumps(["part", change.change, change.spot, change.texts])
    return json.dumps([change.change, change.spot, change.before, change.after])


def mirrored(change: AnyChange) -> str:
    """The same from the other side."""
    turned = change.spot._replace(before=change.spot.after, after=change.spot.before)
    if isinstance(change, PartChange):
        return told(change._replace(change=MIRROR[change.change], spot=turned))
    return told(
        change._replace(change=MIRROR[change.change], spot=turned, before=change.after, after=change.before)
    )


@given(st.data(), st.sampled_from(DOCUMENTS))
def test_every_changed_leaf_is_told_exactly_once(data: st.DataObject, document: dict[str, Any]) -> None:
    candidates = [pointer for pointer in leaves(document) if not is_identity(pointer)]
    chosen = data.draw(st.sets(st.sampled_from(candidates), min_size=1, max_size=6))
    other = copy.deepcopy(document)
    for pointer in chosen:
        *way, last = split(pointer)
        holder = lookup(other, [int(step) if step.isdigit() else step for step in way])
        holder[last] = differing(holder[last])
    assert sorted(changed.spot.before or "" for changed in changes(document, other)) == sorted(
        {told_at(document, pointer) for pointer in chosen}
    )


def differing(value: Any) -> Any:
    """Another value of the same kind."""
    match value:
        case bool():
            return not value
        case int() | float():
            return value + 1
        case str():
            return f"{value} changed"
        case _:
            return "was empty"


def told_at(document: dict[str, Any], pointer: str) -> str:
    """Where a changed leaf is told: the numbers of a figure all at the figure."""
    steps: list[str | int] = [int(step) if step.isdigit() else step for step in split(pointer)]
    for length in range(len(steps)):
        if is_figure(lookup(document, steps[:length])) and steps[length] in NUMBERS:
            return "/" + "/".join(pointer.split("/")[1 : length + 1])
    return pointer


@given(st.data(), st.sampled_from(DOCUMENTS))
def test_everything_of_a_removed_part_is_told_exactly_once(
    data: st.DataObject, document: dict[str, Any]
) -> None:
    key = data.draw(st.sampled_from([key for key, value in document.items() if isinstance(value, list)]))
    place = data.draw(st.integers(0, len(document[key]) - 1))
    other = {**document, key: [*document[key][:place], *document[key][place + 1 :]]}
    found = changes(document, other)
    assert {change.change for change in found} == {Change.DISAPPEARED}
    assert sum(map(size, found)) == len(list(leaves(document[key][place])))


def size(change: AnyChange) -> int:
    """How many leaves a change tells of."""
    match change:
        case PartChange():
            return sum(len(list(leaves(value))) for value in change.texts.values())
        case FigureChange() | TextChange():
            return len(list(leaves(change.before)))


@given(amounts, amounts)
def test_a_step_there_and_back_comes_to_nothing(first: float, second: float) -> None:
    there, back = step_between(first, second), step_between(second, first)
    assert there.absolute is not None
    assert back.absolute is not None
    assert there.absolute == -back.absolute


@given(amounts, amounts)
def test_rounding_looks_the_same_from_both_sides(first: float, second: float) -> None:
    one, other = ({"value": value, "unit": "kWh"} for value in (first, second))
    assert step(one, other).within_rounding == step(other, one).within_rounding
    assert step(one, one).within_rounding is True


@settings(max_examples=8)
@given(st.sampled_from(DOCUMENTS), st.sampled_from(DOCUMENTS))
def test_whole_documents_mirror_each_other(before: dict[str, Any], after: dict[str, Any]) -> None:
    there, back = compared(before, after), compared(after, before)
    assert {(change.path, change.before, change.after) for change in there.findings} == {
        (change.path, change.after, change.before) for change in back.findings
    }
    assert [(total.name, total.before) for total in there.totals] == [
        (total.name, total.after) for total in back.totals
    ]
    assert compared(before, before).is_same
