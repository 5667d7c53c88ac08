"""Section 3: the life cycle: each category by manufacture and use, and what is stated for parts of the work."""

from collections.abc import Iterator
from dataclasses import dataclass

from fullcount.disclosure.figures import fits
from fullcount.impacts import Key
from fullcount_reports.card.codes import in_order
from fullcount_reports.card.headline import ENERGY, ghg_bases, has
from fullcount_reports.card.model import Block, Cell, Column, FigureSlot, Paragraph, Section, Table
from fullcount_reports.card.sheet import Sheet
from fullcount_reports.card.shown import (
    Shown,
    amount_cell,
    mark_of,
    percentage,
)
from fullcount_reports.card.stated_rows import stated_table
from fullcount_reports.card.totals import both_phases, phase_total

__all__ = ["PhaseSplit", "life_cycle", "splits"]


@dataclass(frozen=True, slots=True)
class PhaseSplit:
    """One category: its name, what manufacture and use come to, and both together."""

    name: str
    made: Shown
    used: Shown
    both: Shown

    @property
    def made_share(self) -> float | None:
        """Share of manufacture, from 0 to 1; None unless both phases are known in full."""
        made, used = self.made, self.used
        if made.value is None or used.value is None or made.partial or used.partial:
            return None
        whole = made.value + used.value
        return made.value / whole if whole and fits(whole) else None


def splits(sheet: Sheet) -> tuple[PhaseSplit, ...]:
    """Every category that has two phases, greenhouse gases once for each basis."""
    words = sheet.words
    named = [(words(f"ghg-{basis}-short"), "gwp", basis) for basis in ghg_bases(sheet)]
    named += [(words("water"), "water", ""), (words("adpe"), "adpe", "")]
    named += [(words.title("category", code), code, "") for code in _further(sheet)]
    return tuple(_split(sheet, *category) for category in named)


def _split(sheet: Sheet, name: str, category: str, basis: str) -> PhaseSplit:
    made = phase_total(sheet, Key(category, "manufacture"))
    used = phase_total(sheet, Key(category, "use", "", basis))
    return PhaseSplit(name, made, used, both_phases(sheet, category, basis))


def _further(sheet: Sheet) -> tuple[str, ...]:
    stated = {row["category"] for row in sheet.document.get("impacts", [])}
    codes = stated | {row.key.category for row in sheet.footprint.rows}
    return tuple(
        code for code in in_order("category", codes - {"energy", "gwp", "water", "adpe"}) if has(sheet, code)
    )


def life_cycle(sheet: Sheet) -> Section:
    """The figure, the table of phases, and tables of what is stated for parts and for life-cycle stages."""
    return Section("life-cycle", sheet.words("life-cycle"), tuple(_blocks(sheet)))


def _blocks(sheet: Sheet) -> Iterator[Block]:
    yield FigureSlot("life-cycle")
    yield _phases(sheet)
    yield Paragraph(sheet.words("life-cycle-note"), "legend")
    rows = sheet.document.get("impacts", [])
    staged = [row for row in rows if "life_cycle_stages" in row]
    single = [row for row in rows if row.keys() & {"per", "period"} and row not in staged]
    partial = [row for row in rows if "covers" in row and row not in staged + single]
    others = staged + single + partial
    parted = [row for row in rows if row.get("part") and row["category"] != "water" and row not in others]
    for key, some in (
        ("stated-in-parts", parted),
        ("stated-for-lines", partial),
        ("stated-for-units", single),
        ("stated-for-stages", staged),
    ):
        if some:
            yield stated_table(sheet, key, some)


def _phases(sheet: Sheet) -> Table:
    words = sheet.words
    columns = (Column(words("category")), *(Column(words(name), numeric=True) for name in _COLUMNS))
    return Table(words("life-cycle-caption"), columns, tuple(_phase_rows(sheet)))


_COLUMNS = ("manufacture", "use", "together", "made-share")


def _phase_rows(sheet: Sheet) -> Iterator[tuple[Cell, ...]]:
    words, outside = sheet.words, Cell(sheet.words("not-split"))
    energy = _marked(sheet, phase_total(sheet, ENERGY))
    yield Cell(words("energy-short")), outside, energy, outside, outside
    for split in splits(sheet):
        share = split.made_share
        unknown = Cell(words("share-unknown"), missing=True)
        both = _marked(sheet, split.both) if split.both.is_there else unknown
        share_cell = unknown if share is None else Cell(percentage(words, share))
        yield Cell(split.name), _marked(sheet, split.made), _marked(sheet, split.used), both, share_cell
        if split.name == words("water"):
            yield from _water_rows(sheet)


def _water_rows(sheet: Sheet) -> Iterator[tuple[Cell, ...]]:
    outside = Cell(sheet.words("not-split"))
    for part in ("on-site", "off-site"):
        used = phase_total(sheet, Key("water", "use", part))
        yield Cell(sheet.words(f"water-{part}")), outside, _marked(sheet, used), outside, outside


def _marked(sheet: Sheet, shown: Shown) -> Cell:
    cell = amount_cell(sheet.words, shown)
    return (
        cell
        if cell.missing
        else Cell(
            sheet.words("marked", amount=cell.text, mark=mark_of(sheet.words, shown)),
            sheet.words.parts(*shown.notes),
        )
    )
