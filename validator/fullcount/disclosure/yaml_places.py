"""Where every value of a valid YAML text stands."""

from dataclasses import dataclass
from typing import Any

from fullcount.disclosure.places import Spot
from fullcount.disclosure.yaml_events import events

__all__ = ["spots"]


@dataclass(slots=True)
class _Frame:
    spot: Spot
    is_mapping: bool
    key: str | None = None
    key_at: int | None = None

    def place(self, spot: Spot) -> None:
        """Put a finished or opened value under the current key or the next index."""
        if self.is_mapping and self.key is not None:
            spot.key_at = self.key_at
            self.spot.children[self.key] = spot
            self.key = self.key_at = None
        else:
            self.spot.children[str(len(self.spot.children))] = spot


def spots(text: str) -> Spot:
    """The spots of a text that `parse_yaml` has accepted. Inside an alias they are those of its anchor."""
    stream = Spot(0)
    frames, anchors = [_Frame(stream, is_mapping=False)], dict[str, Spot]()
    for event in events(text, ""):
        kind = type(event).__name__
        if kind.endswith("EndEvent"):
            frames = frames[:-1] if kind != "DocumentEndEvent" else frames
        elif kind in {"ScalarEvent", "AliasEvent", "MappingStartEvent", "SequenceStartEvent"}:
            _take(event, kind, frames, anchors)
    return stream.children["0"]


def _take(event: Any, kind: str, frames: list[_Frame], anchors: dict[str, Spot]) -> None:
    at, frame = event.start_mark.index, frames[-1]
    if frame.is_mapping and frame.key is None:
        frame.key, frame.key_at = event.value, at
        if event.anchor is not None:
            anchors[event.anchor] = Spot(at)
        return
    spot = Spot(at, None, anchors[event.anchor].children if kind == "AliasEvent" else {})
    frame.place(spot)
    if kind != "AliasEvent" and event.anchor is not None:
        anchors[event.anchor] = spot
    if kind in {"MappingStartEvent", "SequenceStartEvent"}:
        frames.append(_Frame(spot, kind == "MappingStartEvent"))
