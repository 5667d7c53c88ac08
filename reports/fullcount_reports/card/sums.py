"""Figures added up, saying what is not in the sum."""

from collections.abc import Sequence
from dataclasses import replace

from fullcount.disclosure.figures import fits
from fullcount_reports.card.catalogue import Catalogue
from fullcount_reports.card.shown import Shown, amount_cell

__all__ = ["add_up"]


def add_up(words: Catalogue, terms: Sequence[tuple[str, Shown]]) -> Shown:
    """The sum of named figures; of those that are there, naming the others; missing when none is there."""
    there = [shown for _, shown in terms if shown.value is not None]
    lacking = [(name, shown) for name, shown in terms if shown.value is None]
    if not there:
        return _none(lacking)
    total = _sum(there)
    if not all(map(fits, (total.value, total.low, total.high))):
        return Shown(total.unit, lacks=(words("summable"),))
    notes = [note for shown in there for note in shown.notes]
    notes += [words("without", part=name, why=_lacking(words, shown)) for name, shown in lacking]
    partial = bool(lacking) or any(shown.partial for shown in there)
    return replace(total, notes=tuple(dict.fromkeys(notes)), partial=partial)


def _none(lacking: Sequence[tuple[str, Shown]]) -> Shown:
    absent = dict.fromkeys(shown.absent for _, shown in lacking if shown.absent)
    lacks = dict.fromkeys(name for _, shown in lacking for name in shown.lacks)
    return Shown(lacking[0][1].unit, absent="; ".join(absent), lacks=tuple(lacks))


def _sum(there: Sequence[Shown]) -> Shown:
    if len(there) == 1:
        return there[0]
    spread = any(shown.low is not None for shown in there)
    return Shown(
        there[0].unit,
        sum(shown.value or 0.0 for shown in there),
        sum(_end(shown, shown.low) for shown in there) if spread else None,
        sum(_end(shown, shown.high) for shown in there) if spread else None,
        basis=there[0].basis if len({shown.basis for shown in there}) == 1 else "calculated",
        summed=True,
        recomputed=any(shown.recomputed for shown in there),
        interval_recomputed=spread,
    )


def _end(shown: Shown, end: float | None) -> float:
    return end if end is not None else shown.value or 0.0


def _lacking(words: Catalogue, shown: Shown) -> str:
    return amount_cell(words, shown).text
