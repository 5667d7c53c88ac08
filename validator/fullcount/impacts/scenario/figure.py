"""Figures that a scenario puts in the place of those of the disclosure."""

from typing import TYPE_CHECKING, Any

from fullcount.disclosure.figures import Figure, Scaled, central
from fullcount.printing import as_number

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure
    from fullcount.factors import Factor

__all__ = [
    "Item",
    "arrow",
    "divided",
    "document_year",
    "figure_of",
    "in_words",
    "same_figure",
    "scaled",
    "supposed",
    "undisclosed",
]

Item = dict[str, Any]
_NUMBERS = ("value", "low", "high", "below")


def supposed(value: float, unit: str, former: Figure | None = None, **more: Any) -> Item:
    """A figure that the user supposes. It errs in proportion as the one in whose place it stands; else it is certain.

    So a supposition that changes nothing saves nothing, whatever the error of the figure.
    """
    ends = {"low": value, "high": value}
    figure = {"value": value, "unit": unit, **ends, "basis": "estimated", "note": "supposed", **more}
    stood_for = central(former)
    return Scaled(former, value / stood_for, figure) if former and stood_for else figure


def undisclosed(note: str) -> Item:
    """A figure that the other conditions leave unknown: never kept from the original, never zero."""
    return {"not_disclosed": {"reason": "not-applicable", "note": note}}


def figure_of(factor: "Factor", note: str = "") -> Item:
    """The figure of a factor table, with its interval where the table has one."""
    ends = {"low": factor.low, "high": factor.high} if factor.low is not None is not factor.high else {}
    figure = {"value": factor.value, "unit": factor.unit, **ends, "factor": factor.id, "year": factor.year}
    return {**figure, "scope": factor.scope, "basis": "default", **({"note": note} if note else {})}


def same_figure(figure: Figure | None, factor: "Factor") -> bool:
    """Whether a stated figure is that of the factor."""
    return figure is not None and figure.get("factor") == factor.id and central(figure) == factor.value


def scaled(figure: Figure, ratio: float, note: str, **more: Any) -> Scaled:
    """The figure with its numbers times `ratio`, whose error is that of the figure."""
    return Scaled(figure, ratio, _times(figure, ratio, note, **more))


def divided(figure: Figure, over: Figure, note: str, **more: Any) -> Scaled:
    """The figure over another one that is known and not 0, whose error is that of both."""
    ratio = 1 / (central(over) or 1.0)
    return Scaled(figure, ratio, _times(figure, ratio, note, **more), over)


def _times(figure: Figure, ratio: float, note: str, **more: Any) -> Item:
    numbers = {key: float(figure[key]) * ratio for key in _NUMBERS if key in figure}
    return {**figure, **numbers, "basis": "calculated", "note": note, **more}


def in_words(figure: Figure | None, unit: str = "") -> str:
    """The central value with its unit, for the list of changes."""
    value = central(figure)
    return "not disclosed" if value is None else f"{as_number(value)} {unit}".rstrip()


def arrow(former: Figure | None, now: Figure | None, unit: str, how: str) -> str:
    """What a figure was and is, with the unit behind the last known value and, in brackets, how it is known."""
    units = ("", unit) if central(now) is not None else (unit if central(former) is not None else "", "")
    return f"{in_words(former, units[0])} → {in_words(now, units[1])} ({how})"


def document_year(document: "Disclosure") -> int | None:
    """The last year of the period of the work, for the choice of factors; else that of the revision."""
    period = document.get("scope", {}).get("period")
    date = period["end"] if period else document.get("revision", {}).get("date", "")
    return int(date[:4]) if date[:4].isdecimal() else None
