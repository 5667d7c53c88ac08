"""From a JSON pointer into one document to the path that both documents share."""

from collections.abc import Mapping

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
