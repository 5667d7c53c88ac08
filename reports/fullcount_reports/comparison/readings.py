"""Every reading of every metric of one disclosure."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

from fullcount.impacts import Key
from fullcount_reports.card.energy import ENERGY, energy_of_lines, energy_total
from fullcount_reports.card.headline import ghg_bases
from fullcount_reports.card.sheet import ACCELERATOR_HOURS, CORE_HOURS, Sheet, figure_at
from fullcount_reports.card.shown import Shown, of_amount
from fullcount_reports.card.tally import final_share, measures_of, total_hours
from fullcount_reports.card.totals import both_phases, phase_total, stated_rows
from fullcount_reports.comparison.energy_boundary import boundary_under
from fullcount_reports.comparison.final_part import share_of_final
from fullcount_reports.comparison.missing import hours_missing, share_missing
from fullcount_reports.comparison.reading import METRICS, Reading

if TYPE_CHECKING:
    from fullcount.disclosure.figures import Figure
    from fullcount.disclosure.types import Disclosure
    from fullcount_reports.comparison.entry import Entry

__all__ = ["readings"]

WHOLE = frozenset({"development", "life-cycle", "unclear"})
"""Boundaries within which the final run is a part of something."""
NO_WHOLE = "the disclosure counts no more than a part, so there is no whole to take a share of"


def readings(entry: "Entry", metric: str) -> list[Reading]:
    """What an entry says of a metric; one reading without a figure where it says nothing."""
    found = [reading for reading in _READERS[metric](entry, metric) if reading.shown.is_there]
    return found or [_nothing(entry, metric)]


def _nothing(entry: "Entry", metric: str) -> Reading:
    first = next(_READERS[metric](entry, metric), None)
    shown = first.shown if first else Shown(METRICS[metric].unit)
    return Reading(metric, shown, missing_share=1.0)


def _hours(entry: "Entry", metric: str) -> Iterator[Reading]:
    sheet, measure = entry.sheet, metric.replace("-", "_")
    if measure == CORE_HOURS and measure not in measures_of(sheet):
        return
    shown = total_hours(sheet, measure)
    total = figure_at(sheet.document.get("totals", {}), measure)
    figures = [total] if total else [figure_at(line.raw, measure) for line in sheet.lines]
    missing = hours_missing(sheet, measure) if not total else 0.0
    yield Reading(metric, shown, missing_share=missing, figures=_given(figures))


def _final(entry: "Entry", metric: str) -> Iterator[Reading]:
    """The share as stated, else of hours, else of energy, else of greenhouse gases: the first that is known."""
    sheet = entry.sheet
    stated = figure_at(sheet.document.get("totals", {}), "final_share")
    if stated is not None and "not_disclosed" not in stated:
        shown = final_share(sheet, ACCELERATOR_HOURS)
        yield Reading(metric, shown, missing_share=0.0, measure="accelerator-hours", figures=(stated,))
    elif entry.boundary.code not in WHOLE:
        yield Reading(metric, Shown("%", absent=NO_WHOLE))
    else:
        yield share_of_final(entry, _READERS, metric)


def _energy(entry: "Entry", metric: str) -> Iterator[Reading]:
    """At each boundary at which it is stated, and at the facility where it can be recomputed."""
    sheet, seen = entry.sheet, set[str]()
    for part in _by_boundary(sheet):
        shown, boundary = energy_total(part)
        seen.add(boundary)
        by_lines = energy_of_lines(sheet) if shown.recomputed else None
        if by_lines is not None and by_lines[1] == boundary and not by_lines[0].partial:
            shown = by_lines[0]
        recomputed = shown.recomputed and not (by_lines and shown is by_lines[0]) and not shown.summed
        yield _use(entry, metric, shown, boundary, recomputed)
    row = sheet.footprint.get(ENERGY)
    if "facility" not in seen and row is not None and row.total is not None and row.complete:
        yield _use(entry, metric, of_amount(row.total, "kWh"), "facility", True)


def _use(entry: "Entry", metric: str, shown: Shown, boundary: str, recomputed: bool) -> Reading:
    figures = [] if recomputed else _energy_figures(entry.sheet, boundary)
    missing = share_missing(entry.sheet, [ENERGY], shown)
    return Reading(metric, shown, "use", "", boundary, True, recomputed, missing, figures=_given(figures))


def _by_boundary(sheet: Sheet) -> Iterator[Sheet]:
    """The sheet once for each boundary at which energy of the whole work is stated."""
    rows = list(stated_rows(sheet, ENERGY))
    boundaries = dict.fromkeys(row["amount"].get("boundary", "") for row in rows)
    if len(boundaries) < 2:
        yield sheet
        return
    others = [row for row in sheet.document.get("impacts", []) if row not in rows]
    for boundary in boundaries:
        own = [row for row in rows if row["amount"].get("boundary", "") == boundary]
        yield Sheet(cast("Disclosure", {**sheet.document, "impacts": [*others, *own]}), sheet.words)


def _energy_figures(sheet: Sheet, boundary: str) -> "list[Figure | None]":
    stated = [row["amount"] for row in stated_rows(sheet, ENERGY)]
    total = figure_at(sheet.document.get("totals", {}), "energy")
    lines = [figure_at(line.raw, "energy") for line in sheet.lines]
    for figures in (stated, [total] if total else [], lines):
        alike = [figure for figure in figures if figure and figure.get("boundary", "") == boundary]
        if alike:
            return [*alike]
    return []


def _impact(entry: "Entry", metric: str) -> Iterator[Reading]:
    """Use, manufacture and both together; greenhouse gases of electricity on each basis apart."""
    category = METRICS[metric].category
    bases = ghg_bases(entry.sheet) if category == "gwp" else ("",)
    made = Key(category, "manufacture")
    for basis in bases:
        yield _phase(entry, metric, Key(category, "use", "", basis))
    yield _phase(entry, metric, made)
    for basis in bases:
        yield from _together(entry, metric, category, basis)


def _phase(entry: "Entry", metric: str, key: Key) -> Reading:
    sheet = entry.sheet
    shown = phase_total(sheet, key)
    on_energy = key.phase == "use"
    figures = _row_figures(sheet, [key])
    boundary = boundary_under(sheet, key, shown) if on_energy else ""
    return Reading(
        metric,
        shown,
        key.phase,
        key.ghg_basis,
        boundary,
        on_energy,
        shown.recomputed,
        share_missing(sheet, [key], shown),
        figures=_given(figures),
    )


def _together(entry: "Entry", metric: str, category: str, basis: str) -> Iterator[Reading]:
    """Manufacture and use, where both are known or they are stated as one."""
    sheet, use, made = entry.sheet, Key(category, "use", "", basis), Key(category, "manufacture")
    whole = Key(category, "all", "", basis)
    stated = list(stated_rows(sheet, whole))
    parts = phase_total(sheet, use), phase_total(sheet, made)
    if not stated and not all(part.value is not None for part in parts):
        return
    shown = both_phases(sheet, category, basis)
    keys = [whole] if stated else [use, made]
    boundary = boundary_under(sheet, keys[0], shown)
    figures = _row_figures(sheet, keys)
    missing = share_missing(sheet, keys, shown)
    yield Reading(
        metric, shown, "all", basis, boundary, True, shown.recomputed, missing, figures=_given(figures)
    )


def _row_figures(sheet: Sheet, keys: list[Key]) -> "list[Figure | None]":
    """The amounts of these keys; those of their parts where only parts are stated."""
    rows = sheet.document.get("impacts", [])
    return [
        row["amount"]
        for row in rows
        for key in keys
        if "amount" in row
        and (row["category"], row["phase"], row.get("ghg_basis", ""))
        == (key.category, key.phase, key.ghg_basis)
    ]


def _given(figures: "Sequence[Figure | None]") -> "tuple[Figure, ...]":
    return tuple(figure for figure in figures if figure and "not_disclosed" not in figure)


_READERS = {
    "accelerator-hours": _hours,
    "core-hours": _hours,
    "final-share": _final,
    "energy": _energy,
    **dict.fromkeys(("ghg", "water", "adpe", "pe"), _impact),
}
