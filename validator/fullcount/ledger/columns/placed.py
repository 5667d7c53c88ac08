"""Problems of a mapping file, with their lines."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from fullcount.disclosure import pointer as pointers
from fullcount.disclosure.document import Document
from fullcount.disclosure.spelling import nearest
from fullcount.ledger.errors import Problem, clip

__all__ = ["Placed"]


class Placed:
    """Makes problems of places in a document, which JSON pointers name."""

    def __init__(self, document: Document) -> None:
        self.name, self._document = document.name, document

    def line(self, pointer: str) -> int | None:
        """The line on which the key of a value stands."""
        place = self._document.key_place(pointer)
        return place.line if place else None

    def problem(self, pointer: str, found: str, expected: str, remedy: str) -> Problem:
        """One problem at a place."""
        where = f" at {pointer[1:].replace('/', '.')}" if pointer else ""
        return Problem(self.name, self.line(pointer), f"{clip(found)}{where}", expected, remedy)

    def unknown_keys(self, pointer: str, keys: Iterable[str], known: Sequence[str]) -> Iterator[Problem]:
        """Keys that are none of the known ones."""
        for key in keys:
            if key not in known:
                yield self._unknown(pointers.child(pointer, key), key, known)

    def not_one_of(self, pointer: str, value: Any, known: Sequence[str]) -> Iterator[Problem]:
        """A value that is none of the known ones."""
        if value not in known:
            yield self._unknown(pointer, str(value), known)

    def not_text(self, pointer: str, value: Any) -> Iterator[Problem]:
        """A value that is no text."""
        if not isinstance(value, str):
            yield self.problem(pointer, repr(value), "text", "put it in quotes")

    def _unknown(self, pointer: str, found: str, known: Sequence[str]) -> Problem:
        near = nearest(found, known)
        remedy = f"did you mean {near}?" if near else "use one of these"
        named = ", ".join(repr(word) if not word.isprintable() else word for word in known)
        return self.problem(pointer, repr(found), f"one of {named}", remedy)
