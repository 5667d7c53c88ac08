"""Section 1: what the whole work came to."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import fits
from fullcount.impacts import Key
from fullcount_reports.card.model import Cell, Column, Paragraph, Section, Table
from fullcount_reports.card.numbers import grouped, last_place
from fullcount_reports.card.sheet import ACCELERATOR_HOURS, IDLE_HOURS, Sheet, figure_at
from fullcount_reports.card.shown import Shown, amount_cell, interval_text, mark_of, of_figure, why_absent
from fullcount_reports.card.tally import add_lines, final_share, has_idle, measures_of, total_hours
from fullcount_reports.card.totals import both_phases, phase_total, stated_rows

if TYPE_CHECKING:
    from fullcount.disclosure.figures import Figure

__all__ = ["ENERGY", "ghg_bases", "has", "headline", "tiles"]

ENERGY = Key("energy", "use")
_TILES = 6
_UNSTATED: "Figure" = {}


def headline(sheet: Sheet) -> Section:
    """The table of indicators with intervals and basis marks, and the legend of the marks."""
    words = sheet.words
    columns = (
        Column(words("indicator")),
        Column(words("amount"), numeric=True),
        Column(words("interval-column"), numeric=True),
        Column(words("basis")),
    )
    rows = tuple(_row(sheet, label, shown) for label, shown in _indicators(sheet))
    table = Table(words("headline-caption"), columns, rows)
    return Section("headline", words("headline"), (table, Paragraph(words("legend"), "legend")))


def tiles(sheet: Sheet) -> tuple[Cell, ...]:
    """The first indicators but idle hours, as label and amount; text is the amount, detail the label."""
    idle = sheet.words(IDLE_HOURS)
    there = [(label, shown) for label, shown in _indicators(sheet) if shown.is_there and label != idle]
    return tuple(_tile(sheet, label, shown) for label, shown in there[:_TILES])


def _tile(sheet: Sheet, label: str, shown: Shown) -> Cell:
    name = sheet.words("in-part", label=label) if shown.partial else label
    return Cell(amount_cell(sheet.words, shown).text, name)


def _row(sheet: Sheet, label: str, shown: Shown) -> tuple[Cell, ...]:
    words = sheet.words
    return (
        Cell(label),
        amount_cell(words, shown),
        Cell(interval_text(words, shown)),
        Cell(mark_of(words, shown)),
    )


def _indicators(sheet: Sheet) -> Iterator[tuple[str, Shown]]:
    words = sheet.words
    for measure in measures_of(sheet) or (ACCELERATOR_HOURS,):
        yield words(measure), total_hours(sheet, measure)
    if has_idle(sheet):
        yield words(IDLE_HOURS), total_hours(sheet, IDLE_HOURS)
    yield words("final-share"), _with_multiple(sheet, _final_share(sheet))
    yield _energy(sheet)
    for basis in ghg_bases(sheet):
        yield words(f"ghg-{basis}"), both_phases(sheet, "gwp", basis)
    for category in ("water", "adpe"):
        yield words(category), both_phases(sheet, category)
    if has(sheet, "pe"):
        yield words("pe"), both_phases(sheet, "pe")


def ghg_bases(sheet: Sheet) -> tuple[str, ...]:
    """Location and market always, each apart; unspecified where a figure is stated so."""
    stated = {row.get("ghg_basis") for row in sheet.document.get("impacts", [])}
    return ("location", "market", *(("unspecified",) if "unspecified" in stated else ()))


def has(sheet: Sheet, category: str) -> bool:
    """Whether a category is stated or can be recomputed at all."""
    rows = sheet.footprint.rows
    stated = any(row["category"] == category and "amount" in row for row in sheet.document.get("impacts", []))
    return stated or any(row.key.category == category and row.total is not None for row in rows)


def _final_share(sheet: Sheet) -> Shown:
    measures = measures_of(sheet)
    return final_share(sheet, measures[0] if measures else ACCELERATOR_HOURS)


def _with_multiple(sheet: Sheet, share: Shown) -> Shown:
    if not share.value or share.value > 95.0:
        return share
    multiple = 100.0 / share.value
    if not fits(multiple):
        return share
    text = grouped(sheet.words, multiple, max(-last_place(multiple, 2), 0))
    return replace(share, notes=(*share.notes, sheet.words("multiple", multiple=text)))


def _energy(sheet: Sheet) -> tuple[str, Shown]:
    shown, boundary = phase_total(sheet, ENERGY), _stated_boundary(sheet)
    total = figure_at(sheet.document.get("totals", {}), "energy")
    if (shown.recomputed or not shown.is_there) and total is not None and "not_disclosed" not in total:
        shown, boundary = of_figure(sheet.words, total, "kWh"), total.get("boundary", "")
    elif shown.recomputed:
        boundary = "facility"
    elif not shown.is_there:
        shown, boundary = _of_lines(sheet, shown)
    label = f"energy-{boundary}" if boundary else "energy" if shown.is_there else "energy-short"
    return sheet.words(label), shown


def _stated_boundary(sheet: Sheet) -> str:
    found = {row["amount"].get("boundary", "") for row in stated_rows(sheet, ENERGY)}
    return found.pop() if len(found) == 1 else ""


def _of_lines(sheet: Sheet, facility: Shown) -> tuple[Shown, str]:
    """Energy as the lines state it, if all at one boundary, where the energy of the facility is out of reach."""
    stated = {line.id: line.raw["energy"] for line in sheet.lines if "energy" in line.raw}
    boundaries = {figure.get("boundary", "") for figure in stated.values()}
    shown = [of_figure(sheet.words, stated.get(line.id, _UNSTATED), "kWh") for line in sheet.lines]
    if len(boundaries) != 1 or not any(each.is_there for each in shown):
        return facility, ""
    total = add_lines(sheet, shown)
    note = sheet.words("facility-energy", why=why_absent(sheet.words, facility))
    return replace(total, notes=(*total.notes, note)), boundaries.pop()
