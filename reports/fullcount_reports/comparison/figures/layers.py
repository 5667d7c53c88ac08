"""Layers of a figure laid out in pixels, so that no name from a disclosure is ever part of a scale or an expression."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from fullcount_reports.comparison.figures.look import config
from fullcount_reports.comparison.figures.wording import wrapped
from fullcount_reports.figures.bars import SCHEMA
from fullcount_reports.figures.theme import LIGHT

__all__ = [
    "HEADER",
    "NAMES",
    "PLOT",
    "ROW",
    "Layer",
    "Rows",
    "coded",
    "layer",
    "linear",
    "log",
    "sheet",
    "text",
]

Layer = dict[str, Any]
Rows = Iterable[Mapping[str, Any]]

NAMES, PLOT, ROW, HEADER = 230, 380, 32, 30
_TICK = "datum.value >= 10000 ? format(datum.value, '~s') : format(datum.value, '~g')"


def sheet(
    title: str, notes: Sequence[str], height: float, layers: Sequence[Layer], width: float = PLOT
) -> Layer:
    """The specification in the light theme; `notes` stand below the title."""
    lines = [line for note in notes if note for line in wrapped(note)]
    return {
        "$schema": SCHEMA,
        "description": title,
        "title": {"text": title, "subtitle": lines},
        "width": width,
        "height": height,
        "layer": [each for each in layers if each["data"]["values"]],
        "config": config(LIGHT),
    }


def layer(mark: str, style: str, rows: Rows, *, x: Layer, **more: Any) -> Layer:
    """Marks at `y` (and to `y2`) in pixels from the top; further channels in `encoding`, properties in `properties`."""
    values = list(rows)
    down: Layer = {"y": {"field": "y", "type": "quantitative", "scale": None, "axis": None}}
    if any("y2" in row for row in values):
        down["y2"] = {"field": "y2"}
    return {
        "data": {"values": values},
        "mark": {"type": mark, "style": style, **more.get("properties", {})},
        "encoding": {**down, **x, **more.get("encoding", {})},
    }


def text(rows: Rows, style: str, left: float) -> Layer:
    """The field `text` of each row, from that pixel to the right."""
    return layer(
        "text", style, rows, x={"x": {"value": left}}, encoding={"text": {"field": "text", "type": "nominal"}}
    )


def linear(title: str, domain: Sequence[float], tick: str = _TICK) -> Layer:
    """The channel x of the field `x` on a linear axis."""
    axis = {"title": title, "labelExpr": tick, "tickCount": 5, "grid": True}
    return _x({"domain": list(domain), "nice": False, "zero": False}, axis)


def log(title: str, values: Sequence[float]) -> Layer:
    """The channel x of the field `x` on a logarithmic axis around the values, with ticks at 1, 2 and 5."""
    low, high = min(values) / 1.25, max(values) * 1.25
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    steps = (1, 2, 5) if len(decades) <= 4 else (1,)
    ticks = [tick for power in decades for step in steps if low <= (tick := step * 10.0**power) <= high]
    axis = {"title": title, "labelExpr": _TICK, "values": ticks, "grid": True}
    return _x({"type": "log", "domain": [low, high], "nice": False}, axis)


def _x(scale: Layer, axis: Layer) -> Layer:
    return {"x": {"field": "x", "type": "quantitative", "scale": scale, "axis": axis}}


def coded(field: str, values: Mapping[str, str], title: str | None) -> Layer:
    """A channel that shows the field in the colours or shapes of its values; no legend where the title is None."""
    legend = None if title is None else {"title": title or None}
    scale = {"domain": list(values), "range": list(values.values())}
    return {"field": field, "type": "nominal", "scale": scale, "legend": legend}
