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

FOLLOWING = 4
"""Lines that are shown of a value that goes on; our choice."""


class Excerpt(NamedTuple):
    """A line in three parts: what is before the value, the value, what is after it.

    `following` are the lines after it, where the value goes on there.
    """

    line: int
    before: str
    value: str
    after: str
    following: tuple[str, ...]


class Excerpts:
    """The lines of one text."""

    def __init__(self, text: str) -> None:
        self._lines = LINE_END.split(text)

    def at(self, place: "Place | None") -> Excerpt | None:
        """The line of a place, cut around its column where it is long; None where there is no line."""
        if place is None or place.line > len(self._lines):
            return None
        line, *rest = self._together(place.line)
        start = place.column - 1 - (len(self._lines[place.line - 1]) - len(line))
        found = VALUE.match(line, start)
        end = found.end() if found else start
        value = _cut(line[start:end], LONGEST)
        before = line[:start] if start <= BEFORE else "…" + line[start - BEFORE : start]
        after = line[end:].rstrip()
        goes_on = value in {"{", "["} and not after
        following = tuple(_cut(text.rstrip(), LONGEST) for text in rest) if goes_on else ()
        return Excerpt(place.line, before, value, _cut(after, AFTER), following)

    def _together(self, number: int) -> list[str]:
        """The line `number` and the next ones, without the indentation of the first where all share it."""
        lines = self._lines[number - 1 : number + FOLLOWING]
        indent = lines[0][: len(lines[0]) - len(lines[0].lstrip())]
        return [line.removeprefix(indent) for line in lines]


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[:longest] + "…"
