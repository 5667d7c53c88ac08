"""Figures as formulas use them: within their printed rounding, except those that are exact as they stand.

Exact are a rated power, which is the label of a device and not a measurement; a lifetime, which is a convention of
the calculation; and a ratio or count of exactly 1, which says that a formula has no such term. Any other ratio, such
as a PUE of 1.2, is rounded like every printed figure: operators print 1.2 for 1.16, and tables are computed with
what was rounded.
"""

from fullcount.disclosure.figures import Amount, Figure, printed, stated

__all__ = ["as_used", "is_exact", "widest"]


def is_exact(figure: Figure) -> bool:
    """Whether the figure is a rating, a lifetime or a plain 1; powers but ratings state a boundary or basis."""
    match figure:
        case {"value": 1, "unit": "1"} | {"value": _, "unit": "years"}:
            return True
        case {"value": _, "unit": "W"}:
            return figure.get("power_basis", "tdp") == "tdp" and "boundary" not in figure
    return False


def as_used(figure: Figure | None) -> Amount | None:
    """The printed interval, or a point where the figure is exact."""
    if figure is not None and is_exact(figure):
        value = float(figure["value"])
        return Amount(value, value, value)
    return printed(figure)


def widest(figure: Figure | None) -> Amount | None:
    """The interval of the digits, as far as they are rounded, and the one that the publisher states, together."""
    digits, interval = as_used(figure), stated(figure)
    if digits is None or interval is None:
        return digits
    return Amount(digits.value, min(digits.low, interval.low), max(digits.high, interval.high))
