"""Impacts of the whole work by category and phase: as stated where they are, else recomputed from the lines."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from fullcount.impacts import Key
from fullcount.impacts.footprint import ImpactRow
from fullcount.impacts.key import UNITS
from fullcount.rules.lines_behind import NARROWED
from fullcount_reports.card.sheet import Sheet
from fullcount_reports.card.shown import Shown, listed, of_amount, of_figure, why_absent
from fullcount_reports.card.sums import add_up

if TYPE_CHECKING:
    from fullcount.disclosure.figures import Amount
    from fullcount.disclosure.types import Impact

__all__ = ["both_phases", "phase_total", "stated_rows", "unit_of"]


def unit_of(category: str) -> str:
    """The unit of a category whose figure states none; empty for one that the standard leaves open."""
    return UNITS.get(category, "")


def stated_rows(sheet: Sheet, key: Key) -> Iterator["Impact"]:
    """The impact rows of that key that give an amount of lines, not of stages, one unit or a part of the period."""
    for row in sheet.document.get("impacts", []):
        if "amount" in row and not row.keys() & NARROWED and _key_of(row) == key:
            yield row


def both_phases(sheet: Sheet, category: str, basis: str = "") -> Shown:
    """Manufacture and use: the row that states them together, else the sum of the two.

    A basis is that of electricity, so without the use phase there is no total on it.
    """
    together = _stated(sheet, Key(category, "all", "", basis))
    if together is not None and together.is_there:
        return together
    use = phase_total(sheet, Key(category, "use", "", basis))
    if basis and together is None and not use.is_there:
        return use
    made = phase_total(sheet, Key(category, "manufacture"))
    phases = [(sheet.words("use").lower(), use), (sheet.words("manufacture").lower(), made)]
    total = add_up(sheet.words, phases)
    return together if together is not None and not total.is_there else total


def phase_total(sheet: Sheet, key: Key) -> Shown:
    """One phase: as stated for all lines, else recomputed, else as stated for some or in parts."""
    stated = _stated(sheet, key)
    if stated is not None and stated.is_there:
        return _with_interval(sheet, key, stated)
    parts = _parts(sheet, key)
    if parts is not None and parts.is_there:
        return parts
    computed = _computed(sheet, key, stated)
    return computed if computed.is_there or stated is not None or parts is None else parts


def _with_interval(sheet: Sheet, key: Key, stated: Shown) -> Shown:
    """A figure stated without an interval has the recomputed one, if that is of all lines and holds it."""
    row, value = sheet.footprint.get(key), stated.value
    if value is None or stated.low is not None or row is None or row.total is None or not row.complete:
        return stated
    low, high = row.total.low, row.total.high
    if not low < high or not low <= value <= high:
        return stated
    return replace(stated, low=low, high=high, interval_recomputed=True)


def _computed(sheet: Sheet, key: Key, stated: Shown | None) -> Shown:
    row = sheet.footprint.get(key)
    pieces = _pieces(sheet, key)
    if row is not None and row.total is not None and (row.complete or pieces is None):
        return _of_row(sheet, row, row.total, stated)
    if pieces is not None:
        return pieces
    return stated or _missing(sheet, key, row)


def _of_row(sheet: Sheet, row: ImpactRow["Amount"], total: "Amount", stated: Shown | None) -> Shown:
    notes = [] if stated is None else [sheet.words("publisher-says", what=why_absent(sheet.words, stated))]
    if not row.complete:
        share = sheet.share_of_lines(frozenset(row.by_line))
        notes.append(sheet.words("partial", share=share, inputs=listed(row.because)))
    shown = of_amount(total, unit_of(row.key.category), tuple(notes))
    return replace(shown, partial=not row.complete)


def _missing(sheet: Sheet, key: Key, row: ImpactRow["Amount"] | None) -> Shown:
    if not sheet.lines or key.phase == "all":
        return Shown(unit_of(key.category))
    because = row.because if row is not None else ()
    return Shown(unit_of(key.category), lacks=because or (sheet.words(f"factor-of-{key.phase}"),))


def _stated(sheet: Sheet, key: Key) -> Shown | None:
    rows = [row for row in stated_rows(sheet, key) if "covers" not in row]
    return of_figure(sheet.words, rows[0]["amount"], unit_of(key.category)) if rows else None


def _parts(sheet: Sheet, key: Key) -> Shown | None:
    """The sum of the parts that are stated for all lines; water is on site and off site, stated or recomputed."""
    if key.part:
        return None
    if key == Key("water", "use"):
        halves = [
            (sheet.words.lowered("part", part), phase_total(sheet, key._replace(part=part)))
            for part in _WATER
        ]
        return add_up(sheet.words, halves)
    names = dict.fromkeys(row.get("part", "") for row in sheet.document.get("impacts", []))
    keyed = ((part, _stated(sheet, key._replace(part=part))) for part in names if part)
    terms = [(sheet.words.lowered("part", part), shown) for part, shown in keyed if shown is not None]
    if not any(shown.is_there for _, shown in terms):
        return None
    total = add_up(sheet.words, terms)
    named = ", ".join(name for name, shown in terms if shown.is_there)
    return replace(total, notes=(sheet.words("sum-of-parts", parts=named), *total.notes))


_WATER = ("on-site", "off-site")


def _pieces(sheet: Sheet, key: Key) -> Shown | None:
    """The sum of rows stated for some lines each, as long as no line is counted twice."""
    seen: frozenset[str] = frozenset()
    terms: list[tuple[str, Shown]] = []
    for row in stated_rows(sheet, key):
        shown, lines = of_figure(sheet.words, row["amount"], unit_of(key.category)), sheet.covered(row)
        if shown.value is not None and lines and not lines & seen:
            seen |= lines
            terms.append(("", shown))
    if not terms:
        return None
    partial = len(seen) < len(sheet.lines)
    notes = (sheet.words("covers", share=sheet.share_of_lines(seen)),) if partial else ()
    return replace(add_up(sheet.words, terms), notes=notes, partial=partial)


def _key_of(row: "Impact") -> Key:
    return Key(row["category"], row["phase"], row.get("part", ""), row.get("ghg_basis", ""))
