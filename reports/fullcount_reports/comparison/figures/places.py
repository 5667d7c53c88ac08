"""Where headers and rows stand, in pixels from the top."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fullcount_reports.comparison.figures.layers import HEADER, NAMES, PLOT, ROW, Layer, layer, text
from fullcount_reports.comparison.figures.records import Record
from fullcount_reports.comparison.figures.wording import ROWS, clip, name_of, origin

__all__ = ["Placed", "beside", "first_rows", "names", "place"]

_NAME, _DETAIL, _BESIDE = 34, 38, 46


@dataclass(frozen=True, slots=True)
class Placed:
    """The middle of each row and header, and the height of them all."""

    rows: tuple[tuple[float, Record], ...]
    headers: tuple[tuple[float, str], ...]
    height: float


def first_rows(sections: Sequence[tuple[str, Sequence[Record]]]) -> list[tuple[str, Sequence[Record]]]:
    """The sections cut after as many rows as a figure holds."""
    kept, room = [], ROWS
    for header, found in sections:
        if room:
            kept.append((header, found[:room]))
            room -= len(kept[-1][1])
    return kept


def place(sections: Iterable[tuple[str, Sequence[Record]]], row: float = ROW) -> Placed:
    """Rows below one another, each section below its header if it has one."""
    rows, headers, top = [], [], 0.0
    for header, found in sections:
        if header:
            headers.append((top + HEADER / 2, header))
            top += HEADER
        for each in found:
            rows.append((top + row / 2, each))
            top += row
    return Placed(tuple(rows), tuple(headers), top)


def names(placed: Placed) -> list[Layer]:
    """Names with developer and year below them, and the headers of the sections, left of the plot."""
    upper = [{"y": y - 6, "text": clip(name_of(each), _NAME)} for y, each in placed.rows]
    lower = [{"y": y + 7, "text": origin(each, _DETAIL)} for y, each in placed.rows]
    heads = [{"y": y, "text": header} for y, header in placed.headers]
    found = [text(upper, "name", -NAMES), text(lower, "detail", -NAMES)]
    return [*found, _lines(placed), text(heads, "header", -NAMES)] if heads else found


def beside(lines: Iterable[tuple[float, str, str]], left: float, room: int = _BESIDE) -> list[Layer]:
    """Two lines of text right of each row: `y`, what is said first, and what is said smaller below it."""
    found = list(lines)
    upper = [{"y": y - 6, "text": clip(first, room)} for y, first, _ in found]
    lower = [{"y": y + 7, "text": clip(second, room + 8)} for y, _, second in found]
    return [text(upper, "name", left), text(lower, "detail", left)]


def _lines(placed: Placed) -> Layer:
    rows = [{"y": y + HEADER / 2 - 3} for y, _ in placed.headers]
    return layer("rule", "line", rows, x={"x": {"value": -NAMES}, "x2": {"value": PLOT}})
