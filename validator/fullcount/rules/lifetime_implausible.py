"""A lifetime of hardware lies outside what is in use.

**What it checks.** That the lifetime of each equipment is from 2 to 10 years.

**Why it matters.** The share of manufacture is inversely proportional to it, so months or hours in place of years
make it vanish; a lifetime of the building in place of the server divides it by four.

**Example.** `"lifetime": {"value": 60, "unit": "years"}`, which is 60 months.

**Remedy.** Give the years from purchase to disposal of the nodes themselves.

**Reference.** Published lifetimes: 4 years (Morrison et al. 2025, arXiv 2503.05804), 6 years (Luccioni et al. 2022,
arXiv 2211.02001; servers of Scaleway), 10 years (network equipment of Scaleway, environmental footprint, calculation
values). The lower bound is half of the shortest, the upper bound the longest of any IT equipment.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import central
from fullcount.rules.arithmetic import as_number
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.rules.view import View

LOWEST, HIGHEST = 2.0, 10.0
MONTHS, HOURS = 12, 8760


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each equipment."""
    for index, item in enumerate(view.data.get("equipment", [])):
        years = central(item.get("lifetime"))
        if years is None:
            yield NotApplicable(f"the lifetime of equipment {item['id']} is not disclosed")
        elif LOWEST <= years <= HIGHEST:
            yield PASSED
        else:
            words = f"a lifetime of {as_number(years)} years is outside {LOWEST:g} to {HIGHEST:g} years{_hint(years)}"
            yield Failed(f"/equipment/{index}/lifetime", words, "give the years from purchase to disposal")


def _hint(years: float) -> str:
    for parts, name in ((MONTHS, "months"), (HOURS, "hours")):
        if LOWEST <= years / parts <= HIGHEST:
            return f"; as {name} it would be {as_number(years / parts)} years"
    return ""


RULE = Rule(
    name="lifetime-implausible",
    severity=Severity.WARNING,
    group="plausibility",
    reads=("equipment",),
    check=check,
)
