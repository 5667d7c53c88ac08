"""Number literals that are refused, the same in JSON and in YAML."""

import math
import re

from fullcount.disclosure.limits import Limits

__all__ = ["may_have_extreme_number", "number_fault"]

_SAME_DIGIT = bytes.maketrans(b"123456789E", b"000000000e")
_SIGNS = b"+-"
_LARGE_EXPONENT = re.compile(r"(?:^|[\s,:\[])-?[0-9]+(?:\.[0-9]+)?[eE][+-]?[0-9]{3}")


def may_have_extreme_number(text: str, limits: Limits) -> bool:
    """Whether any number of a JSON text could have too many digits, or an exponent beyond a double.

    A quick look at the bytes, so that ordinary text pays a tenth of what a pattern costs; hexadecimal hashes look
    like exponents and get the pattern.
    """
    digits = text.encode().translate(_SAME_DIGIT, _SIGNS)
    if b"0" * (limits.max_digits + 1) in digits:
        return True
    return b"0e000" in digits and _LARGE_EXPONENT.search(text) is not None


def number_fault(literal: str, limits: Limits) -> tuple[str, str, str] | None:
    """What is wrong with the literal of a decimal number: found, expected, remedy. None if nothing is."""
    if re.search(rf"[0-9]{{{limits.max_digits + 1}}}", literal):
        found = f"a number of more than {limits.max_digits} digits in a row"
        return found, "a number that can be read", "write only the digits that count, with an exponent"
    value = float(literal)
    if math.isinf(value):
        return f"{literal}, which overflows to infinity", "a finite number", "check the exponent"
    if value == 0 and re.search("[1-9]", re.split("[eE]", literal)[0]):
        return (
            f"{literal}, which is too small to tell from zero",
            "a number above 1e-300",
            "check the exponent",
        )
    return None
