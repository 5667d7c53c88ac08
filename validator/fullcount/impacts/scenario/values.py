"""Numbers as people write them in a change: finite, in the stated unit, within what the quantity can be."""

import re
from math import inf

from fullcount.disclosure.spelling import nearest, quoted
from fullcount.impacts.scenario.errors import Bad
from fullcount.printing import as_number

__all__ = ["hint", "is_like_number", "number", "options", "share", "whole_or_share"]

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_LIKE_NUMBER = re.compile(r"[+-]?(\.?\d.*|nan|inf|infinity)%?|.*%", re.ASCII | re.IGNORECASE)


def is_like_number(text: str) -> bool:
    """Whether a text was meant as a number, a good one or not."""
    return bool(_LIKE_NUMBER.fullmatch(text))


def number(
    text: str, what: str, unit: str = "", *, above: float = -inf, least: float = 0.0, most: float = inf
) -> float:
    """A finite number in `unit`, which may be written behind it.

    Raises:
        Bad: it is no number, or not within `least` to `most`, or not above `above`.

    """
    limits = _limits(above, least, most)
    expected = f"{what}{f' in {unit}' if unit else ''}{limits}"
    digits = text.removesuffix(unit).strip() if unit else text
    if not _NUMBER.fullmatch(digits) or abs(float(digits)) == inf:
        raise Bad(quoted(text), expected, "write digits and a decimal point, nothing else")
    value = float(digits)
    if not (least <= value <= most and value > above):
        raise Bad(quoted(text), expected, "check the figure and its unit")
    return value


def _limits(above: float, least: float, most: float) -> str:
    low = f"above {as_number(above)}" if above >= least else f"{as_number(least)} or more"
    return f", {low}" if most == inf else f", {low} and at most {as_number(most)}"


def share(text: str, what: str, *, least: float = 0.0) -> float:
    """A part of the whole: 0.5 or 50%.

    Raises:
        Bad: it is no number from `least` to 1, nor the same in per cent.

    """
    try:
        if text.endswith("%"):
            return number(text[:-1].strip(), what, least=100 * least, most=100) / 100
        return number(text, what, least=least, most=1)
    except Bad:
        expected = f"{what} from {as_number(least)} to 1, or from {as_number(100 * least)}% to 100%"
        raise Bad(quoted(text), expected, "write 0.3 or 30%") from None


def whole_or_share(text: str | None, what: str) -> float:
    """The share that is written, or the whole when none is."""
    return 1.0 if text is None else share(text, what)


def options(parts: list[str], known: dict[str, str]) -> dict[str, str]:
    """The options behind a value, such as `length=8192:causal`, by name; `known` says what each is.

    Raises:
        Bad: an option is unknown or given twice.

    """
    found: dict[str, str] = {}
    for part in parts:
        name, _, value = part.partition("=")
        if name not in known:
            raise Bad(f"the option {quoted(name)}", f"one of {', '.join(known)}", hint(name, known))
        if name in found:
            raise Bad(f"the option {name} twice", "each option once", "leave one of the two out")
        found[name] = value
    return found


def hint(word: str, known: "dict[str, str] | list[str]") -> str:
    """What to do about an unknown word."""
    near = nearest(word, known)
    return f"did you mean {near}?" if near else "use one of these"
