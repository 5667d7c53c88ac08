"""The values of a YAML text with where each begins and ends."""

from dataclasses import dataclass, field
from typing import Any

from fullcount.disclosure.yaml_events import events

__all__ = ["Node", "tree"]


@dataclass(slots=True)
class Node:
    """A value. `end` is behind its last character; `keys` are those of a mapping, `items` the values inside.

    `gaps` are the stretches between the scalars inside, where comments may stand.
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


def tree(text: str) -> tuple[Node, int]:
    """The root of a text that has been parsed, and where its document ends."""
    end, root, frames = len(text), Node(0, len(text), 0), list[Node]()
    for event in events(text, ""):
        kind = type(event).__name__
        if kind == "DocumentEndEvent" and event.explicit:
            end = event.start_mark.index
        elif kind in {"MappingEndEvent", "SequenceEndEvent"}:
            _close(frames.pop(), event, frames)
        elif kind in {"ScalarEvent", "AliasEvent", "MappingStartEvent", "SequenceStartEvent"}:
            node = _node(event, kind)
            if frames:
                _leave_gap(frames, node)
                frames[-1].add(node)
            else:
                root = node
            if kind.endswith("StartEvent"):
                frames.append(node)
            else:
                _reach(frames, node.end)
    return root, end


def _node(event: Any, kind: str) -> Node:
    start, end = event.start_mark, event.end_mark
    flow = bool(getattr(event, "flow_style", False))
    text = event.value if kind == "ScalarEvent" else None
    return Node(start.index, end.index, start.column, flow, kind == "MappingStartEvent", text)


def _close(node: Node, event: Any, frames: list[Node]) -> None:
    """A list or mapping between brackets ends with its bracket; in block style with what is inside."""
    if node.flow:
        _leave_gap([*frames, node], Node(event.start_mark.index, event.start_mark.index, 0))
        node.end = event.end_mark.index
    _reach(frames, node.end)


def _reach(frames: list[Node], end: int) -> None:
    for frame in frames:
        frame.end = max(frame.end, end)


def _leave_gap(frames: list[Node], node: Node) -> None:
    """What lies between the last value and this one."""
    for frame in frames:
        if frame.end < node.begin:
            frame.gaps.append((frame.end, node.begin))
