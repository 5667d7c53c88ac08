"""Figures of a disclosure as numbers with an interval.

A figure is an object such as `{"value": 24.69, "unit": "kWh"}`. It is read in one of three ways: its central
value as a float; the interval within which the printed digits place it; or the interval that its publisher
states. Formulas work on all three alike, because an `Amount` is multiplied and added like a float.
"""

from collections.abc import Callable, Mapping
from math import floor, isfinite, log10
from typing import Any, NamedTuple, Protocol, Self, TypeVar

__all__ = [
    "Amount",
    "Figure",
    "N",
    "Reader",
    "Scaled",
    "central",
    "fits",
    "half_unit",
    "is_missing",
    "printed",
    "stated",
]

Figure = Mapping[str, Any]


class Amount(NamedTuple):
    """A number that is never negative, with the ends of its interval: `low <= value <= high`."""

    value: float
    low: float
    high: float

    def __add__(self, other: "Amount | float") -> "Amount":  # type: ignore[override] # a number, not a sequence
        term = _amount(other)
        return Amount(self.value + term.value, self.low + term.low, self.high + term.high)

    def __radd__(self, other: float) -> "Amount":
        return self + other

    def __mul__(self, other: "Amount | float") -> "Amount":  # type: ignore[override]
        factor = _amount(other)
        return Amount(self.value * factor.value, self.low * factor.low, self.high * factor.high)

    def __rmul__(self, other: float) -> "Amount":  # type: ignore[override]
        return self * other

    def __truediv__(self, other: "Amount | float") -> "Amount":
        divisor = _amount(other)
        return Amount(*(_ratio(a, b) for a, b in self._pairs(divisor)))

    def __rtruediv__(self, other: float) -> "Amount":
        return _amount(other) / self

    def _pairs(self, divisor: "Amount") -> tuple[tuple[float, float], ...]:
        return (self.value, divisor.value), (self.low, divisor.high), (self.high, divisor.low)

    def meets(self, other: "Amount") -> bool:
        """Whether the two intervals have a point in common."""
        return self.low <= other.high and other.low <= self.high


class Number(Protocol):
    """What the formulas ask of a number: a float, an `Amount`, or an expression in uncertain inputs."""

    def __add__(self, other: Self | float, /) -> Self: ...

    def __mul__(self, other: Self | float, /) -> Self: ...

    def __truediv__(self, other: Self | float, /) -> Self: ...

    def __rtruediv__(self, other: float, /) -> Self: ...


N = TypeVar("N", bound=Number)
Reader = Callable[[Figure | None], N | None]


def _amount(number: Amount | float) -> Amount:
    return number if isinstance(number, Amount) else Amount(number, number, number)


def _ratio(dividend: float, divisor: float) -> float:
    return dividend / divisor if divisor else float("inf")


class Scaled(dict[str, Any]):
    """A figure that is another one times a ratio, or over a third one, and errs as they do."""

    def __init__(self, origin: Figure, ratio: float, figure: Figure, over: Figure | None = None) -> None:
        super().__init__(figure)
        self.origin, self.ratio, self.over = origin, ratio, over


def fits(number: object) -> bool:
    """Whether a float or an `Amount` is finite. Figures that are absurd each may have a product that is not."""
    if isinstance(number, Amount):
        return all(map(isfinite, number))
    return not isinstance(number, float) or isfinite(number)


def is_missing(figure: Figure | None) -> bool:
    """Whether the figure is absent (None or empty) or stated as not disclosed."""
    return not figure or "not_disclosed" in figure


def central(figure: Figure | None) -> float | None:
    """The value, or the middle of low and high; None when missing or known only as a bound."""
    if figure is None:
        return None
    value = figure.get("value")
    if value is None and "low" in figure:
        return float(figure["low"]) / 2 + float(figure["high"]) / 2
    return value


def printed(figure: Figure | None) -> Amount | None:
    """The interval in which the printed digits place the figure; `below b` is anything from 0 to b.

    The rounding is half a unit of the last significant digit: of `significant_figures` where given, else of
    the shortest decimal form, in which the trailing zeros of an integer do not count. Zero is exact.
    """
    if not figure or is_missing(figure):
        return None
    if "value" in figure:
        value = float(figure["value"])
        half = half_unit(value, figure.get("significant_figures"))
        return Amount(value, max(value - half, 0.0), value + half)
    return _bounds(figure)


def stated(figure: Figure | None) -> Amount | None:
    """The value with the low and high that the publisher gives; without them the interval is a point."""
    if not figure or is_missing(figure) or "below" in figure:
        return None
    value = central(figure)
    if value is None:
        return None
    return Amount(value, min(figure.get("low", value), value), max(figure.get("high", value), value))


def _bounds(figure: Figure) -> Amount:
    low, high = float(figure.get("low", 0.0)), float(figure.get("high", figure.get("below", 0.0)))
    return Amount(low / 2 + high / 2, low, high)


def half_unit(value: float, significant_figures: int | None = None) -> float:
    """Half a unit of the last digit that counts; 0 for zero, which is exact."""
    if not value:
        return 0.0
    if significant_figures:
        return 0.5 * 10.0 ** (floor(log10(abs(value))) - significant_figures + 1)
    from decimal import Decimal  # noqa: PLC0415 - only where central values disagree

    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return 0.5 * 10.0 ** int(exponent)
