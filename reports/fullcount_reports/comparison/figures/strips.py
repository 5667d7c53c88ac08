"""Strips of dots on a logarithmic axis: which dot stands in which row and lane."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fullcount_reports.card.codes import title_of
from fullcount_reports.comparison.figures.layers import HEADER
from fullcount_reports.comparison.figures.records import Record, number, positive, words
from fullcount_reports.comparison.figures.wording import clip, joined

__all__ = ["Strip", "Strips", "by_value", "ends", "in_rows", "row_of", "strips"]

_LANE, _LANES, _LOWEST, _EDGE = 11.0, 12, 34.0, 12.0
_ENERGY = {
    "accelerator": "energy of accelerators alone",
    "node": "energy of nodes",
    "it": "energy of IT equipment",
    "facility": "energy of the facility",
    "": "energy boundary not stated",
}
_WIDTH = ("facility", "it", "node", "accelerator")
_NOT_STATED = "Accelerator not stated"
_PHASES = {"manufacture": "manufacture", "all": "use and manufacture"}


@dataclass(frozen=True, slots=True)
class Strip:
    """The dots of one accelerator, energy boundary and phase, from the lowest value; heights are in pixels."""

    label: str
    y: float
    dots: tuple[tuple[float, Record], ...]


@dataclass(frozen=True, slots=True)
class Strips:
    """All strips below the headers of their accelerators, and the height of them all in pixels."""

    strips: tuple[Strip, ...]
    headers: tuple[tuple[float, str], ...]
    height: float


def row_of(record: Record) -> tuple[str, str, str]:
    """Accelerator in words, energy boundary and phase: what is alike enough to stand in one row."""
    codes = words(record, "accelerators").split("; ")
    accelerator = joined((title_of("accelerator", code) for code in codes), " and ")
    return accelerator or _NOT_STATED, words(record, "energy_boundary"), words(record, "phase")


def in_rows(record: Record) -> tuple[bool, str, tuple[bool, int], str]:
    """The order of rows: accelerators by name, the whole facility first, what is not stated last."""
    accelerator, boundary, phase = row_of(record)
    wide = _WIDTH.index(boundary) if boundary in _WIDTH else len(_WIDTH)
    return accelerator == _NOT_STATED, accelerator, (phase == "manufacture", wide), f"{boundary} {phase}"


def by_value(row: Sequence[Record]) -> list[Record]:
    """The records of a row from the lowest value."""
    return sorted(row, key=lambda each: number(each, "value") or 0.0)


def ends(record: Record) -> Iterator[float]:
    """The ends of the interval and the value, where they have a place on a logarithmic axis."""
    found = (positive(record, name) for name in ("low", "value", "high"))
    return (end for end in found if end is not None)


def strips(rows: Sequence[Sequence[Record]], scale: float) -> Strips:
    """Rows in their order, with a header before each new accelerator. `scale` is pixels per factor of e."""
    found: list[Strip] = []
    headers: list[tuple[float, str]] = []
    top = 0.0
    for row in rows:
        accelerator, _, _ = row_of(row[0])
        if not headers or headers[-1][1] != accelerator:
            headers.append((top + HEADER / 2, accelerator))
            top += HEADER
        strip, height = _strip(by_value(row), top, scale)
        found.append(strip)
        top += height
    return Strips(tuple(found), tuple(headers), top)


def _strip(row: Sequence[Record], top: float, scale: float) -> tuple[Strip, float]:
    lanes = _lanes(row, scale)
    height = max(_LOWEST, (1 + max(lanes)) * _LANE + _EDGE)
    middle = top + height / 2
    places = (middle + (lane - max(lanes) / 2) * _LANE for lane in lanes)
    return Strip(_label(row[0]), middle, tuple(zip(places, row, strict=True))), height


def _lanes(row: Sequence[Record], scale: float) -> list[int]:
    """A lane for each dot and its interval from the left, so that none touch; with all lanes full they do."""
    taken: list[float] = []
    lanes: list[int] = []
    for each in row:
        left, right = (math.log(end) * scale for end in (min(ends(each)), max(ends(each))))
        full = len(lanes) % _LANES if len(taken) == _LANES else len(taken)
        lane = next((lane for lane, end in enumerate(taken) if left - end >= _LANE), full)
        taken[lane : lane + 1] = [right]
        lanes.append(lane)
    return lanes


def _label(record: Record) -> str:
    _, boundary, phase = row_of(record)
    if phase == "manufacture":
        return _PHASES[phase]
    return clip(joined((_ENERGY.get(boundary, boundary), _PHASES.get(phase, "")), "; "), 44)
