"""Numbers as people write them, and text that cannot drive a terminal."""

import sys
from math import floor, inf, log10

from fullcount.disclosure.figures import Amount

__all__ = ["as_interval", "as_number", "printable"]


def as_number(value: float, digits: int = 6) -> str:
    """A number as people write it: so many significant digits at most, thousands parted by commas."""
    if value == inf:
        return f"more than {as_number(sys.float_info.max)}"
    if value and not 1e-4 <= abs(value) < 1e15:
        return f"{value:.{digits}g}"
    text = f"{float(f'{value:.{digits}g}'):,f}".rstrip("0").rstrip(".")
    return text or "0"


def as_interval(amount: Amount, unit: str) -> str:
    """An amount with its unit and, where it is not a point, its interval, in digits that tell its ends apart."""
    named = "" if unit == "1" else f" {unit}"
    if amount.low == amount.high:
        return as_number(amount.value) + named
    width = (amount.high - amount.low) / amount.high
    digits = max(6, 2 - floor(log10(width))) if 0 < width < 1 else 6
    ends = f"[{as_number(amount.low, digits)}, {as_number(amount.high, digits)}]"
    return f"{as_number(amount.value, digits)}{named} {ends}"


def printable(text: str) -> str:
    """Text of a document with every control character shown, so that it cannot drive the terminal."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
