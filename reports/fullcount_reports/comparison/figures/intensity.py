"""GHG per accelerator-hour by accelerator: one dot a reading, on a logarithmic axis."""

import math
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from fullcount_reports.card.codes import in_order, lowered
from fullcount_reports.comparison.figures.chart import Chart, Column, NothingToDrawError, Table
from fullcount_reports.comparison.figures.layers import (
    HEADER,
    NAMES,
    PLOT,
    Layer,
    coded,
    layer,
    log,
    sheet,
    text,
)
from fullcount_reports.comparison.figures.places import beside
from fullcount_reports.comparison.figures.records import Record, number, positive, records, words
from fullcount_reports.comparison.figures.strips import Strip, ends, in_rows, row_of, strips
from fullcount_reports.comparison.figures.wording import (
    ROWS,
    clip,
    intervals,
    joined,
    left_over,
    name_of,
    short,
    status_of,
    statuses,
)
from fullcount_reports.figures.palette import GHG_BASIS_COLOURS, UNKNOWN

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["intensity"]

NAME = "ghg-per-accelerator-hour"
_TITLE = "GHG per accelerator-hour, by accelerator"
_AXIS = "kgCO2e per accelerator-hour (logarithmic)"
_NOTE = "Each energy boundary and phase has a row of its own: with and without the PUE a figure means something else."
_NEEDED = (
    "subject",
    "metric",
    "per",
    "value",
    "unit",
    "accelerators",
    "energy_boundary",
    "ghg_basis",
    "phase",
)
_SHAPES = {"primary": "circle", "transcribed": "diamond", "synthetic": "triangle-up"}


def intensity(frame: "DataFrame") -> Chart:
    """Rows of the metric `ghg` per accelerator-hour in kgCO2e of one kind of accelerator.

    `data_status`, `low` and `high` are shown where the frame has them. Raises NothingToDrawError.
    """
    asked = [each for each in records(frame, _NEEDED) if _asked(each)]
    known = sorted((each for each in asked if _drawable(each)), key=in_rows)
    if not known:
        raise NothingToDrawError(NAME, "no row has the metric ghg per accelerator-hour above zero")
    rows = [list(found) for _, found in groupby(known, key=row_of)]
    notes = (
        _NOTE,
        joined(
            (
                intervals(known, "high"),
                statuses(known),
                _spread(known),
                left_over(min(len(rows), ROWS), len(rows)),
            ),
            " ",
        ),
        _absent(asked, known),
    )
    return Chart(NAME, _TITLE, joined(notes, " "), _specification(rows[:ROWS], notes), _table(asked))


def _asked(record: Record) -> bool:
    return words(record, "metric") == "ghg" and words(record, "per") == "accelerator-hour"


def _drawable(record: Record) -> bool:
    return positive(record, "value") is not None and words(record, "unit").startswith("kgCO2e")


def _absent(asked: Sequence[Record], known: Sequence[Record]) -> str:
    zeros = sum(number(each, "value") == 0 for each in asked)
    others = len(asked) - len(known) - zeros
    parts = (
        f"{zeros} stated as zero, for which a logarithmic axis has no place" if zeros else "",
        f"{others} without a figure in kgCO2e" if others else "",
    )
    return f"In the table only: {joined(parts, '; ')}." if any(parts) else ""


def _spread(known: Sequence[Record]) -> str:
    """The widest spread within one row, which is what the figure is looked at for."""
    rows = (list(found) for _, found in groupby(known, key=row_of))
    ratios = [
        (max(values) / min(values), row_of(row[0])[0]) for row in rows if len(values := _values(row)) > 1
    ]
    if not ratios:
        return ""
    ratio, accelerator = max(ratios)
    return f"Widest spread in one row: {short(ratio)} times, {clip(accelerator, 60)}."


def _values(row: Sequence[Record]) -> list[float]:
    return [value for each in row if (value := number(each, "value")) is not None]


