"""A factor holds for another time than the work.

**What it checks.** The year of each factor of a facility, as stated or as its id in the factor tables gives it,
against the periods of the lines that ran there, or the period of the scope: not more than 3 years before and 1
year after.

**Why it matters.** Grids and facilities change, so an old factor makes the work look dirtier, or a later one
cleaner, than it was.

**Example.** A carbon intensity of 2015 for work of 2024.

**Remedy.** Use the factor of the year of the work, or the last one published.

**Reference.** GHG Protocol Scope 2 Guidance, chapter 6: the most recent factors for the period of consumption.
Three years: eGRID2016, of February 2018, was the newest edition until January 2020. One year: a factor for the
year after is used where work runs over the turn of the year.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity
from fullcount.rules.stated_factors import FactorPlace, facility_factors

if TYPE_CHECKING:
    from fullcount.disclosure.types import Period
    from fullcount.rules.view import View

YEARS_BEFORE, YEARS_AFTER = 3, 1
Years = tuple[int, int]


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each factor of a facility."""
    worked = _years_by_facility(view)
    period = view.data["scope"].get("period")
    whole = _years(period)
    for placed in facility_factors(view):
        yield _judged(view, placed, worked.get(placed.facility["id"], whole))


def _judged(view: "View", placed: FactorPlace, years: Years | None) -> Outcome:
    year = placed.figure.get("year")
    if year is None and "factor" in placed.figure:
        factor = view.factors.get(placed.figure["factor"])
        year = factor.year if factor else None
    if year is None:
        return NotApplicable(f"the {placed.words} states no year")
    if years is None:
        return NotApplicable(
            f"neither the lines of facility {placed.facility['id']} nor the scope state a period"
        )
    first, last = years
    if first - YEARS_BEFORE <= year <= last + YEARS_AFTER:
        return PASSED
    worked = f"{first}" if first == last else f"{first} to {last}"
    message = f"the {placed.words} is of {year}, the work of {worked}"
    return Failed(
        placed.pointer, message, "use the factor of the year of the work, or the last one published"
    )


def _years_by_facility(view: "View") -> Mapping[str, Years]:
    found: dict[str, Years] = {}
    for line in view.lines:
        period = line.raw.get("period")
        years = _years(period)
        if years and line.facility:
            name = line.facility["id"]
            first, last = found.get(name, years)
            found[name] = (min(first, years[0]), max(last, years[1]))
    return found


def _years(period: "Period | None") -> Years | None:
    first, last = (period["start"][:4], period["end"][:4]) if period else ("", "")
    return (int(first), int(last)) if first.isdecimal() and last.isdecimal() else None


RULE = Rule(
    name="factor-outside-period",
    severity=Severity.WARNING,
    group="honesty",
    reads=("scope", "facilities", "equipment", "compute"),
    check=check,
)
