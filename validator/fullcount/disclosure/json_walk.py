"""A walk over the tokens of a JSON text. The standard library keeps no positions; this finds them when asked."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from fullcount.disclosure import pointer as pointers
from fullcount.disclosure.places import Spot

__all__ = ["Step", "spots", "unquoted", "walk"]

_LEXEME = re.compile(r'[ \t\n\r]*("[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}:,]|[^\s\[\]{}:,"]+)', re.DOTALL)


class Step(NamedTuple):
    """One value on the walk: its pointer, lexeme (`{` or `[` for a container), offsets and nesting.

    `first_key_at` is set when its key has stood in the same object before.
    """

    pointer: str
    lexeme: str
    at: int
    key: str | None
    key_at: int | None
    first_key_at: int | None
    depth: int


@dataclass(slots=True)
class _Frame:
    pointer: str
    is_object: bool
    index: int = 0
    key: str | None = None
    key_at: int | None = None
    seen: dict[str, int] = field(default_factory=dict)

    def expects_key(self) -> bool:
        return self.is_object and self.key is None


def unquoted(lexeme: str) -> str:
    """The string that a JSON string literal stands for; the literal itself where an escape is not valid."""
    if "\\" not in lexeme:
        return lexeme[1:-1]
    try:
        return str(json.loads(lexeme, strict=False))
    except ValueError:
        return lexeme


def walk(text: str) -> Iterator[Step]:
    """Every value of the text in document order. On text that is not JSON it ends early, without an error."""
    frames: list[_Frame] = []
    for match in _LEXEME.finditer(text):
        lexeme, at = match[1], match.start(1)
        if lexeme in "}]":
            frames = frames[:-1]
        elif lexeme == "," and frames:
            _next(frames[-1])
        elif lexeme == ":":
            continue
        elif frames and frames[-1].expects_key():
            if not lexeme.startswith('"'):
                return
            frames[-1].key, frames[-1].key_at = unquoted(lexeme), at
        else:
            step = _step(frames, lexeme, at)
            yield step
            if lexeme in "{[":
                frames.append(_Frame(step.pointer, lexeme == "{"))


def _next(frame: _Frame) -> None:
    frame.index += 1
    frame.key = frame.key_at = None


def _step(frames: list[_Frame], lexeme: str, at: int) -> Step:
    depth = len(frames) + (lexeme in "{[")
    if not frames:
        return Step("", lexeme, at, None, None, None, depth)
    frame = frames[-1]
    if frame.key is None or frame.key_at is None:
        return Step(pointers.child(frame.pointer, frame.index), lexeme, at, None, None, None, depth)
    first_at = frame.seen.setdefault(frame.key, frame.key_at)
    first_at_if_repeated = None if first_at == frame.key_at else first_at
    pointer = pointers.child(frame.pointer, frame.key)
    return Step(pointer, lexeme, at, frame.key, frame.key_at, first_at_if_repeated, depth)


def spots(text: str) -> Spot:
    """Where every value of a valid JSON text stands."""
    by_pointer: dict[str, Spot] = {}
    for step in walk(text):
        spot = by_pointer[step.pointer] = Spot(step.at, step.key_at)
        if step.pointer:
            parent, _, name = step.pointer.rpartition("/")
            by_pointer[parent].children[pointers.split(f"/{name}")[0]] = spot
    return by_pointer[""]
