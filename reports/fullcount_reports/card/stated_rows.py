"""Tables of impacts that are stated for parts of the work or the period, one unit, or life-cycle stages."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from fullcount_reports.card.model import Cell, Column, Table
from fullcount_reports.card.sheet import Sheet
from fullcount_reports.card.shown import amount_cell, interval_text, mark_of, of_figure
from fullcount_reports.card.totals import unit_of

if TYPE_CHECKING:
    from fullcount.disclosure.types import Covered, Impact

__all__ = ["stated_table"]

_AXES = {
    "components": "",
    "stages": "stage",
    "run_types": "run-type",
    "outcomes": "outcome",
    "facilities": "",
    "equipment": "",
    "lines": "",
}


def stated_table(sheet: Sheet, key: str, rows: Sequence["Impact"]) -> Table:
    """One row for each impact, with what it is stated for; `key` names the caption."""
    words = sheet.words
    columns = (
        Column(words("category")),
        Column(words("phase")),
        Column(words("stated-for")),
        Column(words("amount"), numeric=True),
        Column(words("interval-column"), numeric=True),
        Column(words("basis")),
    )
    return Table(words(key), columns, tuple(_stated_row(sheet, row) for row in rows))


def _stated_row(sheet: Sheet, row: "Impact") -> tuple[Cell, ...]:
    words, unit = sheet.words, unit_of(row["category"])
    shown = of_figure(words, row["amount"] if "amount" in row else row["share"], unit)
    return (
        Cell(_category(sheet, row)),
        Cell(_phase(sheet, row)),
        Cell(_stated_for(sheet, row)),
        amount_cell(words, shown),
        Cell(interval_text(words, shown)),
        Cell(mark_of(words, shown)),
    )


def _category(sheet: Sheet, row: "Impact") -> str:
    basis = row.get("ghg_basis")
    return sheet.words(f"ghg-{basis}-short") if basis else sheet.words.title("category", row["category"])


def _phase(sheet: Sheet, row: "Impact") -> str:
    names = [sheet.words.title("phase", row["phase"])] + (
        [sheet.words.title("part", row["part"])] if row.get("part") else []
    )
    return ", ".join(names)


def _stated_for(sheet: Sheet, row: "Impact") -> str:
    stages = ", ".join(
        sheet.words.title("life-cycle-stage", code) for code in row.get("life_cycle_stages", [])
    )
    covered = _covered(sheet, row["covers"]) if "covers" in row else ""
    return sheet.words.parts(stages, covered, row.get("per", ""), _period(sheet, row)) or sheet.words(
        "everything"
    )


def _period(sheet: Sheet, row: "Impact") -> str:
    if "period" not in row:
        return ""
    words, period = sheet.words, row["period"]
    return words("from-to", start=words.day(period["start"]), end=words.day(period["end"]))


def _covered(sheet: Sheet, covers: "Covered") -> str:
    given = cast("Mapping[str, Sequence[str]]", covers)
    chosen = ((axis, given.get(axis, ())) for axis in _AXES)
    listed = (", ".join(_named(sheet, axis, code) for code in codes) for axis, codes in chosen)
    return sheet.words.parts(*listed)


def _named(sheet: Sheet, axis: str, code: str) -> str:
    if axis == "components":
        return sheet.component_name(code)
    codelist = _AXES[axis]
    return sheet.words.title(codelist, code) if codelist else code
