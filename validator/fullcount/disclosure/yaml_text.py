"""YAML text to plain data: only what JSON can say, from an untrusted source.

The events of the parser are read in one loop without recursion; every limit is judged before memory is spent.
"""

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from fullcount.disclosure import pointer as pointers
from fullcount.disclosure.limits import Limits
from fullcount.disclosure.places import LineTable
from fullcount.disclosure.problem import MAX_PROBLEMS, Place, Problem, Unreadable
from fullcount.disclosure.yaml_events import Parser, events
from fullcount.disclosure.yaml_scalars import CORE, Refused, Scalar, resolve, resolve_tagged

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["parse_yaml"]

_SURROGATE = re.compile("[\ud800-\udfff]")
_COLLECTION_TAGS = {"MappingStartEvent": f"{CORE}map", "SequenceStartEvent": f"{CORE}seq"}


class _Built(NamedTuple):
    """A finished value with its size and nesting, each alias counted as what it stands for."""

    value: Any
    nodes: int = 1
    depth: int = 0


_OPEN = _Built(None)
"""What an anchor means while its value is not finished."""


@dataclass(slots=True)
class _Frame:
    container: dict[str, Any] | list[Any]
    anchor: str | None
    key: str | None = None
    key_at: dict[str, int] = field(default_factory=dict)
    nodes: int = 1
    depth: int = 1

    def expects_key(self) -> bool:
        return self.key is None and isinstance(self.container, dict)

    def step(self) -> str | int:
        return (self.key or "") if isinstance(self.container, dict) else len(self.container)

    def add(self, built: _Built) -> None:
        self.nodes += built.nodes
        self.depth = max(self.depth, built.depth + 1)
        if isinstance(self.container, list):
            self.container.append(built.value)
        elif self.key is not None:
            self.container[self.key] = built.value
            self.key = None


class _Stop(Exception):  # noqa: N818 (it ends the reading; the problem is already noted)
    pass


def parse_yaml(text: str, name: str, limits: Limits, parser: Parser | None = None) -> Any:
    """The data of a YAML text with one document.

    Raises Unreadable with every repeated key, merge key, key that is no string, tag, NaN, infinity and overlong
    number, or with the first thing that makes going on pointless: a syntax error, a limit, a broken alias.
    """
    builder = _Builder(text, limits)
    try:
        for event in events(text, name, parser):
            builder.take(event)
    except _Stop:
        pass
    if builder.documents == 0:
        builder.note(0, "no document, only comments", "a disclosure", "start one with `fullcount init`")
    if builder.problems:
        raise Unreadable(name, tuple(builder.problems))
    return builder.root


