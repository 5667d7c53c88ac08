"""A figure as the card shows it: stated, summed or recomputed, or missing with the reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from fullcount.disclosure.figures import Amount, Figure, central
from fullcount_reports.card.catalogue import Catalogue
from fullcount_reports.card.model import Cell
from fullcount_reports.card.numbers import (
    NO_BREAK,
    Scale,
    exact,
    last_place,
    place_of,
    rounded,
    scale_of,
    unit_name,
)

__all__ = [
    "Shown",
    "amount_cell",
    "interval_text",
    "listed",
    "mark_of",
    "of_amount",
    "of_figure",
    "percentage",
    "why_absent",
    "with_unit",
]

_EXACT_UNITS = frozenset({"accelerator-h", "core-h", "h", "1"})


@dataclass(frozen=True, slots=True)
class Shown:
    """One figure in the unit of the standard. Without `value` and `below`, `absent` says why in words, or
    `lacks` names what would be needed to compute it.

    `low` and `high` are the ends of its interval, which holds `interval` per cent; `basis` is a code of the
    codelist basis; `recomputed` says that it is not stated but follows from the compute lines; `summed` that it
    adds up several figures; `partial` that it leaves out some of what it is the total of;
    `is_range` that only the ends are stated and `value` is the middle between them.
    """

    unit: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    below: float | None = None
    interval: float = 90.0
    basis: str = ""
    recomputed: bool = False
    interval_recomputed: bool = False
    summed: bool = False
    partial: bool = False
    is_range: bool = False
    absent: str = ""
    lacks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_there(self) -> bool:
        """Whether there is a number to show."""
        return self.value is not None or self.below is not None


def of_figure(words: Catalogue, figure: Figure, unit: str) -> Shown:
    """A figure as stated; `unit` for one that is not disclosed and so has none."""
    gap = figure.get("not_disclosed")
    if gap is not None:
        return Shown(unit, absent=_not_disclosed(words, gap))
    return Shown(
        figure.get("unit", unit),
        value=central(figure),
        low=figure.get("low"),
        high=figure.get("high"),
        below=figure.get("below"),
        interval=figure.get("interval", 90.0),
        basis=figure.get("basis", ""),
        is_range="low" in figure and "value" not in figure,
    )


def of_amount(amount: Amount, unit: str, notes: tuple[str, ...] = ()) -> Shown:
    """A recomputed amount; its interval combines the ends of the intervals of its inputs."""
    low, high = (amount.low, amount.high) if amount.low < amount.high else (None, None)
    return Shown(
        unit,
        amount.value,
        low,
        high,
        basis="calculated",
        recomputed=True,
        interval_recomputed=low is not None,
        notes=notes,
    )


def why_absent(words: Catalogue, shown: Shown) -> str:
    """In words why there is no number."""
    reasons = [shown.absent] if shown.absent else []
    if shown.lacks:
        reasons.append(words("cannot-be-computed", inputs=listed(shown.lacks)))
    return words.parts(*reasons) or words("not-disclosed")


def listed(names: Sequence[str], most: int = 4) -> str:
    """Names in a row, and how many there are when some are left out."""
    shown = ", ".join(names[:most])
    return f"{shown}, … ({len(names)})" if len(names) > most else shown


def _not_disclosed(words: Catalogue, gap: Figure) -> str:
    reason = words.lowered("not-disclosed-reason", gap["reason"])
    key = "not-disclosed-because-note" if gap.get("note") else "not-disclosed-because"
    return words(key, reason=reason, note=gap.get("note", ""))


def amount_cell(words: Catalogue, shown: Shown) -> Cell:
    """The amount to three digits in a readable unit; as detail the exact one stated, and what is to be known."""
    if not shown.is_there:
        return Cell(why_absent(words, shown), missing=True)
    if shown.is_range:
        return Cell(_ends(words, shown), words.parts(*shown.notes))
    number = shown.value if shown.value is not None else shown.below or 0.0
    scale = scale_of(number, shown.unit)
    text = with_unit(words, _number(words, shown, number, scale), scale.unit)
    if shown.value is None:
        text = words("below", bound=text)
    return Cell(text, words.parts(*_as_stated(words, shown, number, text), *shown.notes))


def _number(words: Catalogue, shown: Shown, number: float, scale: Scale) -> str:
    scaled = number / scale.factor
    return rounded(words, scaled, 0 if _in_full(shown) else place_of(scaled))


def _as_stated(words: Catalogue, shown: Shown, number: float, text: str) -> tuple[str, ...]:
    if shown.recomputed or shown.summed:
        return ()
    stated = with_unit(words, exact(words, number), unit_name(shown.unit))
    stated = stated if shown.value is not None else words("below", bound=stated)
    return () if stated == text or text.endswith(stated) else (stated,)


def interval_text(words: Catalogue, shown: Shown) -> str:
    """Both ends to the last digit of the amount, with the level of the interval unless it is 90 %."""
    if shown.low is None or shown.high is None or shown.value is None:
        return words("no-interval") if shown.is_there else ""
    text = _ends(words, shown)
    if shown.interval != 90.0:
        text = words("interval-level", interval=text, level=exact(words, shown.interval))
    return text + (words("recomputed-mark") if shown.interval_recomputed else "")


def _ends(words: Catalogue, shown: Shown) -> str:
    """Both ends in the readable unit of the amount."""
    value, low, high = shown.value or 0.0, shown.low or 0.0, shown.high or 0.0
    scale = scale_of(value, shown.unit)
    ends = (low / scale.factor, high / scale.factor)
    place = 0 if _in_full(shown) else place_of(value / scale.factor, *ends)
    low_text, high_text = (rounded(words, end, place) for end in ends)
    return words("interval", low=low_text, high=with_unit(words, high_text, scale.unit))


def _in_full(shown: Shown) -> bool:
    """Hours and counts are written to the last one."""
    return shown.unit in _EXACT_UNITS and (shown.value or shown.below or 0.0) >= 1000


def mark_of(words: Catalogue, shown: Shown) -> str:
    """The letter of the basis, with the mark of what was recomputed."""
    if not shown.is_there:
        return ""
    letter = words(f"basis-{shown.basis}") if shown.basis else words("basis-none")
    return letter + (words("recomputed-mark") if shown.recomputed else "")


def percentage(words: Catalogue, share: float) -> str:
    """A share from 0 to 1 in per cent, to three digits and no finer than a tenth."""
    percent = 100.0 * share
    return f"{rounded(words, percent, max(last_place(percent), -1))}{NO_BREAK}%"


def with_unit(words: Catalogue, number: str, unit: str) -> str:
    """A number and its unit, never to be parted at the end of a line."""
    return f"{number} {words.unit(unit)}".rstrip().replace(" ", NO_BREAK)
