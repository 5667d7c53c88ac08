"""Hours of the compute lines along their axes, with the lines whose hours are not known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import cast

from fullcount.disclosure.figures import Figure, central, fits
from fullcount.impacts import Line
from fullcount.impacts.line import SUCCESSFUL
from fullcount_reports.card.model import Cell
from fullcount_reports.card.numbers import place_of, rounded
from fullcount_reports.card.sheet import ACCELERATOR_HOURS, CORE_HOURS, IDLE_HOURS, Sheet, figure_at
from fullcount_reports.card.shown import Shown, amount_cell, of_figure
from fullcount_reports.card.sums import add_up

__all__ = [
    "UNIT_OF",
    "Tally",
    "add_lines",
    "final_share",
    "gaps_in_words",
    "has_idle",
    "hours_cell",
    "measures_of",
    "tally",
    "total_hours",
]

UNIT_OF = {ACCELERATOR_HOURS: "accelerator-h", CORE_HOURS: "core-h", IDLE_HOURS: "accelerator-h"}
_WORK = (ACCELERATOR_HOURS, CORE_HOURS)


@dataclass(frozen=True)
class Tally:
    """Hours by the codes of one or two axes. `gaps` holds, by the same codes, why hours are missing."""

    hours: Mapping[tuple[str, ...], float]
    gaps: Mapping[tuple[str, ...], tuple[str, ...]]

    @cached_property
    def total(self) -> float:
        """All hours that are known."""
        return sum(self.hours.values())

    def codes(self, axis: int) -> frozenset[str]:
        """The codes that occur on one axis."""
        return frozenset(codes[axis] for codes in (*self.hours, *self.gaps))

    def along(self, axis: int, code: str) -> "Tally":
        """The part with one code on one axis."""
        return Tally(
            {codes: hours for codes, hours in self.hours.items() if codes[axis] == code},
            {codes: why for codes, why in self.gaps.items() if codes[axis] == code},
        )

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why hours are missing, each reason once."""
        return tuple(dict.fromkeys(reason for reasons in self.gaps.values() for reason in reasons))


def measures_of(sheet: Sheet) -> tuple[str, ...]:
    """The kinds of hours of work that the lines state: of accelerators, of processor cores, or both."""
    return tuple(measure for measure in _WORK if any(measure in line.raw for line in sheet.lines))


def has_idle(sheet: Sheet) -> bool:
    """Whether hours are stated that were reserved and not used."""
    stated = sheet.document.get("totals", {})
    return IDLE_HOURS in stated or any(line.is_idle for line in sheet.lines)


def tally(sheet: Sheet, measure: str, axes: Sequence[str]) -> Tally:
    """Hours by the given axes of a line (component, stage, run_type, outcome)."""
    hours: dict[tuple[str, ...], float] = {}
    gaps: dict[tuple[str, ...], tuple[str, ...]] = {}
    total = 0.0
    for line in _measured_in(sheet, measure):
        codes = tuple(_code(line, axis) for axis in axes)
        value = central(_hours(line, measure))
        if value is None:
            gaps[codes] = (*gaps.get(codes, ()), _reason(sheet, line, measure))
        elif not fits(100.0 * (total + value)):
            gaps[codes] = (*gaps.get(codes, ()), sheet.words("cannot-be-added"))
        else:
            total += value
            hours[codes] = hours.get(codes, 0.0) + value
    return Tally(hours, gaps)


def total_hours(sheet: Sheet, measure: str) -> Shown:
    """Hours in total: as stated, else the sum of the lines."""
    stated = figure_at(sheet.document.get("totals", {}), measure)
    if stated is not None and "not_disclosed" not in stated:
        return of_figure(sheet.words, stated, UNIT_OF[measure])
    lines = _measured_in(sheet, measure)
    if not lines:
        return _no_lines(sheet, stated, measure)
    return add_lines(sheet, [_shown(sheet, line, measure) for line in lines])