class _Builder:
    def __init__(self, text: str, limits: Limits) -> None:
        self.root: Any = None
        self.documents = 0
        self.problems: list[Problem] = []
        self._lines: LineTable | None = None
        self._text = text
        self._limits = limits
        self._escapes = "\\u" in text or "\\U" in text
        self._frames: list[_Frame] = []
        self._anchors: dict[str, _Built] = {}
        self._nodes = 0
        self._expanded = 0
        self._takers: dict[str, Callable[[Any], None]] = {
            "DocumentStartEvent": self._document,
            "ScalarEvent": self._scalar,
            "MappingStartEvent": self._open,
            "SequenceStartEvent": self._open,
            "MappingEndEvent": self._close,
            "SequenceEndEvent": self._close,
            "AliasEvent": self._alias,
        }

    def take(self, event: Any) -> None:
        taker = self._takers.get(type(event).__name__)
        if taker:
            taker(event)

    def note(self, at: int, found: str, expected: str, remedy: str) -> None:
        pointer = pointers.join(frame.step() for frame in self._frames if not frame.expects_key())
        self.problems.append(Problem(pointers.printable(pointer), self._place(at), found, expected, remedy))
        if len(self.problems) >= MAX_PROBLEMS:
            raise _Stop

    def _place(self, at: int) -> Place:
        self._lines = self._lines or LineTable(self._text)
        return self._lines.place(at)

    def _fail(self, event: Any, found: str, expected: str, remedy: str) -> None:
        self.note(event.start_mark.index, found, expected, remedy)
        raise _Stop

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self._fail(event, "a second document after ---", "one document in a file", "split the file")

    def _count(self, event: Any, nodes: int, depth: int) -> None:
        self._nodes += nodes
        if self._nodes > self._limits.max_nodes:
            found, most = f"more than {self._limits.max_nodes} values", f"at most {self._limits.max_nodes}"
            self._fail(event, found, most, "check that this is a disclosure")
        if len(self._frames) + depth > self._limits.max_depth:
            found = f"more than {self._limits.max_depth} objects and lists inside one another"
            self._fail(event, found, f"at most {self._limits.max_depth}", "check that this is a disclosure")

    def _scalar(self, event: Any) -> None:
        value = self._value(event)
        if event.anchor is not None:
            self._anchors[event.anchor] = _Built(value)
        if self._frames and self._frames[-1].expects_key():
            self._key(value, event)
        else:
            self._count(event, 1, 0)
            self._finish(_Built(value))

    def _value(self, event: Any) -> Scalar:
        value: Scalar | Refused = event.value
        if event.tag is not None and event.tag != "!":
            value = self._tagged(event)
        elif event.implicit[0] and event.tag is None:
            value = resolve(event.value, self._limits)
        if isinstance(value, Refused):
            self.note(event.start_mark.index, value.found, value.expected, value.remedy)
            return event.value  # type: ignore[no-any-return]
        if self._escapes and isinstance(value, str) and _SURROGATE.search(value):
            found = "half of a surrogate pair, which is no character"
            self.note(event.start_mark.index, found, "whole characters", "write the character itself")
        return value

    def _tagged(self, event: Any) -> Scalar | Refused:
        if event.tag.removeprefix(CORE) in {"str", "int", "float", "bool", "null"}:
            return resolve_tagged(event.tag, event.value, self._limits)
        return Refused(
            f"the tag {_short_tag(event.tag)}", "plain text, numbers, lists and keys", "remove the tag"
        )

    def _key(self, value: Scalar, event: Any) -> None:
        frame, at = self._frames[-1], event.start_mark.index
        if value == "<<" and event.implicit[0]:
            self.note(at, "a merge key <<", "every key written out", "copy the keys that it would bring")
        elif not isinstance(value, str):
            found = f"the key {event.value or 'null'}, which is not text"
            self.note(at, found, "keys that are text", "put the key in quotes")
        key = value if isinstance(value, str) else event.value
        frame.key = key
        if key in frame.key_at:
            first = self._place(frame.key_at[key]).line
            found = f"the key {json.dumps(key)} again, first on line {first}"
            self.note(at, found, "every key once", "remove or rename one of the two")
        frame.key_at.setdefault(key, at)

    def _open(self, event: Any) -> None:
        if self._frames and self._frames[-1].expects_key():
            self._fail(event, "a list or an object as a key", "keys that are text", "put the key in quotes")
        expected = _COLLECTION_TAGS[type(event).__name__]
        if event.tag not in {None, "!", expected}:
            found = f"the tag {_short_tag(event.tag)}"
            self.note(event.start_mark.index, found, "plain text, numbers, lists and keys", "remove the tag")
        self._count(event, 1, 1)
        if event.anchor is not None:
            self._anchors[event.anchor] = _OPEN
        self._frames.append(_Frame({} if expected.endswith("map") else [], event.anchor))

    def _close(self, _event: Any) -> None:
        frame = self._frames.pop()
        built = _Built(frame.container, frame.nodes, frame.depth)
        if frame.anchor is not None:
            self._anchors[frame.anchor] = built
        self._finish(built)

    def _alias(self, event: Any) -> None:
        built = self._anchors.get(event.anchor)
        if built is None:
            self._fail(
                event, f"the alias *{event.anchor} without an anchor", "a known name", "write the value out"
            )
        elif built is _OPEN:
            self._fail(
                event, f"the alias *{event.anchor} inside its own anchor", "an end", "write the value out"
            )
        elif self._frames and self._frames[-1].expects_key():
            self._fail(
                event, f"the alias *{event.anchor} as a key", "keys that are text", "write the key out"
            )
        else:
            self._expand(event, built)

    def _expand(self, event: Any, built: _Built) -> None:
        self._expanded += built.nodes
        if self._expanded > self._limits.max_alias_expansion:
            found = f"aliases that stand for more than {self._limits.max_alias_expansion} values"
            self._fail(event, found, "fewer", "write the values out")
        self._count(event, built.nodes, built.depth)
        self._finish(built)

    def _finish(self, built: _Built) -> None:
        if self._frames:
            self._frames[-1].add(built)
        else:
            self.root = built.value


def _short_tag(tag: str) -> str:
    return f"!!{tag.removeprefix(CORE)}" if tag.startswith(CORE) else tag
