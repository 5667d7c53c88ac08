"""A period ends before it starts, names a day that does not exist, or lies outside that of the scope.

**What it checks.** The periods of the scope, of lines and of impacts: that both days exist and come in order, which
are errors; and that the period of a line has a day in common with that of the scope, and that of an impact lies
inside it, which are warnings.

**Why it matters.** Capacity, the year of factors and the work that an ancestor did before are judged by the period.
One that is no period switches these checks off.

**Example.** `"period": {"start": "2024-06-30", "end": "2024-01-01"}`.

**Remedy.** Write the first and the last day, as in 2024-01-01 and 2024-06-30.

**Reference.** ISO 8601 for dates. fullcount 1.0, period: from the first to the last day; the period of an impact is a
part of that of the scope.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from operator import gt
from typing import TYPE_CHECKING

from fullcount.rules.capacity import days_of
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Passed, Rule, Severity

if TYPE_CHECKING:
    from fullcount.disclosure.types import Period
    from fullcount.rules.view import View

Days = tuple[str, str]
Fault = tuple[str, str, Severity | None]
"""What is wrong with a period, how to mend it, and how grave it is where that is milder than an error."""

NO_PERIOD = "write the first and the last day"
OUTSIDE = "correct the period, or extend that of the scope to it"


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each period; those of the same days are judged once."""
    scope = view.data["scope"].get("period")
    whole = (scope["start"], scope["end"]) if scope else None
    wrong = _in_itself(whole) if whole else None
    if whole:
        yield Failed("/scope/period", wrong[0], wrong[1]) if wrong else PASSED
    inside = None if wrong else whole
    lines = [line.raw.get("period") for line in view.lines]
    rows = [row.get("period") for _, row in view.impacts]
    yield from _judged("/compute", lines, lambda days: _of_line(days, inside), inside)
    yield from _judged("/impacts", rows, lambda days: _of_row(days, inside), inside)
    if not (scope or any(lines) or any(rows)):
        yield NotApplicable("no period is disclosed")


def _judged(
    section: str,
    periods: Sequence["Period | None"],
    fault_of: Callable[[Days], Fault | None],
    scope: Days | None,
) -> Iterator[Outcome]:
    found = [period for period in periods if period]
    if _all_right(found, scope):
        yield from (Passed(len(found)) for _ in found[:1])
        return
    right = 0
    for index, period in enumerate(periods):
        fault = fault_of((period["start"], period["end"])) if period else None
        if fault:
            yield Failed(f"{section}/{index}/period", *fault)
        elif period:
            right += 1
    if right:
        yield Passed(right)


def _all_right(periods: Sequence["Period"], scope: Days | None) -> bool:
    """Whether every day exists and no period ends before it starts or leaves the scope; each day is read once."""
    starts, ends = [period["start"] for period in periods], [period["end"] for period in periods]
    if any(map(gt, starts, ends)) or not _are_days({*starts, *ends}):
        return False
    return not (periods and scope) or (scope[0] <= min(starts) and max(ends) <= scope[1])


def _are_days(texts: set[str]) -> bool:
    try:
        return all(map(date.fromisoformat, texts))
    except ValueError:
        return False


def _in_itself(days: Days) -> Fault | None:
    if days_of(*days):
        return None
    start, end = days
    unreal = next((day for day in days if not days_of(day, day)), None)
    words = (
        f"{unreal} is no day of the calendar"
        if unreal
        else f"the period ends on {end}, before it starts on {start}"
    )
    return words, NO_PERIOD, None


def _of_line(days: Days, scope: Days | None) -> Fault | None:
    """Days of one form compare as text."""
    apart = scope is not None and (days[1] < scope[0] or days[0] > scope[1])
    return _in_itself(days) or (_outside(days, scope) if apart else None)


def _of_row(days: Days, scope: Days | None) -> Fault | None:
    beyond = scope is not None and (days[0] < scope[0] or days[1] > scope[1])
    return _in_itself(days) or (_outside(days, scope) if beyond else None)


def _outside(days: Days, scope: Days | None) -> Fault:
    first, last = scope or ("", "")
    words = f"{days[0]} to {days[1]} lies outside the period of the scope, {first} to {last}"
    return words, OUTSIDE, Severity.WARNING


RULE = Rule(
    name="period-implausible",
    severity=Severity.ERROR,
    group="plausibility",
    reads=("scope", "facilities", "equipment", "compute", "impacts"),
    check=check,
)
