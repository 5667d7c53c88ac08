"""Share of accelerator-hours by stage, a bar a disclosure; hatched where the hours of a stage are not disclosed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import fsum
from typing import TYPE_CHECKING, Any

from fullcount_reports.card.codes import in_order, lowered, title_of
from fullcount_reports.comparison.figures.chart import Chart, Column, NothingToDrawError, Table
from fullcount_reports.comparison.figures.layers import PLOT, Layer, coded, layer, linear, sheet, text
from fullcount_reports.comparison.figures.places import Placed, beside, first_rows, names, place
from fullcount_reports.comparison.figures.records import Record, number, records, words
from fullcount_reports.comparison.figures.wording import joined, left_over, name_of, percent, short, statuses
from fullcount_reports.figures.palette import STAGE_COLOURS, colour_of_stage, ink_on

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["stages"]

NAME = "stages"
_TITLE = "Accelerator-hours by stage"
_AXIS = "share of the accelerator-hours that each disclosure states"
_TICK = "format(datum.value * 100, '~g') + '\u00a0%'"
_NOTE = "Each bar is the hours of one disclosure, however it ended; wholes differ, so bars are read along and not down."
_HATCHED = (
    "Hatched: the hours of a stage are not disclosed, so the shares of the others are not known either."
)
_HALF, _FITS = 9.0, 0.105
_HATCH = "".join(f"M{-1 + n / 24:.4f},0.047L{-1 + (n + 1.2) / 24:.4f},-0.047" for n in range(47))


@dataclass(frozen=True, slots=True)
class _Work:
    """Hours by stage of one disclosure, and the stages whose hours, in part or whole, are not disclosed."""

    record: Record
    hours: Mapping[str, float]
    gaps: tuple[str, ...]

    @property
    def total(self) -> float:
        return fsum(self.hours.values())


def stages(frame: "DataFrame") -> Chart:
    """One row a stage and outcome: `id`, `subject`, `developer`, `stage`, `outcome` and `accelerator_hours`.

    Hours are missing, never zero, where they are not disclosed. Raises NothingToDrawError.
    """
    found = records(frame, ("id", "subject", "developer", "stage", "outcome", "accelerator_hours"))
    works = [_work(list(rows)) for _, rows in groupby(sorted(found, key=_disclosure), key=_disclosure)]
    telling = sorted((work for work in works if _tells(work)), key=_order)
    if not telling:
        raise NothingToDrawError(
            NAME, "no disclosure states the hours of two stages, or says that some are missing"
        )
    chosen = {id(each.record): each for each in telling}
    placed = place(first_rows([("", [each.record for each in telling])]))
    shown = [(y, chosen[id(each)]) for y, each in placed.rows]
    notes = (_NOTE, _HATCHED if any(work.gaps for _, work in shown) else "", _told(works, telling, shown))
    return Chart(NAME, _TITLE, joined(notes, " "), _specification(placed, shown, notes), _table(works))


def _disclosure(record: Record) -> tuple[str, ...]:
    return tuple(words(record, name) for name in ("subject", "developer", "id", "revision"))


def _work(rows: Sequence[Record]) -> _Work:
    hours: dict[str, list[float]] = {}
    for row in rows:
        known = number(row, "accelerator_hours")
        if known is not None and known >= 0:
            hours.setdefault(words(row, "stage") or "other", []).append(known)
    gaps = {words(row, "stage") or "other" for row in rows if number(row, "accelerator_hours") is None}
    sums = {stage: fsum(hours[stage]) for stage in in_order("stage", hours)}
    return _Work(rows[0], sums, in_order("stage", gaps))


def _tells(work: _Work) -> bool:
    """One stage alone would be a bar of 100 % that says nothing."""
    return work.total > 0 and (len([hours for hours in work.hours.values() if hours]) > 1 or bool(work.gaps))


def _order(work: _Work) -> tuple[bool, float]:
    return bool(work.gaps), work.hours.get("final", 0.0) / work.total


def _told(works: Sequence[_Work], telling: Sequence[_Work], shown: Sequence[Any]) -> str:
    silent = len(works) - len(telling)
    alone = f"In the table only: {silent} that state one stage alone or no hours." if silent else ""
    return joined(
        (statuses([each.record for each in telling]), alone, left_over(len(shown), len(telling))), " "
    )


def _specification(placed: Placed, shown: Sequence[tuple[float, _Work]], notes: Sequence[str]) -> Layer:
    parts = [part for y, work in shown for part in _parts(y, work)]
    used = in_order("stage", {part["code"] for part in parts})
    colours = {_title(code): colour_of_stage(code) for code in used}
    x = linear(_AXIS, (0, 1), _TICK)
    inside = text([_label(part) for part in parts if part["text"]], "number", 0)
    inside["encoding"] |= {
        "x": {"field": "middle", "type": "quantitative"},
        "color": {"field": "ink", "type": "nominal", "scale": None},
    }
    return sheet(
        _TITLE,
        notes,
        placed.height,
        [
            layer(
                "rect",
                "box",
                parts,
                x={**x, "x2": {"field": "x2"}},
                encoding={"color": coded("stage", colours, "stage")},
            ),
            inside,
            *_hatched([y for y, work in shown if work.gaps]),
            *names(placed),
            *beside([(y, *_beside(work)) for y, work in shown], PLOT + 26),
        ],
    )


def _parts(y: float, work: _Work) -> Iterator[dict[str, Any]]:
    start = 0.0
    for code, hours in () if work.gaps else work.hours.items():
        share = hours / work.total
        yield {
            "y": y - _HALF, "y2": y + _HALF, "x": start, "x2": start + share, "middle": start + share / 2,
            "code": code, "stage": _title(code), "hours": hours, "ink": ink_on(colour_of_stage(code)),
            "text": percent(share) if share >= _FITS else "", "subject": name_of(work.record),
        }  # fmt: skip
        start += share


def _title(code: str) -> str:
    """Stages of a disclosure's own share the colour and the name of `other`; the table names them."""
    return title_of("stage", code if code in STAGE_COLOURS else "other")


