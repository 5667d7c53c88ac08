"""Electricity of the whole work at the boundary at which it is known."""

from dataclasses import replace
from typing import TYPE_CHECKING

from fullcount.impacts import Key
from fullcount_reports.card.sheet import Sheet, figure_at
from fullcount_reports.card.shown import Shown, of_figure, why_absent
from fullcount_reports.card.tally import add_lines
from fullcount_reports.card.totals import phase_total, stated_rows

if TYPE_CHECKING:
    from fullcount.disclosure.figures import Figure

__all__ = ["ENERGY", "energy_of_lines", "energy_total"]

ENERGY = Key("energy", "use")
_UNSTATED: "Figure" = {}


def energy_total(sheet: Sheet) -> tuple[Shown, str]:
    """Energy in kWh and its boundary: as stated in an impact row or in the totals, else recomputed at the facility,
    else as the lines state it. The boundary is empty where it is not known.
    """
    shown, boundary = phase_total(sheet, ENERGY), _stated_boundary(sheet)
    total = figure_at(sheet.document.get("totals", {}), "energy")
    if (shown.recomputed or not shown.is_there) and total is not None and "not_disclosed" not in total:
        return of_figure(sheet.words, total, "kWh"), total.get("boundary", "")
    if shown.recomputed:
        return shown, "facility"
    return (shown, boundary) if shown.is_there else _by_lines(sheet, shown)


def _by_lines(sheet: Sheet, facility: Shown) -> tuple[Shown, str]:
    found = energy_of_lines(sheet)
    if found is None:
        return facility, ""
    note = sheet.words("facility-energy", why=why_absent(sheet.words, facility))
    return replace(found[0], notes=(*found[0].notes, note)), found[1]


def _stated_boundary(sheet: Sheet) -> str:
    found = {row["amount"].get("boundary", "") for row in stated_rows(sheet, ENERGY)}
    return found.pop() if len(found) == 1 else ""


def energy_of_lines(sheet: Sheet) -> tuple[Shown, str] | None:
    """Energy as the lines state it and its boundary, if all state it at one boundary; None otherwise."""
    stated = {line.id: line.raw["energy"] for line in sheet.lines if "energy" in line.raw}
    boundaries = {figure.get("boundary", "") for figure in stated.values()}
    shown = [of_figure(sheet.words, stated.get(line.id, _UNSTATED), "kWh") for line in sheet.lines]
    if len(boundaries) != 1 or not any(each.is_there for each in shown):
        return None
    return add_lines(sheet, shown), boundaries.pop()
