"""Which item of one list is which of another."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from fullcount.review.difference.keys import KEYS, is_plain, primary_label, words_of

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
    """
    left, right = dict(enumerate(before)), dict(enumerate(after))
    found: list[Pair] = []
    for rank, fields in enumerate(KEYS.get(name, ())):
        found += _meeting(left, right, _by(fields), unique=rank > 0)
    found += _meeting(left, right, _alike)
    found += _in_order(left, right, name)
    found += (Pair(_label(item, name, place), place, None) for place, item in left.items())
    found += (Pair(_label(item, name, place), None, place) for place, item in right.items())
    return list(_told_apart(sorted(found, key=_order)))


def _by(fields: tuple[str, ...]) -> KeyOf:
    return lambda item: words_of(item, fields)


def _alike(item: Any) -> tuple[str, ...]:
    """An item as a whole; in its own words where it is plain."""
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
            by_content = key is _alike
            yield Pair(_spoken(item, before, after) if by_content else _joined(words), before, after)


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
            yield Pair(_numbered(before, after), before, after)


def _is_nameless(item: Any, kind: type, name: str) -> bool:
    return isinstance(item, kind) and not primary_label(item, name)


def _joined(words: tuple[str, ...]) -> str:
    return "/".join(filter(None, words))


def _spoken(item: Any, before: int, after: int) -> str:
    return (primary_label(item, "") if is_plain(item) else "") or _numbered(before, after)


def _numbered(before: int, after: int) -> str:
    """The lower of both places, so that the label is the same from either side."""
    return f"#{min(before, after) + 1}"


def _label(item: Any, name: str, place: int) -> str:
    return primary_label(item, name) or f"#{place + 1}"


def _order(pair: Pair) -> tuple[bool, int]:
    return pair.before is None, pair.after or 0 if pair.before is None else pair.before


def _told_apart(found: list[Pair]) -> Iterator[Pair]:
    """Items of one label get a number from the second on."""
    seen: Counter[str] = Counter()
    for pair in found:
        seen[pair.label] += 1
        number = seen[pair.label]
        yield pair if number == 1 else pair._replace(label=f"{pair.label}#{number}")
