"""A WUE lies outside what a facility can have.

**What it checks.** That the water usage effectiveness of each facility is at most 10 L/kWh; and, where no line gives
it, that on-site water comes to no more per kilowatt-hour of the facility, which is more than that of IT. Zero is
legitimate: a closed loop or dry cooling.

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
from fullcount.impacts.key import Key
from fullcount.impacts.line import Missing
from fullcount.printing import as_number
from fullcount.ranges import WUE_L_PER_KWH
from fullcount.rules.lines_behind import lines_behind
from fullcount.rules.recomputed import sum_over
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.disclosure.types import Impact
    from fullcount.rules.view import View

HIGHEST = WUE_L_PER_KWH.high
ON_SITE, ENERGY = Key("water", "use", "on-site"), Key("energy", "use")
REMEDY = (
    "give litres consumed on site per kilowatt-hour of IT energy; water of electricity is water_intensity"
)


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each facility, and one for each row of on-site water of lines without a WUE."""
    yield from _of_facilities(view)
    for placed in view.impacts:
        if placed.key == ON_SITE and central(placed.row.get("amount")):
            yield _of_row(view, *placed)


def _of_row(view: "View", pointer: str, row: "Impact") -> Outcome:
    lines = lines_behind(view, pointer, row)
    if isinstance(lines, NotApplicable):
        return lines
    if not lines:
        return NotApplicable(f"no compute line is covered by {pointer}")
    if any(line.facility and central(line.facility.get("wue")) is not None for line in lines):
        return PASSED
    energy, water = sum_over(view, lines, ENERGY, central), central(row["amount"])
    if isinstance(energy, Missing) or not energy or water is None:
        return NotApplicable(f"the energy of {pointer} is not disclosed")
    if water <= HIGHEST * energy:
        return PASSED
    words = f"{as_number(water)} L for {as_number(energy)} kWh of the facility is {as_number(water / energy)} L/kWh"
    return Failed(f"{pointer}/amount", f"{words}, outside 0 to {as_number(HIGHEST)} L/kWh", REMEDY)


def _of_facilities(view: "View") -> Iterator[Outcome]:
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
    reads=("facilities", "equipment", "compute", "impacts"),
    check=check,
)
