"""The boundary of the electricity that an impact of use rests on."""

from fullcount.disclosure.figures import Figure, central, printed
from fullcount.impacts import Key
from fullcount.impacts.boundary import overhead
from fullcount.impacts.line import Missing
from fullcount.rules.arithmetic import agree
from fullcount_reports.card.energy import ENERGY
from fullcount_reports.card.sheet import Sheet, figure_at
from fullcount_reports.card.shown import Shown
from fullcount_reports.card.totals import stated_rows

__all__ = ["boundary_under"]

FACILITY = "facility"
_FIELD = {
    "location": "carbon_intensity_location_based",
    "market": "carbon_intensity_market_based",
}


def boundary_under(sheet: Sheet, key: Key, shown: Shown) -> str:
    """The energy boundary under an impact; empty where it is not known.

    What is recomputed rests on the energy of the facility. What is stated rests on the energy that is stated beside
    it, unless its own factor shows that the PUE was multiplied on; without one, on that of the facility where the
    formulas give the same figure from it.
    """
    if shown.recomputed:
        return FACILITY
    energies = _energies(sheet)
    boundaries = {figure.get("boundary", "") for figure in energies}
    if len(boundaries) != 1:
        return FACILITY if _agrees(sheet, key, shown) else ""
    found: str = boundaries.pop()
    is_moved = found != FACILITY and len(energies) == 1 and _pue_inside(sheet, key, shown, energies[0])
    return FACILITY if is_moved else found


def _energies(sheet: Sheet) -> list[Figure]:
    """The energies of the whole work that are stated: in impact rows, in the totals, or in every line."""
    rows: list[Figure] = [row["amount"] for row in stated_rows(sheet, ENERGY)]
    total = figure_at(sheet.document.get("totals", {}), "energy")
    lines = [figure_at(line.raw, "energy") for line in sheet.lines]
    for figures in (rows, [total] if total else [], lines):
        there = [figure for figure in figures if figure and central(figure) is not None]
        if there:
            return there
    return []


def _agrees(sheet: Sheet, key: Key, shown: Shown) -> bool:
    """Whether the formulas give the stated figure from the energy of the facility, within its printed digits."""
    row, stated = (
        sheet.footprint.get(key),
        printed({"value": shown.value} if shown.value is not None else None),
    )
    if row is None or row.total is None or stated is None or not row.complete:
        return False
    return stated.meets(row.total) or agree(stated.value, row.total.value)


def _pue_inside(sheet: Sheet, key: Key, shown: Shown, energy: Figure) -> bool:
    """Whether the intensity shows that the figure is that of the energy times the PUE, and not of the energy alone."""
    lines = sheet.lines
    places = {line.facility["id"] for line in lines if line.facility}
    if not lines or len(places) != 1 or shown.value is None or key.category != "gwp":
        return False
    pue = overhead(lines[0], printed)
    intensity = printed(figure_at(lines[0].facility or {}, _FIELD.get(key.ghg_basis, "")))
    used, emitted = printed(energy), printed({"value": shown.value})
    if isinstance(pue, Missing) or intensity is None or used is None or emitted is None or not used.low:
        return False
    implied = emitted * 1000.0 / used
    return implied.meets(intensity * pue) and not implied.meets(intensity)
