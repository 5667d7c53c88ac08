"""A lifetime of hardware lies outside what is in use.

**What it checks.** That the lifetime of each equipment is from 2 to 10 years, and so that of each manufacture entry
that states its own; up to 60 years where a building is in it, and from 12.5 years where it covers a building alone.

**Why it matters.** The share of manufacture is inversely proportional to it, so months or hours in place of years
make it vanish; a lifetime of the building in place of the server divides it by four.

**Example.** `"lifetime": {"value": 60, "unit": "years"}`, which is 60 months.

**Remedy.** Give the years from purchase to disposal of the nodes themselves; what lasts longer, such as a building, is
a manufacture entry with a lifetime of its own.

**Reference.** Published lifetimes: 4 years (Morrison et al. 2025, arXiv 2503.05804), 6 years (Luccioni et al. 2022,
arXiv 2211.02001; servers of Scaleway), 10 years (network equipment) and 25 years (datacentre) (Scaleway, environmental
footprint, calculation values); 60 years, the reference study period of buildings (RICS, Whole life carbon assessment
for the built environment, 2017). The lower bounds are half of the shortest, the upper bound the longest of any IT
equipment and of buildings.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import Figure, central
from fullcount.printing import as_number
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.disclosure.types import Equipment, Manufacture
    from fullcount.rules.view import View

Range = tuple[float, float]
IT_YEARS: Range = (2.0, 10.0)
BUILDING_YEARS: Range = (12.5, 60.0)
MONTHS, HOURS = 12, 8760


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each equipment, and one for each lifetime of an entry's own."""
    for index, item in enumerate(view.data.get("equipment", [])):
        at = f"/equipment/{index}"
        entries = item.get("manufacture", [])
        if "lifetime" in item or not all("lifetime" in entry for entry in entries) or not entries:
            yield _judged(item, item.get("lifetime"), IT_YEARS, f"{at}/lifetime")
        for place, entry in enumerate(entries):
            if "lifetime" in entry:
                yield _judged(item, entry["lifetime"], _usual(entry), f"{at}/manufacture/{place}/lifetime")


def _usual(entry: "Manufacture") -> Range:
    covers = set(entry.get("covers", ()))
    if "building" not in covers:
        return IT_YEARS
    return BUILDING_YEARS if covers == {"building"} else (IT_YEARS[0], BUILDING_YEARS[1])


def _judged(item: "Equipment", figure: Figure | None, usual: Range, pointer: str) -> Outcome:
    years, (low, high) = central(figure), usual
    if years is None:
        return NotApplicable(f"the lifetime of equipment {item['id']} is not disclosed")
    if low <= years <= high:
        return PASSED
    found = f"{as_number(years)} {'year' if years == 1 else 'years'}"
    words = f"a lifetime of {found} is outside {low:g} to {high:g} years{_hint(years, usual)}"
    return Failed(pointer, words, "give the years from purchase to disposal")


def _hint(years: float, usual: Range) -> str:
    for parts, name in ((MONTHS, "months"), (HOURS, "hours")):
        if usual[0] <= years / parts <= usual[1]:
            return f"; as {name} it would be {as_number(years / parts)} years"
    return ""


RULE = Rule(
    name="lifetime-implausible",
    severity=Severity.WARNING,
    group="plausibility",
    reads=("equipment",),
    check=check,
)
