"""Figures for one parameter, token, accelerator-hour or query."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import Amount, fits, stated
from fullcount_reports.card.sheet import ACCELERATOR_HOURS
from fullcount_reports.card.tally import total_hours

if TYPE_CHECKING:
    from fullcount_reports.comparison.entry import Entry
    from fullcount_reports.comparison.row import Row

__all__ = ["PER", "divided"]

Divisor = Amount | str


def divided(row: "Row", entry: "Entry", per: str) -> "Row":
    """The row for one of `per`, its interval that of both figures; apart with the reason where that is not known."""
    divisor = PER[per](entry)
    if per == "accelerator-hour" and row.missing_share != 0 and row.value is not None:
        divisor = "it leaves out some of the hours that it would be divided by"
    if isinstance(divisor, str) or divisor.value <= 0:
        reason = row.reason or (divisor if isinstance(divisor, str) else f"0 {per}s cannot be divided by")
        return row.but(**_NOTHING, per=per, reason=reason)
    found = {name: _ratio(row, name, divisor) for name in ("value", "below", "rebased_value")}
    ends = _ends(row.value, row.low, row.high, divisor)
    rebased = _ends(row.rebased_value, row.rebased_low, row.rebased_high, divisor)
    return row.but(
        **found, low=ends[0], high=ends[1], rebased_low=rebased[0], rebased_high=rebased[1], per=per
    )


_NOTHING: Mapping[str, None] = dict.fromkeys(
    ("value", "low", "high", "below", "rebased_value", "rebased_low", "rebased_high")
)


def _ratio(row: "Row", name: str, divisor: Amount) -> float | None:
    value: float | None = getattr(row, name)
    if value is None:
        return None
    ratio = value / (divisor.low if name == "below" and divisor.low else divisor.value)
    return ratio if fits(ratio) else None


def _ends(
    value: float | None, low: float | None, high: float | None, divisor: Amount
) -> tuple[float | None, float | None]:
    """Ends of the interval of a ratio; none where neither figure has one, or where it has no upper end."""
    if value is None or (low is None and divisor.low == divisor.high):
        return None, None
    whole = Amount(value, value if low is None else low, value if high is None else high) / divisor
    return (whole.low, whole.high) if fits(whole) else (None, None)


def _parameters(entry: "Entry") -> Divisor:
    return entry.parameters or "the number of parameters is not disclosed"


def _tokens(entry: "Entry") -> Divisor:
    return entry.tokens or "the number of training tokens is not disclosed"


def _hours(entry: "Entry") -> Divisor:
    shown = total_hours(entry.sheet, ACCELERATOR_HOURS)
    if shown.value is None or shown.partial:
        return "the accelerator-hours are not disclosed in full"
    return Amount(
        shown.value,
        shown.value if shown.low is None else shown.low,
        shown.value if shown.high is None else shown.high,
    )


def _queries(entry: "Entry") -> Divisor:
    """The amount of the functional unit of serving: one where it speaks of one."""
    unit = entry.document["scope"]["functional_unit"]
    if entry.boundary.code != "serving":
        return "it does not count serving alone, so there are no queries to divide by"
    known = stated(unit.get("amount"))
    if known is not None:
        return known
    is_one = unit["description"].lower().split()[:1] in (["one"], ["a"], ["1"])
    return Amount(1.0, 1.0, 1.0) if is_one else "the number of queries is not disclosed"


PER: Mapping[str, Callable[["Entry"], Divisor]] = {
    "parameter": _parameters,
    "token": _tokens,
    "accelerator-hour": _hours,
    "query": _queries,
}
"""What a figure may be divided by."""
