"""Where a review goes in a JSON text, in the layout that the text has."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from fullcount.disclosure.json_walk import spots
from fullcount.disclosure.places import Spot
from fullcount.review.record.edit import Edit, line_break
from fullcount.review.record.quoting import shown

__all__ = ["edits"]

_SPACE = re.compile(r"[ \t\r\n]*")
_INDENT = re.compile(r"[\r\n]([ \t]*)$")


class _Layout(NamedTuple):
    """How an object of the text is laid out. `indent` is that of its members, None where they stand on one line."""

    indent: str | None
    unit: str
    newline: str
    colon: str

    def break_before(self, deeper: int = 0) -> str:
        """What stands before a member, or before one so much deeper."""
        return "" if self.indent is None else self.newline + self._indented(deeper)

    def _indented(self, deeper: int) -> str:
        base = self.indent or ""
        return base.removesuffix(self.unit) if deeper < 0 else base + self.unit * deeper

    def written(self, data: object, deeper: int = 0) -> str:
        """The data as JSON that stands so much deeper than a member."""
        if self.indent is None:
            comma = ", " if self.colon.endswith(" ") else ","
            return shown(json.dumps(data, ensure_ascii=False, separators=(comma, self.colon)))
        lines = json.dumps(data, ensure_ascii=False, indent=self.unit, separators=(",", self.colon))
        return shown(lines).replace("\n", self.newline + self._indented(deeper))


def edits(text: str, review: Mapping[str, Any], index: int | None) -> Iterator[Edit]:
    """The ways to put a review in a JSON disclosure, the best first; in place of the review at `index`, if any."""
    root = spots(text)
    layout = _layout_of(text, root)
    reviews = root.children.get("reviews")
    if reviews is None:
        yield _new_list(text, root, review, layout)
    elif index is not None:
        yield _replaced(text, reviews.children[str(index)], review, layout)
    elif reviews.children:
        yield _appended(text, reviews, review, layout)
    else:
        yield _first(text, reviews, review, layout)


def _layout_of(text: str, spot: Spot) -> _Layout:
    """The layout of the root: by what stands before its first key and after its colon."""
    first = min(spot.children.values(), key=lambda child: child.at)
    key_at = first.key_at or first.at
    before = _INDENT.search(text[spot.at + 1 : key_at])
    colon = re.search(r":[ \t]*", text[_end(text, key_at) : first.at])
    unit = before[1] if before and before[1] else "  "
    return _Layout(before[1] if before else None, unit, line_break(text), colon[0] if colon else ": ")


def _new_list(text: str, root: Spot, review: Mapping[str, Any], layout: _Layout) -> Edit:
    last = max(root.children.values(), key=lambda child: child.at)
    at = _end(text, last.at)
    before = layout.break_before() or (" " if layout.colon.endswith(" ") else "")
    return Edit(at, at, f',{before}"reviews"{layout.colon}{layout.written([review])}')


def _first(text: str, reviews: Spot, review: Mapping[str, Any], layout: _Layout) -> Edit:
    """The first item of a list that is there and empty."""
    inside = reviews.at + 1
    space = _SPACE.match(text, inside)
    closed = bool(space and _INDENT.search(space[0]))
    after = "" if closed else layout.break_before()
    return Edit(inside, inside, f"{layout.break_before(1)}{layout.written(review, 1)}{after}")


def _appended(text: str, reviews: Spot, review: Mapping[str, Any], layout: _Layout) -> Edit:
    """After the last item, as the first one stands to the bracket."""
    children = list(reviews.children.values())
    at = _end(text, children[-1].at)
    own = _of_item(text, reviews.at + 1, children[0], layout)
    before = own.break_before() or (" " if layout.colon.endswith(" ") else "")
    return Edit(at, at, f",{before}{own.written(review)}")


def _replaced(text: str, item: Spot, review: Mapping[str, Any], layout: _Layout) -> Edit:
    end = _end(text, item.at)
    line = max(text.rfind("\n", 0, item.at), text.rfind("\r", 0, item.at)) + 1
    indent = re.match(r"[ \t]*", text[line : item.at])
    several = any(mark in text[item.at : end] for mark in "\r\n")
    own = layout._replace(indent=indent[0] if several and indent else None)
    return Edit(item.at, end, own.written(review))


def _of_item(text: str, inside: int, first: Spot, layout: _Layout) -> _Layout:
    before = _INDENT.search(text[inside : first.at])
    return layout._replace(indent=before[1] if before else None)


def _end(text: str, at: int) -> int:
    """Where the value that begins at `at` ends."""
    return json.JSONDecoder(strict=False).raw_decode(text, at)[1]
