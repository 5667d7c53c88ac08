"""Coverage levels by organisation and year: in each cell, how many disclosures reach which level."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from fullcount_reports.comparison.figures.chart import Chart, Column, NothingToDrawError, Table
from fullcount_reports.comparison.figures.layers import HEADER, NAMES, Layer, coded, layer, sheet, text
from fullcount_reports.comparison.figures.records import Record, number, records, words
from fullcount_reports.comparison.figures.wording import ROWS, clip, joined, left_over, statuses
from fullcount_reports.figures.palette import LEVEL_COLOURS, ink_on

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["levels"]

NAME = "levels"
_TITLE = "Coverage levels by organisation and year"
_NOTE = (
    "The number in a square counts the disclosures of that level. "
    "A level says how much a disclosure tells, not how large the impact is."
)
_LEVELS = ("0 none", "1 headline", "2 training", "3 research", "4 life cycle", "5 evidence")
_NAME = 36
_ROW, _CHIP, _GAP, _BETWEEN = 26.0, 21.0, 3.0, 16.0
_RAW = {"type": "quantitative", "scale": None, "axis": None}
_Cells = Mapping[tuple[str, str], Mapping[int, int]]


def levels(frame: "DataFrame") -> Chart:
    """The columns `developer`, `year`, `level` (0 to 5) and `count`. Raises NothingToDrawError."""
    found = records(frame, ("developer", "year", "level", "count"))
    known = [each for each in found if _level(each) is not None and _count(each)]
    if not known:
        raise NothingToDrawError(NAME, "no disclosure has a coverage level")
    cells = _cells(known)
    everyone = sorted({name for name, _ in cells}, key=lambda name: _rank(name, cells))
    drawn = everyone[:ROWS]
    unknown = sum(_count(each) for each in found if _level(each) is None)
    notes = (_NOTE, joined((
        statuses([each for each in known for _ in range(_count(each))]),
        f"In the table only: {unknown} without a level." if unknown else "",
        left_over(len(drawn), len(everyone), "organisations"),
    ), " "))  # fmt: skip
    return Chart(
        NAME, _TITLE, joined(notes, " "), _specification(drawn, cells, notes, _marks(known)), _table(found)
    )


def _marks(known: Sequence[Record]) -> dict[str, str]:
    """The names of organisations of whom some disclosures are synthetic, with that mark."""
    found = {_developer(each) for each in known if words(each, "data_status") == "synthetic"}
    return {name: f"{clip(name, _NAME - 11)}, SYNTHETIC" for name in found}


def _level(record: Record) -> int | None:
    found = number(record, "level")
    return int(found) if found is not None and found in range(6) else None


def _count(record: Record) -> int:
    return int(number(record, "count") or 0)


def _developer(record: Record) -> str:
    return words(record, "developer") or "not stated"


def _cells(known: Sequence[Record]) -> _Cells:
    cells: dict[tuple[str, str], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for each in known:
        cells[_developer(each), words(each, "year") or "no year"][_level(each) or 0] += _count(each)
    return cells


def _rank(developer: str, cells: _Cells) -> tuple[int, int, str, str]:
    """Highest level first, then most disclosures, then the name."""
    mine = [counts for (name, _), counts in cells.items() if name == developer]
    most = sum(sum(counts.values()) for counts in mine)
    return -max(max(counts) for counts in mine), -most, developer.casefold(), developer


def _specification(
    drawn: Sequence[str], cells: _Cells, notes: Sequence[str], marks: Mapping[str, str]
) -> Layer:
    shown = {cell: counts for cell, counts in cells.items() if cell[0] in set(drawn)}
    lefts, width = _columns(shown)
    height = HEADER + _ROW * len(drawn)
    chips = [chip for top, name in enumerate(drawn) for chip in _chips(top, name, lefts, shown)]
    called = [
        {"y": _middle(top), "text": marks.get(name, clip(name, _NAME))} for top, name in enumerate(drawn)
    ]
    years = [{"y": HEADER / 2 - 4, "x": left, "text": clip(year, 8)} for year, left in lefts.items()]
    lines = [{"y": HEADER + _ROW * top} for top in range(len(drawn) + 1)]
    layers = [
        layer("rule", "line", lines, x={"x": {"value": -NAMES}, "x2": {"value": width}}),
        *_squares(chips),
        layer("text", "header", years, x={"x": {"field": "x", **_RAW}}, encoding={"text": _text_of("text")}),
        text(called, "name", -NAMES),
    ]
    return sheet(_TITLE, notes, height, layers, width)


def _middle(top: int) -> float:
    return HEADER + _ROW * (top + 0.5)


def _text_of(field: str) -> Layer:
    return {"field": field, "type": "nominal"}


def _squares(chips: Sequence[Mapping[str, Any]]) -> list[Layer]:
    """A square a level in a cell, with the number of disclosures in it."""
    used = sorted({chip["code"] for chip in chips})
    colours = {_LEVELS[code]: LEVEL_COLOURS[code] for code in used}
    counts = [
        {
            "y": chip["y"] + _CHIP / 2,
            "x": chip["x"] + _CHIP / 2,
            "text": str(chip["count"]),
            "ink": chip["ink"],
        }
        for chip in chips
    ]
    ink = {"color": {"field": "ink", "type": "nominal", "scale": None}}
    across = {"x": {"field": "x", **_RAW}}
    return [
        layer(
            "rect",
            "box",
            chips,
            x={**across, "x2": {"field": "x2"}},
            encoding={"color": coded("level", colours, "level")},
        ),
        layer("text", "number", counts, x=across, encoding={"text": _text_of("text"), **ink}),
    ]


def _columns(cells: _Cells) -> tuple[dict[str, float], float]:
    """The left edge of each year, each as wide as its fullest cell, and where the last one ends."""
    lefts, left = {}, 0.0
    for year in sorted({year for _, year in cells}):
        lefts[year] = left
        most = max(len(counts) for (_, of), counts in cells.items() if of == year)
        left += max(most, 1.6) * (_CHIP + _GAP) + _BETWEEN
    return lefts, left


def _chips(top: int, developer: str, lefts: Mapping[str, float], cells: _Cells) -> Iterator[dict[str, Any]]:
    y = _middle(top)
    for year, left in lefts.items():
        for place, (code, count) in enumerate(sorted(cells.get((developer, year), {}).items())):
            start = left + place * (_CHIP + _GAP)
            yield {
                "y": y - _CHIP / 2, "y2": y + _CHIP / 2, "x": start, "x2": start + _CHIP,
                "developer": developer, "year": year, "code": code, "level": _LEVELS[code], "count": count,
                "ink": ink_on(LEVEL_COLOURS[code]),
            }  # fmt: skip


def _table(found: Sequence[Record]) -> Table:
    columns = (
        Column("organisation"),
        Column("year"),
        Column("status of the data"),
        Column("level (0 to 5)"),
        Column("disclosures", numeric=True),
    )
    rows = sorted(
        (
            _developer(each),
            words(each, "year"),
            words(each, "data_status"),
            words(each, "level"),
            _count(each),
        )
        for each in found
    )
    return Table(columns, tuple(rows))