def final_share(sheet: Sheet, measure: str) -> Shown:
    """Hours of completed and resumed work of stage final over all, in per cent: as stated, else from the lines."""
    stated = figure_at(sheet.document.get("totals", {}), "final_share")
    if stated is not None and "not_disclosed" not in stated:
        return of_figure(sheet.words, stated, "%")
    whole = tally(sheet, measure, ("stage", "outcome"))
    if whole.gaps or not whole.total:
        return _unknown_share(sheet, stated, whole)
    final = [hours for codes, hours in whole.hours.items() if codes[0] == "final" and codes[1] in SUCCESSFUL]
    if not final:
        return Shown("%", absent=sheet.words("no-final-line"))
    return Shown("%", 100.0 * sum(final) / whole.total, basis="calculated", recomputed=True)


def _unknown_share(sheet: Sheet, stated: Figure | None, whole: Tally) -> Shown:
    if stated is not None:
        return of_figure(sheet.words, stated, "%")
    inputs = sheet.words("hours-of-all-lines") if whole.gaps else sheet.words("hours")
    return Shown("%", absent=sheet.words("cannot-be-computed", inputs=inputs))


def _no_lines(sheet: Sheet, stated: Figure | None, measure: str) -> Shown:
    if stated is not None:
        return of_figure(sheet.words, stated, UNIT_OF[measure])
    return Shown(UNIT_OF[measure], absent=sheet.words("not-disclosed"))


def add_lines(sheet: Sheet, figures: Sequence[Shown]) -> Shown:
    """The sum over lines, saying how many of them are not in it and why; one line stands for itself."""
    if len(figures) == 1:
        return figures[0]
    there = [("", shown) for shown in figures if shown.value is not None]
    lacking = [shown for shown in figures if shown.value is None]
    if not there:
        return add_up(sheet.words, [("", shown) for shown in lacking])
    summed = add_up(sheet.words, there)
    return replace(
        summed,
        basis="calculated",
        recomputed=True,
        summed=True,
        partial=bool(lacking),
        interval_recomputed=summed.low is not None,
        notes=(_without(sheet, lacking, len(figures)),) if lacking else (),
    )


def _without(sheet: Sheet, lacking: Sequence[Shown], count: int) -> str:
    reasons = dict.fromkeys(amount_cell(sheet.words, shown).text for shown in lacking)
    return sheet.words("without-lines", count=len(lacking), all=count, why=", ".join(reasons))


def _measured_in(sheet: Sheet, measure: str) -> list[Line]:
    """Lines that state this kind of hours; those that state none at all lack accelerator-hours."""
    lacking = measure == ACCELERATOR_HOURS
    return [
        line for line in sheet.lines if measure in line.raw or (lacking and not line.raw.keys() & UNIT_OF)
    ]


def _code(line: Line, axis: str) -> str:
    return str(cast("Mapping[str, object]", line.raw)[axis])


def _hours(line: Line, measure: str) -> Figure | None:
    return figure_at(line.raw, measure)


def _shown(sheet: Sheet, line: Line, measure: str) -> Shown:
    figure, unit = _hours(line, measure), UNIT_OF[measure]
    if figure is None:
        return Shown(unit, absent=sheet.words("not-disclosed"))
    return of_figure(sheet.words, figure, unit)


def _reason(sheet: Sheet, line: Line, measure: str) -> str:
    """A bound as it is; otherwise only that the hours are not disclosed, as room is short in a table."""
    shown = _shown(sheet, line, measure)
    return amount_cell(sheet.words, shown).text if shown.is_there else sheet.words("not-disclosed")


def hours_cell(sheet: Sheet, part: Tally) -> Cell:
    """The hours that are known, with what is not; an empty cell where there was no such work."""
    missing = ", ".join(part.reasons)
    if not part.hours:
        return Cell(missing, missing=bool(missing))
    place = 0 if part.total >= 100 else place_of(part.total)
    text = rounded(sheet.words, part.total, place)
    return Cell(text, sheet.words("and-missing", what=missing) if missing else "")


def gaps_in_words(sheet: Sheet, measure: str) -> tuple[str, ...]:
    """Each line whose hours are not a number, with the reason."""
    shown = ((line.id, _shown(sheet, line, measure)) for line in _measured_in(sheet, measure))
    lacking = ((name, figure) for name, figure in shown if figure.value is None)
    return tuple(
        sheet.words("line-gap", id=name, why=amount_cell(sheet.words, figure).text)
        for name, figure in lacking
    )
