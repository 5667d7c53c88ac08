"""A WUE lies outside what a facility can have.

**What it checks.** That the water usage effectiveness of each facility is at most 10 L/kWh. Zero is legitimate: a
closed loop or dry cooling.

**Why it matters.** WUE is water consumed on site over IT energy. Evaporating one litre takes about 0.68 kWh of heat,
so one kilowatt-hour of heat evaporates about 1.5 L; a value of tens is the water of the whole electricity supply, a
unit slip, or a year's volume.

**Example.** `"wue": {"value": 250, "unit": "L/kWh"}`, which is 0.25 L/kWh in mL.

**Remedy.** Give litres consumed on site per kilowatt-hour of IT energy; water of electricity goes to `water_intensity`.

**Reference.** ISO/IEC 30134-9 for the definition. Li et al. 2023 (arXiv 2304.03271) name up to 9 L/kWh, for a
large facility in a hot summer, as the upper end; rounded up.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import central
from fullcount.rules.arithmetic import as_number
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.rules.view import View

HIGHEST = 10.0
REMEDY = (
    "give litres consumed on site per kilowatt-hour of IT energy; water of electricity is water_intensity"
)


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each facility."""
    for index, facility in enumerate(view.data.get("facilities", [])):
        wue = central(facility.get("wue"))
        if wue is None:
            yield NotApplicable(f"the WUE of facility {facility['id']} is not disclosed")
        elif wue <= HIGHEST:
            yield PASSED
        else:
            words = f"a WUE of {as_number(wue)} L/kWh is outside 0 to {as_number(HIGHEST)} L/kWh"
            yield Failed(f"/facilities/{index}/wue", words, REMEDY)


RULE = Rule(
    name="wue-implausible",
    severity=Severity.WARNING,
    group="plausibility",
    reads=("facilities",),
    check=check,
)