def _specification(rows: Sequence[Sequence[Record]], notes: Sequence[str]) -> Layer:
    x = log(_AXIS, [end for row in rows for each in row for end in ends(each)])
    low, high = x["x"]["scale"]["domain"]
    placed = strips(rows, PLOT / math.log(high / low))
    dots = [_dot(y, each) for strip in placed.strips for y, each in strip.dots]
    lines = [{"y": y - HEADER / 2} for y, _ in placed.headers]
    layers = [
        layer("rule", "line", lines, x={"x": {"value": -NAMES}, "x2": {"value": PLOT}}),
        layer("rule", "interval", _intervals(dots, low), x={**x, "x2": {"field": "x2"}}),
        layer("point", "dot", dots, x=x, encoding=_codes(dots), properties={"size": 70}),
        text([{"y": y, "text": clip(name, 90)} for y, name in placed.headers], "header", -NAMES),
        text([{"y": strip.y, "text": strip.label} for strip in placed.strips], "detail", -NAMES),
        *beside([(strip.y, *_range(strip)) for strip in placed.strips], PLOT + 16, 52),
    ]
    return sheet(_TITLE, notes, placed.height, layers)


def _intervals(dots: Sequence[dict[str, Any]], lowest: float) -> list[dict[str, float]]:
    """What reaches down to zero is drawn to the edge of the plot."""
    known = (dot for dot in dots if dot["low"] is not None and dot["high"] is not None)
    return [{"y": dot["y"], "x": max(dot["low"], lowest), "x2": dot["high"]} for dot in known]


def _dot(y: float, record: Record) -> dict[str, Any]:
    basis = "" if words(record, "phase") == "manufacture" else words(record, "ghg_basis") or "unspecified"
    status = status_of(record)
    return {
        "y": y, "x": number(record, "value"), "low": number(record, "low"), "high": positive(record, "high"),
        "basis": clip(lowered("ghg-basis", basis), 24) or "none (manufacture)", "code": basis,
        "status": lowered("data-status", status) or "not given", "shape": _SHAPES.get(status, "square"),
        "subject": name_of(record),
    }  # fmt: skip


def _codes(dots: Sequence[dict[str, Any]]) -> Layer:
    """Colour by GHG basis in the order of the codelist, shape by status of the data."""
    named = {dot["code"]: dot["basis"] for dot in dots}
    colours = {named[code]: GHG_BASIS_COLOURS.get(code, UNKNOWN) for code in in_order("ghg-basis", named)}
    shapes = dict(sorted({dot["status"]: dot["shape"] for dot in dots}.items()))
    return {
        "color": coded("basis", colours, "GHG basis"),
        "shape": coded("status", shapes, "status of the data"),
    }


def _range(strip: Strip) -> tuple[str, str]:
    found = [each for _, each in strip.dots]
    low, high = (number(each, "value") or 0.0 for each in (found[0], found[-1]))
    if short(low) == short(high):
        several = f" ({len(found)} readings)" if len(found) > 1 else ""
        return f"{short(low)}{several}", joined(dict.fromkeys(name_of(each) for each in found))
    ratio = f"{len(found)} readings, {short(high / low)} times"
    least, most = (clip(name_of(each), 26) for each in (found[0], found[-1]))
    return f"{short(low)} to {short(high)} ({ratio})", f"{least} … {most}"


def _table(asked: Sequence[Record]) -> Table:
    texts = (
        "accelerators",
        "energy_boundary",
        "phase",
        "subject",
        "developer",
        "year",
        "data_status",
        "ghg_basis",
        "unit",
    )
    heads = (
        "accelerator",
        "energy boundary",
        "phase",
        "subject",
        "developer",
        "year",
        "status of the data",
        "GHG basis",
        "unit",
    )
    numbers = ("value", "low", "high", "below")
    titles = ("GHG per accelerator-hour", "low", "high", "below")
    columns = (*(Column(head) for head in heads), *(Column(title, numeric=True) for title in titles))
    rows = sorted(asked, key=lambda each: (in_rows(each), number(each, "value") or math.inf))
    found = (
        (*(words(each, name) for name in texts), *(number(each, name) for name in numbers)) for each in rows
    )
    return Table(columns, tuple(found))
