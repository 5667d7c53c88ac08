"""The part of section 2 on hours that were reserved and not used by any job."""

from collections.abc import Iterator, Sequence

from fullcount.impacts import Key
from fullcount_reports.card.model import Block, Cell, Column, Paragraph, Table
from fullcount_reports.card.sheet import ACCELERATOR_HOURS, IDLE_HOURS, Sheet
from fullcount_reports.card.shown import Shown, amount_cell, of_amount, percentage
from fullcount_reports.card.sums import add_up
from fullcount_reports.card.tally import Tally, hours_cell, tally

__all__ = ["idle_blocks"]

ENERGY = Key("energy", "use")


def idle_blocks(sheet: Sheet, components: Sequence[str]) -> Iterator[Block]:
    """Idle hours and their energy by component, with their share of all reserved hours."""
    words = sheet.words
    idle, used = (tally(sheet, measure, ("component",)) for measure in (IDLE_HOURS, ACCELERATOR_HOURS))
    heads = (
        Column(words("component")),
        Column(words(IDLE_HOURS), numeric=True),
        Column(words("share"), numeric=True),
        Column(words("energy-of-facility"), numeric=True),
    )
    reserved = idle, used
    rows = [
        _row(sheet, sheet.component_name(name), idle.along(0, name), reserved, name) for name in components
    ]
    if len(rows) > 1:
        rows.append(_row(sheet, words("total"), idle, reserved, ""))
    yield Table(words("idle-by-component"), heads, tuple(rows), total=len(rows) > 1)
    yield Paragraph(words("idle-note"), "legend")


def _row(
    sheet: Sheet, label: str, idle: Tally, reserved: tuple[Tally, Tally], component: str
) -> tuple[Cell, ...]:
    share = _share(sheet, idle, reserved)
    return Cell(label), hours_cell(sheet, idle), share, _energy(sheet, component)


def _share(sheet: Sheet, idle: Tally, reserved: tuple[Tally, Tally]) -> Cell:
    """Of all hours that were reserved, used or not."""
    whole = sum(part.total for part in reserved)
    if not whole or any(part.gaps for part in reserved):
        return Cell(sheet.words("share-unknown"), missing=True)
    return Cell(percentage(sheet.words, idle.total / whole))


def _energy(sheet: Sheet, component: str) -> Cell:
    """Energy of the idle lines of a component, or of all of them where the code is empty."""
    row = sheet.footprint.get(ENERGY)
    lines = [line for line in sheet.lines if line.is_idle and component in ("", line.raw["component"])]
    found = [(line.id, row.by_line.get(line.id), row.missing.get(line.id)) for line in lines] if row else []
    terms = [
        (name, Shown("kWh", lacks=gap.inputs if gap else ()) if amount is None else of_amount(amount, "kWh"))
        for name, amount, gap in found
    ]
    return amount_cell(sheet.words, add_up(sheet.words, terms))
