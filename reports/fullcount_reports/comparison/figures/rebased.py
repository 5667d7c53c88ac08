"""The lab's own figure beside the same work on one convention, a pair a row, sections for comparability groups."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from fullcount_reports.comparison.figures.chart import Chart, Column, NothingToDrawError, Table
from fullcount_reports.comparison.figures.layers import PLOT, Layer, coded, layer, linear, log, sheet
from fullcount_reports.comparison.figures.places import Placed, beside, first_rows, names, place
from fullcount_reports.comparison.figures.records import Record, number, positive, records, words
from fullcount_reports.comparison.figures.units import Unit, shown_in
from fullcount_reports.comparison.figures.wording import (
    clip,
    intervals,
    joined,
    left_over,
    measure,
    short,
    statuses,
)
from fullcount_reports.figures.palette import DECLARED, REBASED

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["rebased"]

NAME = "declared-and-rebased"
_NOTE = "Sections are comparability groups; figures of different sections count different things and are not ranked."
_NEEDED = ("subject", "metric", "value", "unit", "group", "rebased_value", "convention")
_ORDER = ("ghg", "energy", "water", "adpe", "pe")
_OWN, _SAME = "the lab's own figure", "re-based"
_APART = 6.0


def rebased(frame: "DataFrame") -> Chart:
    """Rows with a `value` above zero and a `rebased_value`, of the one metric and unit that most rows have.

    Intervals are drawn from `low`, `high`, `rebased_low` and `rebased_high`. Raises NothingToDrawError.
    """
    given = records(frame, _NEEDED)
    chosen = _metric(given)
    if chosen is None:
        raise NothingToDrawError(NAME, "no row has both a figure of the lab and a re-based figure above zero")
    asked = [each for each in given if _kind(each) == chosen]
    both = sorted((each for each in asked if _drawable(each)), key=_order)
    sections = first_rows([(group, list(rows)) for group, rows in groupby(both, key=_group)])
    placed = place([(clip(group, 120), rows) for group, rows in sections])
    notes = (_NOTE, _convention(both), _told(asked, both, len(placed.rows)))
    title = f"Declared and re-based: {measure(chosen[0])}" + (f" per {chosen[2]}" if chosen[2] else "")
    return Chart(
        NAME, title, joined(notes, " "), _specification(title, placed, notes, chosen[1]), _table(asked)
    )


def _kind(record: Record) -> tuple[str, str, str]:
    return words(record, "metric"), words(record, "unit"), words(record, "per")


def _drawable(record: Record) -> bool:
    return all(positive(record, name) is not None for name in ("value", "rebased_value"))


def _metric(given: Sequence[Record]) -> tuple[str, str, str] | None:
    kinds = sorted({_kind(each) for each in given if _drawable(each)}, key=_rank)
    return kinds[0] if kinds else None


def _rank(kind: tuple[str, str, str]) -> tuple[int, tuple[str, str, str]]:
    return _ORDER.index(kind[0]) if kind[0] in _ORDER else len(_ORDER), kind


def _group(record: Record) -> str:
    return words(record, "group") or "Not in a comparability group"


def _order(record: Record) -> tuple[str, float]:
    return _group(record), -(number(record, "rebased_value") or 0.0)


def _convention(both: Sequence[Record]) -> str:
    found = sorted({words(each, "convention") for each in both} - {""})
    if len(found) == 1:
        return f"Re-based on: {found[0]}."
    return "Re-based on the convention that stands beside each row." if found else ""


def _told(asked: Sequence[Record], both: Sequence[Record], drawn: int) -> str:
    single = len(asked) - len(both)
    absent = f"In the table only: {single} that lack one of the two figures." if single else ""
    return joined(
        (intervals(both, "high", "rebased_high"), statuses(both), absent, left_over(drawn, len(both))), " "
    )


def _specification(title: str, placed: Placed, notes: Sequence[str], unit: str) -> Layer:
    shown = shown_in(unit, max(number(each, "value") or 0.0 for _, each in placed.rows))
    ends = [shown.of(end) for _, each in placed.rows for end in _ends(each)]
    wide = max(ends) / min(ends) > 20
    x = log(f"{shown.name} (logarithmic)", ends) if wide else linear(shown.name, (0, 1.08 * max(ends)))
    apart = _APART if any(_intervals(y, each, shown, _APART) for y, each in placed.rows) else 0.0
    pairs = [_pair(y, each, shown, apart) for y, each in placed.rows]
    span = {**x, "x2": {"field": "x2"}}
    colours = {_OWN: DECLARED, _SAME: REBASED}
    codes = {
        "color": coded("which", colours, ""),
        "shape": coded("which", {_OWN: "diamond", _SAME: "circle"}, ""),
    }
    one = len({words(each, "convention") for _, each in placed.rows}) == 1
    lowest = x["x"]["scale"]["domain"][0]
    spans = [row for each in placed.rows for row in _intervals(*each, shown, apart)]
    dots = [dot for each in placed.rows for dot in _dots(*each, shown, apart)]
    layers = [
        layer("rule", "link", pairs, x=span),
        layer("rule", "interval", [{**row, "x": max(row["x"], lowest)} for row in spans], x=span),
        layer("point", "dot", dots, x=x, encoding=codes, properties={"size": 90}),
        *names(placed),
        *beside([(y, *_beside(each, shown, one=one)) for y, each in placed.rows], PLOT + 16),
    ]
    return sheet(title, notes, placed.height, layers)


def _at(record: Record, name: str) -> float:
    return number(record, name) or 0.0


def _ends(record: Record) -> Iterator[float]:
    texts = ("value", "low", "high", "rebased_value", "rebased_low", "rebased_high")
    return (end for name in texts if (end := positive(record, name)) is not None)


def _pair(y: float, record: Record, unit: Unit, apart: float) -> dict[str, float]:
    own, same = unit.of(_at(record, "value")), unit.of(_at(record, "rebased_value"))
    return {"y": y - apart, "y2": y + apart, "x": own, "x2": same}


def _dots(y: float, record: Record, unit: Unit, apart: float) -> Iterator[dict[str, Any]]:
    """The two dots above each other where there are intervals, so that neither interval hides the other."""
    for which, name, offset in ((_OWN, "value", -apart), (_SAME, "rebased_value", apart)):
        yield {
            "y": y + offset,
            "x": unit.of(_at(record, name)),
            "which": which,
            "subject": words(record, "subject"),
        }


def _intervals(y: float, record: Record, unit: Unit, apart: float) -> list[dict[str, float]]:
    found = (("low", "high", -apart), ("rebased_low", "rebased_high", apart))
    ends = ((number(record, low), positive(record, high), offset) for low, high, offset in found)
    return [
        {"y": y + offset, "x": unit.of(low), "x2": unit.of(high)}
        for low, high, offset in ends
        if low is not None and high is not None
    ]


def _beside(record: Record, unit: Unit, *, one: bool) -> tuple[str, str]:
    own, same = _at(record, "value"), _at(record, "rebased_value")
    first = f"{short(unit.of(own))} to {short(unit.of(same))} {unit.name}"
    return first, joined((f"{short(same / own)} times", "" if one else words(record, "convention")))


def _table(asked: Sequence[Record]) -> Table:
    texts = ("group", "subject", "developer", "year", "data_status", "metric", "unit", "per", "convention")
    heads = (
        "comparability group",
        "subject",
        "developer",
        "year",
        "status of the data",
        "metric",
        "unit",
        "per",
        "convention",
    )
    numbers = ("value", "low", "high", "rebased_value", "rebased_low", "rebased_high")
    titles = ("the lab's own figure", "low", "high", "re-based", "re-based, low", "re-based, high")
    columns = (*(Column(head) for head in heads), *(Column(title, numeric=True) for title in titles))
    rows = sorted(asked, key=_order)
    found = (
        (*(words(each, name) for name in texts), *(number(each, name) for name in numbers)) for each in rows
    )
    return Table(columns, tuple(found))
