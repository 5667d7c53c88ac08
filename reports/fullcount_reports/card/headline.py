"""Section 1: what the whole work came to."""

from collections.abc import Iterator
from dataclasses import replace

from fullcount.disclosure.figures import fits
from fullcount_reports.card.energy import ENERGY, energy_total
from fullcount_reports.card.model import Cell, Column, Paragraph, Section, Table
from fullcount_reports.card.numbers import grouped, last_place
from fullcount_reports.card.sheet import ACCELERATOR_HOURS, IDLE_HOURS, Sheet
from fullcount_reports.card.shown import Shown, amount_cell, interval_text, mark_of
from fullcount_reports.card.tally import final_share, has_idle, measures_of, total_hours
from fullcount_reports.card.totals import both_phases

__all__ = ["ENERGY", "ghg_bases", "has", "headline", "tiles"]

_TILES = 6


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
    shown, boundary = energy_total(sheet)
    label = f"energy-{boundary}" if boundary else "energy" if shown.is_there else "energy-short"
    return sheet.words(label), shown
