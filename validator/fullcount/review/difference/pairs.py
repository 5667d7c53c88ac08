"""Which item of one list is which of another."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from fullcount.review.difference.keys import KEYS, primary_label, words_of

__all__ = ["Pair", "pairs"]

Items = dict[int, Any]
KeyOf = Callable[[Any], tuple[str, ...] | None]


class Pair(NamedTuple):
    """An item, by the label that both lists know it by, and its index in each; None where a list has none."""

    label: str
    before: int | None
    after: int | None


def pairs(before: list[Any], after: list[Any], name: str) -> list[Pair]:
    """Every item of both lists once. `name` is the key under which the lists stand.

    Items meet by the keys of `KEYS`, else by being alike; what is inside an object without a key meets in order.
    No label depends on which of the lists is named first.
    """
    left, right = dict(enumerate(before)), dict(enumerate(after))
    found: list[Pair] = []
    for rank, fields in enumerate(KEYS.get(name, ())):
        found += _meeting(left, right, _by(fields), unique=rank > 0)
    found += _meeting(left, right, _alike)
    found += _in_order(left, right, name)
    return sorted(_told_apart(found, left, right, name), key=_order)


def _by(fields: tuple[str, ...]) -> KeyOf:
    return lambda item: words_of(item, fields)


def _alike(item: Any) -> tuple[str, ...]:
    """An item as a whole."""
    return (json.dumps(item, sort_keys=True, ensure_ascii=False),)


def _meeting(left: Items, right: Items, key: KeyOf, *, unique: bool = False) -> Iterator[Pair]:
    """Items of one key, the first with the first, taken out of both lists; with `unique` only where there is one."""
    ours, theirs = _grouped(left, key), _grouped(right, key)
    for words, places in ours.items():
        others = theirs.get(words, [])
        if unique and len(places) + len(others) > 2:
            continue
        for before, after in zip(places, others, strict=False):
            item, _ = left.pop(before), right.pop(after)
            label = primary_label(item, "") if key is _alike else "/".join(filter(None, words))
            yield Pair(label or "same", before, after)


def _grouped(items: Items, key: KeyOf) -> dict[tuple[str, ...], list[int]]:
    groups = defaultdict(list)
    for place, item in items.items():
        if words := key(item):
            groups[words].append(place)
    return groups


def _in_order(left: Items, right: Items, name: str) -> Iterator[Pair]:
    """Objects with objects and lists with lists, where they have no key that says which is which."""
    for kind in (dict, list):
        sides = [[p for p, item in side.items() if _is_nameless(item, kind, name)] for side in (left, right)]
        for before, after in zip(*sides, strict=False):
            del left[before], right[after]
            yield Pair("", before, after)


def _is_nameless(item: Any, kind: type, name: str) -> bool:
    return isinstance(item, kind) and not primary_label(item, name)


def _told_apart(found: list[Pair], left: Items, right: Items, name: str) -> Iterator[Pair]:
    """Items of one label get a number from the second on, those without a label from the first."""
    seen: Counter[str] = Counter()
    yield from (pair._replace(label=_numbered(pair.label, seen)) for pair in found)
    of_left, of_right = seen.copy(), seen.copy()
    for place, item in left.items():
        yield Pair(_numbered(primary_label(item, name), of_left), place, None)
    for place, item in right.items():
        yield Pair(_numbered(primary_label(item, name), of_right), None, place)


def _numbered(label: str, seen: Counter[str]) -> str:
    seen[label] += 1
    return label if label and seen[label] == 1 else f"{label}#{seen[label]}"


def _order(pair: Pair) -> tuple[bool, int]:
    return pair.before is None, pair.after or 0 if pair.before is None else pair.before
