"""Numbers as the form asks for them: significant figures, orders of magnitude, ranges."""

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal

from fullcount.counted import counted
from fullcount_reports.exports.told import Told, exact

__all__ = ["months_range", "order_of_magnitude", "parameters_band", "significant"]

DAYS_PER_MONTH = 365 / 12
MONTHS = ((1, "below 1 month"), (3, "1 to 3 months"), (6, "3 to 6 months"))
ABOVE_MONTHS = "above 6 months"
BANDS = (
    (500e6, "1 to 500 million"),
    (5e9, "500 million to 5 billion"),
    (15e9, "5 to 15 billion"),
    (50e9, "15 to 50 billion"),
    (100e9, "50 to 100 billion"),
    (500e9, "100 to 500 billion"),
    (1e12, "500 billion to 1 trillion"),
)
ABOVE_BANDS = "above 1 trillion"


def significant(told: Told, asked: int) -> tuple[str, str]:
    """A known number with so many significant figures, or with those that are known if fewer; and the rounding said."""
    assert told.value is not None  # noqa: S101 - asked of known numbers alone
    digits = min(asked, told.digits or asked)
    rounded = Context(prec=digits, rounding=ROUND_HALF_EVEN).create_decimal(repr(told.value))
    few = f", all that are known of the {asked} asked for" if digits < asked else ""
    figures = counted(digits, "significant figure")
    return (
        f"{_powers(rounded, digits)} {told.unit}",
        f"rounded to {figures}{few} from {exact(told.value)} {told.unit}",
    )


def _powers(number: Decimal, digits: int) -> str:
    if not number:
        return "0"
    exponent = number.adjusted()
    return f"{number.scaleb(-exponent):.{digits - 1}f}x10^{exponent}"


def order_of_magnitude(told: Told) -> tuple[str, str]:
    """The power of ten at or below a known number, and that it is so."""
    assert told.value is not None  # noqa: S101
    if not told.value:
        return f"0 {told.unit}", ""
    return (
        f"10^{Decimal(repr(told.value)).adjusted()} {told.unit}",
        "given as the power of ten at or below the figure",
    )


def months_range(days: float) -> str:
    """The range of the form in which a time falls; a month is a twelfth of 365 days, a bound opens the next range."""
    return _range(days / DAYS_PER_MONTH, MONTHS, ABOVE_MONTHS)


def parameters_band(parameters: float) -> str:
    """The band of the form in which a number of parameters falls; a bound opens the next band."""
    return _range(parameters, BANDS, ABOVE_BANDS)


def _range(value: float, bounds: Sequence[tuple[float, str]], above: str) -> str:
    return next((name for bound, name in bounds if value < bound), above)
