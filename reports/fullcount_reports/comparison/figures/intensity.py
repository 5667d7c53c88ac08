"""GHG per accelerator-hour by accelerator: one dot a reading, on a logarithmic axis."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from fullcount_reports.card.codes import in_order, lowered, title_of
from fullcount_reports.comparison.figures.chart import Chart, Column, NothingToDrawError, Table
from fullcount_reports.comparison.figures.layers import HEADER, NAMES, PLOT, Layer, coded, layer, log, sheet, text
from fullcount_reports.comparison.figures.places import beside
from fullcount_reports.comparison.figures.records import Record, number, records, words
from fullcount_reports.comparison.figures.wording import ROWS, clip, joined, left_over, name_of, short, statuses
from fullcount_reports.figures.palette import GHG_BASIS_COLOURS, UNKNOWN

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["intensity"]

NAME = "ghg-per-accelerator-hour"
_TITLE = "GHG per accelerator-hour, by accelerator"
_AXIS = "kgCO2e per accelerator-hour (logarithmic)"
_NOTE = "Rows with another energy boundary or phase stand apart: with and without the PUE a figure means something else."
_NEEDED = ("subject", "metric", "per", "value", "unit", "accelerators", "energy_boundary", "ghg_basis", "phase")
_SHAPES = {"primary": "circle", "transcribed": "diamond", "synthetic": "triangle-up"}
_LANE, _LANES, _TALLEST = 11.0, 12, 34.0


@dataclass(frozen=True, slots=True)
class _Strip:
    """The dots of one accelerator, energy boundary and phase, with the middle of its row and of each dot."""

    accelerator: str
    label: str
    y: float
    dots: tuple[tuple[float, Record], ...]


def intensity(frame: "DataFrame") -> Chart:
    """Rows of the metric `ghg` per accelerator-hour in kgCO2e of one kind of accelerator.

    `data_status`, `low` and `high` are shown where the frame has them. Raises NothingToDrawError.
    """
    asked = [each for each in records(frame, _NEEDED) if _asked(each)]
    known = sorted((each for each in asked if _drawable(each)), key=_row_of)
    if not known:
        raise NothingToDrawError(NAME, "no row has the metric ghg per accelerator-hour above zero")
    rows = [list(found) for _, found in groupby(known, key=_row_of)]
    notes = (_NOTE, joined((statuses(known), _spread(known), left_over(min(len(rows), ROWS), len(rows))), " "), _absent(asked, known))
    return Chart(NAME, _TITLE, joined(notes, " "), _specification(rows[:ROWS], notes), _table(asked))


def _asked(record: Record) -> bool:
    return words(record, "metric") == "ghg" and words(record, "per") == "accelerator-hour"


def _drawable(record: Record) -> bool:
    value = number(record, "value")
    return value is not None and value > 0 and words(record, "unit").startswith("kgCO2e")


def _row_of(record: Record) -> tuple[str, str, str]:
    return words(record, "accelerators") or "not stated", words(record, "energy_boundary") or "~", words(record, "phase")


def _absent(asked: Sequence[Record], known: Sequence[Record]) -> str:
    absent = len(asked) - len(known)
    return f"{absent} without a figure above zero in kgCO2e are not drawn; the table has them." if absent else ""


def _spread(known: Sequence[Record]) -> str:
    """The widest spread within one row, which is what the figure is looked at for."""
    rows = (list(found) for _, found in groupby(known, key=_row_of))
    ratios = [(max(values) / min(values), _row_of(row[0])[0]) for row in rows if len(values := _values(row)) > 1]
    if not ratios:
        return ""
    ratio, accelerator = max(ratios)
    return f"Widest spread in one row: {short(ratio)} times, {clip(accelerator, 60)}."


def _values(row: Sequence[Record]) -> list[float]:
    return [value for each in row if (value := number(each, "value")) is not None]


def _specification(rows: Sequence[Sequence[Record]], notes: Sequence[str]) -> Layer:
    x = log(_AXIS, [end for row in rows for each in row for end in _ends(each)])
    low, high = x["x"]["scale"]["domain"]
    strips, headers, height = _strips(rows, PLOT / math.log(high / low))
    dots = [_dot(y, each) for strip in strips for y, each in strip.dots]
    spans = [{"y": dot["y"], "x": dot["low"], "x2": dot["high"]} for dot in dots if dot["low"] and dot["high"]]
    return sheet(_TITLE, notes, height, [
        layer("rule", "line", [{"y": y - HEADER / 2} for y, _ in headers], x={"x": {"value": -NAMES}, "x2": {"value": PLOT}}),
        layer("rule", "interval", spans, x={**x, "x2": {"field": "x2"}}),
        layer("point", "dot", dots, x=x, encoding=_codes(dots), properties={"size": 70}),
        text([{"y": y, "text": clip(name, 60)} for y, name in headers], "header", -NAMES),
        text([{"y": strip.y, "text": clip(strip.label, 42)} for strip in strips], "detail", -NAMES),
        *beside([(strip.y, *_range(strip)) for strip in strips], PLOT + 16, 52),
    ])  # fmt: skip


def _ends(record: Record) -> Iterator[float]:
    found = (number(record, name) for name in ("low", "value", "high"))
    return (end for end in found if end is not None and end > 0)


def _strips(rows: Sequence[Sequence[Record]], scale: float) -> tuple[list[_Strip], list[tuple[float, str]], float]:
    strips, headers, top, before = [], [], 0.0, ""
    for row in rows:
        accelerator, _, _ = _row_of(row[0])
        if accelerator != before:
            headers.append((top + HEADER / 2, accelerator))
            top, before = top + HEADER, accelerator
        lanes = _lanes(row, scale)
        height = max(_TALLEST, (1 + max(lanes)) * _LANE + 12)
        middle = top + height / 2
        offsets = [(lane - max(lanes) / 2) * _LANE for lane in lanes]
        dots = tuple((middle + offset, each) for offset, each in zip(offsets, _by_value(row), strict=True))
        strips.append(_Strip(accelerator, _label(row[0]), middle, dots))
        top += height
    return strips, headers, top


def _by_value(row: Sequence[Record]) -> list[Record]:
    return sorted(row, key=lambda each: number(each, "value") or 0.0)


def _lanes(row: Sequence[Record], scale: float) -> list[int]:
    """A lane for each dot from the left, so that no two lie on one another; beyond the last lane they do."""
    last: list[float] = []
    lanes = []
    for each in _by_value(row):
        left, right = (math.log(end) * scale for end in (min(_ends(each)), max(_ends(each))))
        free = next((lane for lane, end in enumerate(last) if left - end >= _LANE), len(last) % _LANES)
        last[free:free + 1] = [right]
        lanes.append(free)
    return lanes


def _label(record: Record) -> str:
    boundary, phase = words(record, "energy_boundary"), words(record, "phase")
    energy = f"energy of {title_of('energy-boundary', boundary).lower()}" if boundary else "energy boundary not stated"
    energy = energy.replace("energy of it equipment", "energy of IT equipment")
    return energy if phase in {"use", ""} else f"{energy}; {_PHASES.get(phase, phase)}"


_PHASES = {"manufacture": "manufacture", "all": "use and manufacture"}


def _dot(y: float, record: Record) -> dict[str, Any]:
    basis, status = words(record, "ghg_basis") or "unspecified", words(record, "data_status")
    return {
        "y": y, "x": number(record, "value"), "low": number(record, "low"), "high": number(record, "high"),
        "basis": lowered("ghg-basis", basis), "colour": GHG_BASIS_COLOURS.get(basis, UNKNOWN),
        "status": title_of("data-status", status).lower() if status else "not given",
        "shape": _SHAPES.get(status, "square"), "subject": name_of(record),
    }  # fmt: skip


def _codes(dots: Sequence[dict[str, Any]]) -> Layer:
    colours = {lowered("ghg-basis", code): GHG_BASIS_COLOURS.get(code, UNKNOWN) for code in in_order("ghg-basis", GHG_BASIS_COLOURS)}
    used = {dot["basis"]: dot["colour"] for dot in dots}
    shapes = dict(sorted({dot["status"]: dot["shape"] for dot in dots}.items()))
    present = {name: colour for name, colour in (colours | used).items() if name in used}
    return {"color": coded("basis", present, "GHG basis"), "shape": coded("status", shapes, "status of the data")}


def _range(strip: _Strip) -> tuple[str, str]:
    found = _by_value([each for _, each in strip.dots])
    low, high = (number(each, "value") or 0.0 for each in (found[0], found[-1]))
    if len(found) == 1:
        return short(low), name_of(found[0])
    ratio = f"{len(found)} readings, {short(high / low)} times"
    return f"{short(low)} to {short(high)} ({ratio})", f"{clip(name_of(found[0]), 26)} … {clip(name_of(found[-1]), 26)}"


def _table(asked: Sequence[Record]) -> Table:
    texts = ("accelerators", "energy_boundary", "phase", "subject", "developer", "year", "data_status", "ghg_basis", "unit")
    heads = ("accelerator", "energy boundary", "phase", "subject", "developer", "year", "status of the data", "GHG basis", "unit")
    numbers = ("value", "low", "high", "below")
    titles = ("GHG per accelerator-hour", "low", "high", "below")
    columns = (*(Column(head) for head in heads), *(Column(title, numeric=True) for title in titles))
    rows = sorted(asked, key=lambda each: (*_row_of(each), number(each, "value") or math.inf))
    found = ((*(words(each, name) for name in texts), *(number(each, name) for name in numbers)) for each in rows)
    return Table(columns, tuple(found))
