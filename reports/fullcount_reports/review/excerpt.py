"""The line of a document that a finding is about."""

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fullcount.disclosure import Place

__all__ = ["Excerpt", "Excerpts"]

LINE_END = re.compile(r"\r\n?|\n")
VALUE = re.compile(r'"(?:[^"\\]|\\.)*"|[^\s,{}\[\]]+|.')
BEFORE, AFTER, LONGEST = 60, 80, 200
"""Characters of a long line that are shown around a value, and of the value itself; our choice."""


class Excerpt(NamedTuple):
    """A line in three parts: what is before the value, the value, what is after it."""

    line: int
    before: str
    value: str
    after: str


class Excerpts:
    """The lines of one text."""

    def __init__(self, text: str) -> None:
        self._lines = LINE_END.split(text)

    def at(self, place: "Place | None") -> Excerpt | None:
        """The line of a place, cut around its column where it is long; None where there is no line."""
        if place is None or place.line > len(self._lines):
            return None
        line, start = self._lines[place.line - 1], place.column - 1
        found = VALUE.match(line, start)
        end = found.end() if found else start
        value = _cut(line[start:end], LONGEST)
        before = line[:start].lstrip()
        before = before if len(before) <= BEFORE else "…" + before[-BEFORE:]
        return Excerpt(place.line, before, value, _cut(line[end:].rstrip(), AFTER))


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[:longest] + "…"
