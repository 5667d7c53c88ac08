"""A claim in the words and numbers of a table, and the table."""

from collections.abc import Iterable

from agreement.claim import Claim
from agreement.judge import Judgement
from agreement.words import FIGURES, FORMULAS
from fullcount.disclosure.figures import Amount

__all__ = ["cell", "figure", "formula", "name", "printed", "result", "table"]

UNITS = {"m3": "m³", "kgSbe": "kg Sb eq"}
"""Units as they are shown."""


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A Markdown table with its head."""
    lines = (head, tuple("---" for _ in head), *rows)
    return "\n".join(f"| {' | '.join(map(cell, line))} |" for line in lines)


def cell(text: str) -> str:
    """Text in which nothing is read as Markdown or HTML."""
    return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")


def name(claim: Claim) -> str:
    """What the claim is about, with the ids of claim and row."""
    row = f", {claim.row}" if claim.row else ""
    return f"{claim.subject} ({claim.id}{row})"


def figure(claim: Claim) -> str:
    """Which figure is recomputed, and how."""
    return f"{FIGURES[claim.cells['figure']]}: {formula(claim)}"


def formula(claim: Claim) -> str:
    """The formula in words, without a PUE where the source has none."""
    words = FORMULAS[claim.formula]
    return words if claim.pue else words.replace(" × PUE", "")


def printed(claim: Claim, column: str = "printed") -> str:
    """A printed number with its digits and unit."""
    places = _places(claim.amount(column))
    return f"{float(claim.cells[column]):,.{places}f}{_unit(claim)}"


def result(item: Judgement) -> str:
    """The recomputed interval, in the printed unit."""
    low, high = item.recomputed.low, item.recomputed.high
    places = max(_places(item.recomputed), _places(item.printed) if high == low else 0)
    ends = dict.fromkeys(f"{end:,.{places}f}" for end in (low, high))
    return f"{' to '.join(ends)}{_unit(item.claim)}"


def _unit(claim: Claim) -> str:
    return "" if claim.unit == "1" else f"\u00a0{UNITS.get(claim.unit, claim.unit)}"


def _places(amount: Amount) -> int:
    """Decimals that show an interval to a tenth of its width, and no more."""
    width = amount.high - amount.low
    places = 0
    while places < 9 and round(width, places) < 0.95 * width:
        places += 1
    while places < 9 and width < 0.95 * 10.0**-places:
        places += 1
    return places
