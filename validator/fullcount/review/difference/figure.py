"""By how much a figure changed."""

from collections.abc import Mapping
from decimal import Decimal
from math import isfinite
from typing import Any, NamedTuple

from fullcount.disclosure.figures import Amount, central, printed

__all__ = ["NO_STEP", "NUMBERS", "Step", "is_figure", "is_withheld", "numbers_of", "step", "step_between"]

Figure = Mapping[str, Any]
NUMBERS = ("value", "unit", "low", "high", "below", "interval", "significant_figures", "not_disclosed")
"""The keys of a figure that say how much; the others say how that is known."""
SHAPE = ("value", "low", "high", "below", "not_disclosed")


class Step(NamedTuple):
    """From one figure to another of the same unit; None where it cannot be said.

    `absolute` is in the unit of the figures, `relative` a share of the first (0.1 is a tenth more). `within_rounding`
    says whether the printed digits of one leave room for the other, so that it need be no other amount at all.
    """

    absolute: float | None
    relative: float | None
    within_rounding: bool | None


NO_STEP = Step(None, None, None)


def is_figure(value: object) -> bool:
    """Whether an object states a number or why there is none, whatever else is wrong with it."""
    return isinstance(value, dict) and any(key in value for key in SHAPE)


def is_withheld(figure: Figure) -> bool:
    """Whether it is stated as not disclosed."""
    return "not_disclosed" in figure


def numbers_of(figure: Figure) -> dict[str, Any]:
    """The part that says how much."""
    return {key: figure[key] for key in NUMBERS if key in figure}


def step(before: Figure | None, after: Figure | None) -> Step:
    """The change between two figures; none where one is missing, is a bound, or has another unit."""
    if before is None or after is None or before.get("unit") != after.get("unit"):
        return NO_STEP
    if not (_is_sound(before) and _is_sound(after)):
        return NO_STEP
    first, second = central(before), central(after)
    if first is None or second is None:
        return NO_STEP
    found = step_between(first, second)
    return found._replace(within_rounding=_meet(printed(before), printed(after)))


def step_between(first: float, second: float) -> Step:
    """The change between two numbers, exact in the decimal form in which they are printed."""
    change = _decimal(second) - _decimal(first)
    absolute = int(change) if change == change.to_integral_value() and abs(change) < 1e15 else float(change)
    relative = float(change / _decimal(first)) if first else None
    return Step(_finite(absolute), _finite(relative), None)


def _decimal(number: float) -> Decimal:
    return Decimal(repr(number))


def _finite(number: float | None) -> float | None:
    return number if number is not None and isfinite(number) else None


def _is_sound(figure: Figure) -> bool:
    """Whether what should be numbers are: of a faulty document that is not sure."""
    numbers = [figure[key] for key in ("value", "low", "high", "below") if key in figure]
    digits = figure.get("significant_figures", 1)
    has_both_ends = ("low" in figure) == ("high" in figure)
    whole = "value" in figure or has_both_ends
    return whole and all(map(_is_number, numbers)) and type(digits) is int and digits > 0


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def _meet(first: Amount | None, second: Amount | None) -> bool | None:
    """Whether one value lies in the rounding of the other. That their intervals touch is not enough: 1 is not 2."""
    if first is None or second is None:
        return None
    return first.low <= second.value <= first.high or second.low <= first.value <= second.high
