"""Figures as formulas use them: within their printed rounding, except those that are exact as they stand.

Exact are a rated power, which is the label of a device and not a measurement; a lifetime, which is a convention of
the calculation; and a ratio or count of exactly 1, which says that a formula has no such term. Any other ratio, such
as a PUE of 1.2, is rounded like every printed figure: operators print 1.2 for 1.16, and tables are computed with
what was rounded.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import Amount, Figure, N, Reader, printed
from fullcount.impacts.key import Key
from fullcount.impacts.line import Line, Missing
from fullcount.rules.reasons import once
from fullcount.rules.recomputed import sum_over

if TYPE_CHECKING:
    from fullcount.rules.view import View

__all__ = ["as_used", "is_exact", "sum_as_used"]


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


def sum_as_used(view: "View", lines: Sequence[Line], key: Key, read: Reader[N]) -> N | Missing:
    """The recomputed impact of several lines, with figures as used in place of figures as printed."""
    reader: Reader[N] = as_used if read is printed else read  # type: ignore[assignment]
    total = sum_over(view, lines, key, reader)
    return Missing(tuple(once(total.inputs, len(view.lines)))) if isinstance(total, Missing) else total
