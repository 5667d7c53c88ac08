"""One thing that differs between two documents, and where it stands in each."""

import json
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from fullcount.disclosure.pointer import child

if TYPE_CHECKING:
    from fullcount.review.difference.figure import Step
    from fullcount.review.finding import Finding

__all__ = ["Change", "Content", "FigureChange", "FindingChange", "PartChange", "Spot", "TextChange"]

PLAIN_KEY = re.compile(r"[A-Za-z_][\w-]*")


class Change(StrEnum):
    """What became of a thing, from the first document to the second."""

    CHANGED = "changed"
    APPEARED = "appeared"
    DISAPPEARED = "disappeared"
    DISCLOSED = "became-disclosed"
    WITHHELD = "became-not-disclosed"


class Spot(NamedTuple):
    """One place in both documents: a path that does not depend on the order of lists, and a JSON pointer in each.

    A pointer is None where the document has nothing there.
    """

    path: str
    before: str | None
    after: str | None

    def key(self, key: str) -> "Spot":
        """The value of a key."""
        step = key if PLAIN_KEY.fullmatch(key) else json.dumps(key, ensure_ascii=False)
        path = f"{self.path}.{step}" if self.path else step
        return Spot(path, _below(self.before, key), _below(self.after, key))

    def item(self, label: str, before: int | None, after: int | None) -> "Spot":
        """An item of a list; an index is None where that list does not have the item."""
        return Spot(f"{self.path}[{label}]", _below(self.before, before), _below(self.after, after))

    def only(self, change: Change) -> "Spot":
        """The same place where only one of the documents has something."""
        appeared = change is Change.APPEARED
        return Spot(self.path, None if appeared else self.before, self.after if appeared else None)


def _below(parent: str | None, step: str | int | None) -> str | None:
    return None if parent is None or step is None else child(parent, step)


class FigureChange(NamedTuple):
    """A figure that differs. `before` and `after` hold what was compared; None where there is no figure.

    Both are whole figures unless it merely changed: then their numbers, and what else differs is a text.
    """

    change: Change
    spot: Spot
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    step: "Step"


class TextChange(NamedTuple):
    """A text, a code or another value outside figures that differs; None where there is none."""

    change: Change
    spot: Spot
    before: Any
    after: Any


class PartChange(NamedTuple):
    """A part that only one document has, such as a compute line. `texts` is what it says outside figures, by path."""

    change: Change
    spot: Spot
    texts: Mapping[str, Any]


class FindingChange(NamedTuple):
    """A finding that only one document has, or that both have in other words."""

    change: Change
    path: str
    before: "Finding | None"
    after: "Finding | None"


class Content(NamedTuple):
    """Everything that differs in what two documents say."""

    figures: tuple[FigureChange, ...]
    texts: tuple[TextChange, ...]
    parts: tuple[PartChange, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return not (self.figures or self.texts or self.parts)
