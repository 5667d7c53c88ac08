"""Share of the final run in the whole, where wholes differ and each row says what its own is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fullcount_reports.card.codes import lowered, title_of
from fullcount_reports.comparison.figures.chart import Chart, Column, NothingToDrawError, Table
from fullcount_reports.comparison.figures.layers import PLOT, Layer, coded, layer, linear, sheet, text
from fullcount_reports.comparison.figures.places import beside, first_rows, names, place
from fullcount_reports.comparison.figures.records import Record, number, records, words
from fullcount_reports.comparison.figures.wording import (
    intervals,
    joined,
    left_over,
    measure,
    name_of,
    percent,
    statuses,
)
from fullcount_reports.figures.palette import MEASURE_COLOURS, UNKNOWN

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["final_share"]

NAME = "final-share"
_TITLE = "Share of the final run in the whole"
_NOTE = (
    "The wholes differ: beside each bar stands what its whole is, and the order of the bars is no ranking."
)
_AXIS = "share of the final run in the whole that stands beside the bar (the wholes differ)"
_TICK = "format(datum.value * 100, '~g') + '\u00a0%'"
_HALF = 7.0


def final_share(frame: "DataFrame") -> Chart:
    """One bar a row of `subject`, `value` and `unit` (% or 1): all rows, or those of the metric `final-share`.

    Better with `measure` (what the share is one of), `whole` (what the whole is, else `boundary` says it), `low`,
    `high`, `below`, `evidence_grade`, `developer`, `year` and `data_status`. Raises NothingToDrawError.
    """
    given = records(frame, ("subject", "value", "unit"))
    found = sorted((each for each in given if words(each, "metric") in {"", NAME}), key=_order)
    known = [each for each in found if _length(each) is not None]
    if not known:
        raise NothingToDrawError(NAME, "no row has a share of the final run between 0 and 1")
    absent = len(found) - len(known)
    missing = f"In the table only: {absent} without a share between 0 and 1." if absent else ""
    notes = (
        _NOTE,
        joined(
            (
                intervals(_drawn(known), "high"),
                statuses(known),
                left_over(len(_drawn(known)), len(known)),
                missing,
            ),
            " ",
        ),
    )
    return Chart(NAME, _TITLE, joined(notes, " "), _specification(_drawn(known), notes), _table(found))


def _drawn(known: Sequence[Record]) -> Sequence[Record]:
    return first_rows([("", known)])[0][1]


def _order(record: Record) -> tuple[bool, float]:
    length = _length(record)
    return length is None, length or 0.0


def _share(record: Record, name: str) -> float | None:
    value = number(record, name)
    return value / 100 if value is not None and words(record, "unit") == "%" else value


def _length(record: Record) -> float | None:
    """The share, or the bound it is below."""
    value = _share(record, "value")
    found = _share(record, "below") if value is None else value
    return found if found is not None and 0 <= found <= 1 else None


def _specification(drawn: Sequence[Record], notes: Sequence[str]) -> Layer:
    placed = place([("", drawn)])
    said = [(y, _whole(each), _known_from(each)) for y, each in placed.rows]
    x = linear(_AXIS, (0, 1), _TICK)
    bars = [_bar(y, each) for y, each in placed.rows]
    measures = dict(sorted({(str(bar["measure"]), str(bar["colour"])) for bar in bars}))
    span = {**x, "x2": {"field": "x2"}}
    told = "measured in" if any(words(each, "measure") for each in drawn) else None
    colour = {"color": coded("measure", measures, told)}
    layers = [
        layer("rect", "box", [bar for bar in bars if not bar["below"]], x=span, encoding=colour),
        layer("rect", "bound", [bar for bar in bars if bar["below"]], x=span, encoding=colour),
        layer("rule", "interval", _intervals(placed.rows), x=span),
        *_values(bars),
        *names(placed),
        *beside(said, PLOT + 66),
    ]
    return sheet(_TITLE, notes, placed.height, layers)


def _bar(y: float, record: Record) -> dict[str, object]:
    code = words(record, "measure")
    return {
        "y": y - _HALF, "y2": y + _HALF, "x": 0, "x2": _length(record),
        "measure": measure(code) or "not said",
        "colour": MEASURE_COLOURS.get(code, UNKNOWN),
        "below": number(record, "value") is None,
        "end": max(_length(record) or 0.0, min(_share(record, "high") or 0.0, 1.0)),
        "subject": name_of(record),
    }  # fmt: skip


def _values(bars: Sequence[dict[str, object]]) -> list[Layer]:
    """The share in figures behind the end of its bar."""
    rows = [
        {
            "y": float(str(bar["y"])) + _HALF,
            "text": f"{'below ' if bar['below'] else ''}{percent(share)}",
            "x": bar["end"],
        }
        for bar in bars
        if isinstance(share := bar["x2"], float | int)
    ]
    found = text(rows, "name", 0)
    found["mark"]["dx"] = 6
    found["encoding"]["x"] = {"field": "x", "type": "quantitative"}
    return [found]


def _intervals(rows: Sequence[tuple[float, Record]]) -> list[dict[str, float]]:
    ends = ((y, _share(each, "low"), _share(each, "high")) for y, each in rows)
    known = ((y, low, high) for y, low, high in ends if low is not None and high is not None)
    return [{"y": y, "x": max(low, 0.0), "x2": min(high, 1.0)} for y, low, high in known]


def _whole(record: Record) -> str:
    whole = _stated_whole(record)
    return f"of {whole[:1].lower()}{whole[1:]}" if whole else "the whole is not described"


def _stated_whole(record: Record) -> str:
    return words(record, "whole") or title_of("work-boundary", words(record, "boundary"))


def _known_from(record: Record) -> str:
    grade = words(record, "evidence_grade")
    return f"evidence: {lowered('evidence-grade', grade)}" if grade else "evidence grade not given"


def _table(found: Sequence[Record]) -> Table:
    texts = ("subject", "developer", "year", "data_status", "measure", "evidence_grade")
    heads = (
        "subject",
        "developer",
        "year",
        "status of the data",
        "measured in",
        "evidence grade",
        "the whole",
    )
    numbers = ("value", "low", "high", "below")
    titles = ("share of the final run (1)", "low (1)", "high (1)", "below (1)")
    columns = (*(Column(head) for head in heads), *(Column(title, numeric=True) for title in titles))
    rows = (
        (
            *(words(each, name) for name in texts),
            _stated_whole(each),
            *(_share(each, name) for name in numbers),
        )
        for each in found
    )
    return Table(columns, tuple(rows))
