"""A location-based carbon intensity is unlike the grid of its place and year.

**What it checks.** The location-based intensity of each facility, and where none is stated the one that its
location-based greenhouse gases imply, against the factor tables: subdivision, then cloud region, then country; that
year, else the nearest within five years. It may be twice or half the factor, and 50 g/kWh off in any case. A
country stands for all its grids: there the factors of its subdivisions and cloud regions widen the range. Where a
subdivision or cloud region without a factor of its own is named, the country says little: a note.

**Why it matters.** Location-based means the average of the grid that serves the place. A contract, a world average or
the factor of another country in its stead changes the result several times over.

**Example.** 17.2 tCO2e from 26.8 MWh in Iowa: 643 g/kWh, where the state had 288 g/kWh.

**Remedy.** Use the factor of the grid at the place and in the year, and name it; a contract is market-based.

**Reference.** GHG Protocol Scope 2 Guidance, location-based method. Tables: Ember, US EPA eGRID, Google Cloud, Ministry
of Ecology and Environment of China (datasets/factors). The spread is measured on these tables: of 205 yearly factors of
Google Cloud regions 180 are within the range of the factor of their country, and of those outside all but three are
cleaner parts of countries with several grids.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import Amount, central
from fullcount.printing import as_interval, as_number
from fullcount.rules.grid import grid_factor, spread_inside, year_of
from fullcount.rules.implied import implied_intensities
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.disclosure.types import Facility
    from fullcount.factors import Found
    from fullcount.rules.view import View

TIMES, APART_G, YEARS = 2.0, 50.0, 5
COUNTRY_LETTERS = 3
REMEDY = "use and name the factor of the grid at the place and in the year; a contract is market-based"


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each facility, and for each row of a facility that states no intensity."""
    for index, facility in enumerate(view.data.get("facilities", [])):
        figure = facility.get("carbon_intensity_location_based")
        value = central(figure)
        if value is not None:
            pointer = f"/facilities/{index}/carbon_intensity_location_based"
            yield _judged(view, facility, Amount(value, value, value), pointer, year_of(view, figure))
        else:
            yield NotApplicable(f"the location-based intensity of facility {facility['id']} is not disclosed")
    for pointer, facility, intensity in implied_intensities(view):
        yield _judged(view, facility, intensity, pointer, year_of(view, None))


def _judged(view: "View", facility: "Facility", intensity: Amount, pointer: str, year: int) -> Outcome:
    found = grid_factor(view, facility, year)
    if found is None:
        return NotApplicable(
            f"the factor tables have no grid for facility {facility['id']}: state its country"
        )
    if abs(found.factor.year - year) > YEARS:
        return NotApplicable(
            f"the nearest grid factor for facility {facility['id']} is of {found.factor.year}"
        )
    if _near(intensity, found.factor.value, found.factor.value):
        return PASSED
    return _widely(view, intensity, found, pointer)


def _widely(view: "View", intensity: Amount, found: "Found", pointer: str) -> Outcome:
    factor = found.factor
    low = high = factor.value
    if len(factor.region) == COUNTRY_LETTERS and (inside := spread_inside(view, factor.region)):
        low, high = min(low, inside[0]), max(high, inside[1])
    if _near(intensity, low, high):
        return PASSED
    step = f" ({found.explanation})" if found.explanation else ""
    inside_words = f", {as_number(low)} to {as_number(high)} inside the country" if low < high else ""
    words = (
        f"{as_interval(intensity, 'gCO2e/kWh')} against {as_number(factor.value)} gCO2e/kWh of {factor.id}"
        f"{step}{inside_words}: more than {TIMES:g} times and {APART_G:g} g/kWh apart"
    )
    return Failed(pointer, words, REMEDY, Severity.NOTE if found.step.is_country else None)


def _near(intensity: Amount, low: float, high: float) -> bool:
    least, most = min(low / TIMES, low - APART_G), max(high * TIMES, high + APART_G)
    return least <= intensity.high and intensity.low <= most


RULE = Rule(
    name="carbon-intensity-unlike-grid",
    severity=Severity.WARNING,
    group="plausibility",
    reads=("revision", "scope", "facilities", "equipment", "compute", "totals", "impacts"),
    check=check,
)
