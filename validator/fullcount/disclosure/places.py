"""From places in a text (character offsets) to lines, columns and JSON pointers."""

import re
from bisect import bisect_right

from fullcount.disclosure import pointer as pointers
from fullcount.disclosure.problem import Place

__all__ = ["LineTable", "Spot", "nearest_spot"]

_LINE_END = re.compile(r"\r\n|\r|\n")


class LineTable:
    """Where the lines of a text begin. Lines end with LF, CR LF or CR, as editors count them."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def place(self, offset: int) -> Place:
        """Line and column of the character at `offset`."""
        line = bisect_right(self._starts, offset)
        return Place(line, offset - self._starts[line - 1] + 1)


class Spot:
    """Where a value begins, where its key begins (None in a list and at the root), and what is inside it."""

    __slots__ = ("at", "children", "key_at")

    def __init__(self, at: int, key_at: int | None = None, children: "dict[str, Spot] | None" = None) -> None:
        self.at = at
        self.key_at = key_at
        self.children = {} if children is None else children


def nearest_spot(root: Spot, pointer: str) -> Spot:
    """The spot of `pointer`, or of its nearest ancestor that exists. Raises ValueError if it is no pointer."""
    spot = root
    for step in pointers.split(pointer):
        inner = spot.children.get(step)
        if inner is None:
            break
        spot = inner
    return spot
