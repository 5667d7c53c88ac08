"""The values of a YAML text with where each begins and ends."""

from dataclasses import dataclass, field
from typing import Any

from fullcount.disclosure.yaml_events import events

__all__ = ["Node", "tree"]


@dataclass(slots=True)
class Node:
    """A value. `end` is behind its last character; `keys` are those of a mapping, `items` the values inside.

    `gaps` are the stretches between the values inside an item of a list, where comments may stand.
    """

    begin: int
    end: int
    column: int
    flow: bool = False
    mapping: bool = False
    text: str | None = None
    keys: "list[Node]" = field(default_factory=list)
    items: "list[Node]" = field(default_factory=list)
    gaps: list[tuple[int, int]] = field(default_factory=list)

    def named(self, key: str) -> "Node | None":
        """The value of a key."""
        found = (item for name, item in zip(self.keys, self.items, strict=False) if name.text == key)
        return next(found, None)

    def add(self, node: "Node") -> None:
        """Take a key or a value, whichever comes next."""
        if self.mapping and len(self.keys) == len(self.items):
            self.keys.append(node)
        else:
            self.items.append(node)


_OF_AN_ITEM = 2
"""How deep the items of a list below the root stand; only of these the gaps are kept."""


def tree(text: str) -> tuple[Node, int]:
    """The root of a text that has been parsed, and where its document ends."""
    builder = _Builder(len(text))
    for event in events(text, ""):
        builder.take(event, type(event).__name__)
    return builder.root, builder.end


class _Builder:
    """Takes the events of a text; `last` is the end of the last value or closing bracket."""

    def __init__(self, length: int) -> None:
        self.root = Node(0, length, 0)
        self.end = length
        self._last = 0
        self._frames: list[Node] = []

    def take(self, event: Any, kind: str) -> None:
        if kind in {"MappingEndEvent", "SequenceEndEvent"}:
            self._close(event)
        elif kind in {"ScalarEvent", "AliasEvent"}:
            self._place(_node(event, kind))
            self._last = event.end_mark.index
        elif kind in {"MappingStartEvent", "SequenceStartEvent"}:
            node = _node(event, kind)
            self._place(node)
            self._frames.append(node)
        elif kind == "DocumentEndEvent" and event.explicit:
            self.end = event.start_mark.index

    def _place(self, node: Node) -> None:
        self._leave_gap(node.begin)
        if self._frames:
            self._frames[-1].add(node)
        else:
            self.root = node

    def _close(self, event: Any) -> None:
        """A list or mapping between brackets ends with its bracket; in block style with what is inside."""
        if self._frames[-1].flow:
            self._leave_gap(event.start_mark.index)
            self._last = event.end_mark.index
        node = self._frames.pop()
        node.end = max(node.end, self._last)

    def _leave_gap(self, begin: int) -> None:
        """What lies between the last value and the next one, for the item that both are in."""
        if len(self._frames) > _OF_AN_ITEM and self._frames[_OF_AN_ITEM].begin < begin:
            item = self._frames[_OF_AN_ITEM]
            item.gaps.append((max(self._last, item.begin), begin))


def _node(event: Any, kind: str) -> Node:
    start, end = event.start_mark, event.end_mark
    flow = bool(getattr(event, "flow_style", False))
    text = event.value if kind == "ScalarEvent" else None
    return Node(start.index, end.index, start.column, flow, kind == "MappingStartEvent", text)