def _label(part: dict[str, Any]) -> dict[str, Any]:
    return {"y": part["y"] + _HALF, "middle": part["middle"], "text": part["text"], "ink": part["ink"]}


def _hatched(rows: Sequence[float]) -> list[Layer]:
    boxes = [{"y": y - _HALF, "y2": y + _HALF} for y in rows]
    lines = [{"y": y} for y in rows]
    stroke = {"shape": _HATCH, "size": PLOT**2}
    return [
        layer("rect", "hatch", boxes, x={"x": {"value": 0}, "x2": {"value": PLOT}}),
        layer("point", "hatch", lines, x={"x": {"value": PLOT / 2}}, properties=stroke),
    ] if rows else []  # fmt: skip


def _beside(work: _Work) -> tuple[str, str]:
    named = ((lowered("stage", code), code in work.hours) for code in work.gaps)
    gaps = joined(f"part of {title}" if part else title for title, part in named)
    if not gaps:
        return f"{short(work.total)} hours", ""
    stated = joined(f"{lowered('stage', code)} {short(hours)}" for code, hours in work.hours.items())
    return f"hours stated: {stated}", f"not disclosed: {gaps}"


def _table(works: Sequence[_Work]) -> Table:
    heads = ("subject", "developer", "year", "status of the data", "disclosure", "stage")
    titles = ("accelerator-hours (h)", "share of the hours stated (1)")
    columns = (
        *(Column(head) for head in heads),
        *(Column(title, numeric=True) for title in titles),
        Column("not disclosed"),
    )
    return Table(columns, tuple(row for work in works for row in _table_rows(work)))


def _table_rows(work: _Work) -> Iterator[tuple[str | float | None, ...]]:
    about = tuple(words(work.record, name) for name in ("subject", "developer", "year", "data_status", "id"))
    for code in in_order("stage", {*work.hours, *work.gaps}):
        hours = work.hours.get(code)
        share = hours / work.total if hours is not None and work.total else None
        gap = ("all hours" if hours is None else "part of the hours") if code in work.gaps else "nothing"
        yield (*about, title_of("stage", code), hours, share, gap)
