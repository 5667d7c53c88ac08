"""Differences in words and numbers, for every format that people read."""

import json
from decimal import Decimal
from itertools import takewhile
from operator import eq
from typing import TYPE_CHECKING, Any

from fullcount.counted import in_unit
from fullcount.printing import as_number
from fullcount.review.difference.change import Change

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fullcount.review.difference.change import FigureChange, PartChange, TextChange
    from fullcount.review.difference.figure import Step
    from fullcount.review.difference.totals import Total, TotalChange
    from fullcount.review.report import Reviewed

__all__ = [
    "ends_of_figure",
    "ends_of_text",
    "ends_of_total",
    "exact",
    "from_to",
    "of_part",
    "revision_words",
    "step_words",
]

LONGEST = 160
"""Characters of a text that are shown."""
LEAD = 40
"""Characters that are shown before the first in which two long texts differ."""
NOTHING = "nothing"
MARKED = {"synthetic": ", synthetic data", "transcribed": ", transcribed by a third party"}


def exact(value: float) -> str:
    """A number with all its digits, thousands parted by commas."""
    if value and not 1e-4 <= abs(value) < 1e15:
        return repr(value)
    text = f"{Decimal(repr(value)):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def ends_of_figure(change: "FigureChange") -> tuple[str, str]:
    """A figure before and after, each with its unit where both have not the same."""
    before, after = change.before, change.after
    if before and after and change.change is Change.CHANGED and before.get("unit") == after.get("unit"):
        return _figure(before, unit=False), _figure(after)
    return _figure(before), _figure(after)


def _figure(figure: "Mapping[str, Any] | None", *, unit: bool = True) -> str:
    if figure is None:
        return NOTHING
    if "not_disclosed" in figure:
        return f"not disclosed{_reason(figure['not_disclosed'])}"
    named = str(figure.get("unit", "")) if unit else ""
    return in_unit(_number(figure), named) + _digits(figure)


def _reason(why: Any) -> str:
    return f" ({why['reason']})" if isinstance(why, dict) and "reason" in why else ""


def _number(figure: "Mapping[str, Any]") -> str:
    if "below" in figure:
        return f"below {_any_number(figure['below'])}"
    ends = f"[{_any_number(figure.get('low'))}, {_any_number(figure.get('high'))}]"
    if "value" not in figure:
        return ends
    value = _any_number(figure["value"])
    return f"{value} {ends}" if figure.keys() & {"low", "high"} else value


def _digits(figure: "Mapping[str, Any]") -> str:
    """What else of a figure says how much: how many digits count, and how wide its interval is meant."""
    more = []
    if "significant_figures" in figure:
        more.append(f"{figure['significant_figures']} significant")
    if "interval" in figure:
        more.append(f"interval of {figure['interval']} %")
    return f" ({', '.join(more)})" if more else ""


def _any_number(value: Any) -> str:
    """A number; in a faulty document perhaps something else."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return exact(value) if is_number else json.dumps(value, ensure_ascii=False)


def step_words(step: "Step", unit: str = "") -> str:
    """By how much; empty text where that cannot be said, and where the value is the same."""
    if not step.absolute:
        return "the value is the same" if step.absolute == 0 else ""
    sign = "+" if step.absolute > 0 else ""
    words = [sign + in_unit(exact(step.absolute), unit)]
    if step.relative is not None:
        words.append(f"{sign}{as_number(100 * step.relative, 3) if step.relative else 0} %")
    if step.within_rounding:
        words.append("within the printed rounding")
    return ", ".join(words)


def from_to(before: str, after: str) -> str:
    """Both ends, or the only one."""
    if NOTHING in (before, after):
        return after if before == NOTHING else before
    return f"{before} → {after}"


def ends_of_text(change: "TextChange") -> tuple[str, str]:
    """A text before and after, from a little before the place in which they differ where they are long."""
    before, after = _quoted(change.before), _quoted(change.after)
    if change.change is Change.CHANGED and max(len(before), len(after)) > LONGEST:
        start = max(0, _alike(before, after) - LEAD)
        before, after = ("…" * (start > 0) + text[start:] for text in (before, after))
    return _short(before), _short(after)


def _alike(first: str, second: str) -> int:
    """How many characters both begin with."""
    return sum(takewhile(bool, map(eq, first, second)))


def _quoted(value: Any) -> str:
    return NOTHING if value is None else json.dumps(value, ensure_ascii=False)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def of_part(change: "PartChange") -> str:
    """What a part says outside figures."""
    return ", ".join(f"{name} {_short(_quoted(value))}" for name, value in change.texts.items())


def ends_of_total(change: "TotalChange") -> tuple[str, str]:
    """A total before and after, with its unit."""
    return _total(change.before, change.unit), _total(change.after, change.unit)


def _total(total: "Total | None", unit: str) -> str:
    if total is None:
        return "not computed"
    return in_unit(as_number(total.value), unit) + ("" if total.complete else " (not of all lines)")


def revision_words(reviewed: "Reviewed") -> str:
    """Which revision of what a document says it is, and whether its figures are its publisher's own."""
    data = reviewed.validation.document.data
    match data:
        case {"id": identity, "revision": {"number": number, "date": date, "status": status}}:
            said = f"{identity}, revision {number} of {date}, {status}"
        case {"id": identity}:
            said = f"{identity}, revision not stated"
        case _:
            said = "no id"
    status = data.get("data_status") if isinstance(data, dict) else None
    return f"{said}{MARKED.get(str(status), '')}"
