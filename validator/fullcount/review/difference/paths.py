"""From a JSON pointer into one document to the path that both documents share."""

from collections.abc import Mapping
from typing import Any

from fullcount.disclosure.pointer import child, split
from fullcount.review.difference.change import Spot

__all__ = ["Paths"]


class Paths:
    """The labels of list items in one document, by pointer."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        self._labels = labels

    def of(self, pointer: str) -> str:
        """The path of a pointer; what is no pointer is its own path."""
        if pointer and not pointer.startswith("/"):
            return pointer
        spot, at = Spot("", None, None), ""
        for step in split(pointer):
            at = child(at, step)
            label = self._labels.get(at)
            spot = spot.key(step) if label is None else spot.item(label, None, None)
        return spot.path

    def spelled_out(self, data: Any) -> Any:
        """The document with its own pointers into itself as paths, which the order of a list does not change."""
        if not isinstance(data, dict):
            return data
        restatements = {"restatements": [self._named(item, "of") for item in _list(data, "restatements")]}
        reviews = {"reviews": [self._decided(review) for review in _list(data, "reviews")]}
        named = {**restatements, **reviews}
        return {**data, **{key: items for key, items in named.items() if items}}

    def _decided(self, review: Any) -> Any:
        decisions = _list(review, "decisions")
        return (
            {**review, "decisions": [self._named(item, "pointer") for item in decisions]}
            if decisions
            else review
        )

    def _named(self, item: Any, key: str) -> Any:
        pointer = item.get(key) if isinstance(item, dict) else None
        return {**item, key: self.of(pointer)} if isinstance(pointer, str) else item


def _list(data: Any, key: str) -> list[Any]:
    found = data.get(key) if isinstance(data, dict) else None
    return found if isinstance(found, list) else []
