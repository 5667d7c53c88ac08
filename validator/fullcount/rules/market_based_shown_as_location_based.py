"""A market-based figure of greenhouse gases stands where the location-based one belongs.

**What it checks.** Location-based intensities of facilities: that they are no contractual claim and, where the
market-based one is missing or the same, that they are not below a quarter of the grid's mean in the factor tables;
where only the country is said, not below a quarter of its cleanest part either. Location-based amounts: that they
differ from the market-based one where the two intensities do. A basis that is not specified, and a market-based amount
without the location-based one beside it, are notes.

**Why it matters.** Contracts and certificates take the market-based figure towards zero; shown as
location-based, it hides the emissions of the grid that served the work, and comparisons between places break.

**Example.** 20 gCO2e/kWh location-based in Poland, whose grid is above 600, beside the same market-based
intensity.

**Remedy.** State the mean of the grid as location-based and the contractual intensity as market-based.

**Reference.** GHG Protocol Scope 2 Guidance: both totals, each labelled; without contracts the market-based
method falls back on the grid, so equal figures alone prove nothing. A quarter: of the US states and Chinese
provinces in the factor tables only Vermont and Yunnan are below a quarter of the national mean. Grids below 100
gCO2e/kWh are not judged: little is left there for a contract to hide.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import central
from fullcount.printing import as_number
from fullcount.rules.arithmetic import agree
from fullcount.rules.ghg_pairs import rows_by_basis
from fullcount.rules.grid import spread_inside
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.disclosure.types import Facility
    from fullcount.factors import Found
    from fullcount.rules.view import View

QUARTER, JUDGED_FROM = 0.25, 100.0
VARIED = frozenset({"AUS", "BRA", "CAN", "IND", "RUS"})
"""Countries of several grids for which the factor tables have no finer place."""
REMEDY = "state the mean of the grid as location-based and the contractual intensity as market-based"


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each facility and for each use-phase row of greenhouse gases."""
    for index, facility in enumerate(view.data.get("facilities", [])):
        yield _of_facility(view, f"/facilities/{index}/carbon_intensity_location_based", facility)
    yield from rows_by_basis(view, REMEDY)


def _of_facility(view: "View", pointer: str, facility: "Facility") -> Outcome:
    figure = facility.get("carbon_intensity_location_based")
    stated, contracted = central(figure), central(facility.get("carbon_intensity_market_based"))
    if figure is None or stated is None:
        return NotApplicable(
            f"the location-based carbon intensity of facility {facility['id']} is not disclosed"
        )
    if figure.get("scope") == "contractual":
        return Failed(
            pointer, f"{as_number(stated)} gCO2e/kWh has the scope contractual: a market-based claim", REMEDY
        )
    if contracted is not None and not agree(stated, contracted):
        return PASSED
    found = _grid(view, facility, figure.get("year"))
    if found is None:
        return NotApplicable(f"the factor tables have no grid for facility {facility['id']}")
    mean = found.factor.value
    if mean < JUDGED_FROM or stated >= QUARTER * mean or _is_of_a_part(view, facility, stated):
        return PASSED
    beside = "no market-based intensity" if contracted is None else "the same market-based intensity"
    grid = f"{as_number(mean)} gCO2e/kWh of the grid of {found.factor.region} in {found.factor.year}"
    return Failed(pointer, f"{as_number(stated)} gCO2e/kWh with {beside} against {grid}", REMEDY)


def _is_of_a_part(view: "View", facility: "Facility", stated: float) -> bool:
    """Whether a place of which only the country is said may lie in a part of it with a grid as clean as that."""
    spread = None if "subdivision" in facility else spread_inside(view, facility.get("country", ""))
    return spread is not None and stated >= QUARTER * spread[0]


def _grid(view: "View", facility: "Facility", year: int | None) -> "Found | None":
    """The mean of the grid; None where the tables have none as fine as the place."""
    region = facility.get("subdivision") or facility.get("country")
    if not region or region in VARIED:
        return None
    period = view.data["scope"].get("period")
    start = period["start"][:4] if period else ""
    asked = year or (int(start) if start.isdecimal() else view.today.year)
    found = view.factors.find("grid-carbon-intensity", region, asked)
    return None if found is None or found.step.is_country else found


RULE = Rule(
    name="market-based-shown-as-location-based",
    severity=Severity.WARNING,
    group="honesty",
    reads=("scope", "facilities", "equipment", "compute", "impacts"),
    check=check,
)
