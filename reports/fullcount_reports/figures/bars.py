"""Horizontal stacked bars as a Vega-Lite specification, with every number in its data."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fullcount_reports.figures.palette import ink_on

__all__ = ["SCHEMA", "Bar", "ChartText", "Segment", "stacked_bars"]

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.20.0.json"
_WIDTH, _STEP, _LABEL_LIMIT = 690.0, 36, 220.0
_CHARACTER = 7.0  # mean width of a character of the labels, in pixels
_PADDING = 10.0
ENGLISH_SEPARATORS = (",", ".")
_TICK = "format(datum.value, datum.value >= 1000 ? '~s' : '~g')"


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a bar: its name in the legend, its colour, its length and the text that says its number."""

    name: str
    colour: str
    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its segments from the left, and the text behind its end."""

    name: str
    segments: tuple[Segment, ...]
    end_label: str = ""

    @property
    def length(self) -> float:
        """Sum of the segments."""
        return sum(segment.value for segment in self.segments)


@dataclass(frozen=True, slots=True)
class ChartText:
    """The words of a chart; the subtitle carries the status of the data.

    There is no legend without `legend`; its entries stand in the order of `order`, others after them. `separators`
    are those of thousands and of decimals on the axis; `colon` parts a bar from the segments named behind it.
    """

    title: str
    subtitle: str
    x_title: str
    y_title: str
    legend: str = ""
    order: tuple[str, ...] = ()
    separators: tuple[str, str] = ENGLISH_SEPARATORS
    colon: str = ": "


def stacked_bars(bars: Sequence[Bar], text: ChartText, at_most: float | None = None) -> dict[str, Any]:
    """The specification; the axis starts at zero and leaves room for the labels behind the bars.

    A segment is labelled inside where its label fits; what is too small is in the text behind the bar.
    """
    plot = _plot(bars, at_most or max(bar.length for bar in bars) or 1.0, text.colon)
    rows = [row for bar in bars for row in _rows(bar, plot)]
    return {
        "$schema": SCHEMA,
        "title": {"text": text.title, "subtitle": text.subtitle},
        "width": plot.width,
        "height": {"step": _STEP},
        **_locale(text),
        "data": {"values": rows},
        "encoding": {"y": _y_axis(bars, text)},
        "layer": [_bars(_colours(bars, text), text, plot.width * plot.per_pixel), _inside(), _behind()],
    }


def _locale(text: ChartText) -> dict[str, Any]:
    thousands, decimal = text.separators
    if (thousands, decimal) == ENGLISH_SEPARATORS:
        return {}
    number = {"thousands": thousands, "decimal": decimal, "grouping": [3], "currency": ["", ""]}
    return {"config": {"locale": {"number": number}}}


@dataclass(frozen=True, slots=True)
class _Plot:
    """The plot beside the names of the bars: its width in pixels, and how much a pixel stands for."""

    width: float
    per_pixel: float
    colon: str


def _plot(bars: Sequence[Bar], longest: float, colon: str) -> _Plot:
    width = _WIDTH - min(max(_width(bar.name) for bar in bars), _LABEL_LIMIT)
    behind = max(_width(bar.end_label) for bar in bars)
    return _Plot(width, longest / (width - behind), colon)


def _rows(bar: Bar, plot: _Plot) -> Iterator[dict[str, Any]]:
    start = 0.0
    fits = [_width(segment.label) <= segment.value / plot.per_pixel for segment in bar.segments]
    for segment, label_fits in zip(bar.segments, fits, strict=True):
        end = start + segment.value
        yield {
            "bar": bar.name,
            "segment": segment.name,
            "value": segment.value,
            "start": start,
            "end": end,
            "middle": (start + end) / 2,
            "colour": segment.colour,
            "ink": ink_on(segment.colour),
            "inside": segment.label if label_fits else "",
            "behind": _behind_text(bar, fits, plot) if segment is bar.segments[-1] else "",
        }
        start = end


def _behind_text(bar: Bar, fits: Sequence[bool], plot: _Plot) -> str:
    """The end label and, where there is room for them, the segments too small to be labelled inside."""
    hidden = (s for s, label_fits in zip(bar.segments, fits, strict=True) if s.label and not label_fits)
    small = [f"{segment.name} {segment.label}" for segment in hidden]
    full = f"{bar.end_label}{plot.colon}{', '.join(small)}" if small else bar.end_label
    return full if bar.length / plot.per_pixel + _width(full) <= plot.width else bar.end_label


def _width(text: str) -> float:
    return len(text) * _CHARACTER + _PADDING


def _colours(bars: Sequence[Bar], text: ChartText) -> dict[str, str]:
    """Colour of each name, in the order of the legend."""
    found = {segment.name: segment.colour for bar in bars for segment in bar.segments}
    names = [name for name in text.order if name in found]
    return {name: found[name] for name in (*names, *found)}


def _y_axis(bars: Sequence[Bar], text: ChartText) -> dict[str, Any]:
    return {"field": "bar", "type": "nominal", "title": text.y_title, "sort": [bar.name for bar in bars]}


def _bars(colours: Mapping[str, str], text: ChartText, end: float) -> dict[str, Any]:
    scale = {"domain": list(colours), "range": list(colours.values())}
    legend = {"title": text.legend} if text.legend else None
    return {
        "mark": {"type": "bar", "height": {"band": 0.68}},
        "encoding": {
            "x": {
                "field": "start",
                "type": "quantitative",
                "title": text.x_title,
                "scale": {"domain": [0, end], "nice": False},
                "axis": {"labelExpr": _TICK, "tickCount": 5, "grid": False, "ticks": True},
            },
            "x2": {"field": "end"},
            "color": {"field": "segment", "type": "nominal", "scale": scale, "legend": legend},
        },
    }


def _inside() -> dict[str, Any]:
    return {
        "mark": {"type": "text", "align": "center", "baseline": "middle"},
        "encoding": {
            "x": {"field": "middle", "type": "quantitative"},
            "text": {"field": "inside"},
            "color": {"field": "ink", "type": "nominal", "scale": None},
        },
    }


def _behind() -> dict[str, Any]:
    return {
        "mark": {"type": "text", "align": "left", "baseline": "middle", "dx": 6},
        "encoding": {"x": {"field": "end", "type": "quantitative"}, "text": {"field": "behind"}},
    }
