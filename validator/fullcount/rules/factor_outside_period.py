"""A factor holds for another time than the work.

**What it checks.** The year of each factor of a facility, as stated or as its id in the factor tables gives it,
against the periods of the lines that ran there, or the period of the scope: not more than 3 years before and 1
year after. A factor of the shipped tables that names its `factor` and says in a note which year is used is a note,
where the tables have no closer year.

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
    from fullcount.factors import Factor
    from fullcount.rules.view import View

YEARS_BEFORE, YEARS_AFTER = 3, 1
Years = tuple[int, int]


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each factor of a facility with a year, and one for those of a facility without."""
    worked = _years_by_facility(view)
    whole = _years(view.data["scope"].get("period"))
    yearless: dict[str, list[str]] = {}
    for placed in facility_factors(view):
        name = placed.facility["id"]
        factor = view.factors.get(placed.figure["factor"]) if "factor" in placed.figure else None
        year, years = placed.figure.get("year", factor and factor.year), worked.get(name, whole)
        if year is None:
            yearless.setdefault(name, []).append(placed.name)
        elif years is None:
            yield NotApplicable(f"neither the lines of facility {name} nor the scope state a period")
        else:
            yield _judged(view, placed, year, years, factor)
    for name, factors in yearless.items():
        yield NotApplicable(f"no year is disclosed of the factors of facility {name}: {', '.join(factors)}")


def _judged(view: "View", placed: FactorPlace, year: int, years: Years, factor: "Factor | None") -> Outcome:
    first, last = years
    if first - YEARS_BEFORE <= year <= last + YEARS_AFTER:
        return PASSED
    worked = f"{first}" if first == last else f"{first} to {last}"
    message = f"the {placed.words} is of {year}, the work of {worked}"
    remedy = "use the factor of the year of the work, or the last one published"
    if factor and factor.year == year and "note" in placed.figure and _is_nearest(view, factor, years):
        message += f"; the tables have none closer than {factor.id}"
        return Failed(placed.pointer, message, remedy, Severity.NOTE)
    return Failed(placed.pointer, message, remedy)


def _is_nearest(view: "View", factor: "Factor", years: Years) -> bool:
    """Whether no factor of that kind and place is closer to the work."""

    def apart(year: int) -> int:
        return max(years[0] - year, year - years[1], 0)

    others = view.factors.scan(factor.kind, factor.region)
    return all(apart(it.year) >= apart(factor.year) for it in others if it.scope == factor.scope)


def _years_by_facility(view: "View") -> Mapping[str, Years]:
    spans: dict[str, tuple[str, str]] = {}
    for line in view.lines:
        period = line.raw.get("period")
        if period and line.facility:
            name, start, end = line.facility["id"], period["start"], period["end"]
            first, last = spans.get(name, (start, end))
            spans[name] = (min(first, start), max(last, end))
    found = {name: _years({"start": first, "end": last}) for name, (first, last) in spans.items()}
    return {name: years for name, years in found.items() if years}


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
