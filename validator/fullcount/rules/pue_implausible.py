"""A PUE lies outside what a facility can have.

**What it checks.** That the PUE of each facility is at least 1 and at most 3.

**Why it matters.** PUE is facility energy over IT energy, so a value below 1 would mean that the facility uses less
than the machines inside it; it is most often a share or a DCiE written in the wrong field. Above 3, two thirds of the
energy would never reach the machines.

**Example.** `"pue": {"value": 0.83, "unit": "1"}`, which is 1/1.2.

**Remedy.** Give facility energy divided by IT energy.

**Reference.** ISO/IEC 30134-2: PUE is 1 or more by definition. The upper bound is twice the global average of 2018
(1.58, Ascierto 2018 as cited by Strubell et al. 2019, arXiv 1906.02243), rounded down.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import central
from fullcount.printing import as_number
from fullcount.ranges import PUE
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.rules.view import View


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each facility."""
    for index, facility in enumerate(view.data.get("facilities", [])):
        pue = central(facility.get("pue"))
        if pue is None:
            yield NotApplicable(f"the PUE of facility {facility['id']} is not disclosed")
        elif PUE.holds(pue):
            yield PASSED
        else:
            message = f"a PUE of {as_number(pue)} is outside {as_number(PUE.low)} to {as_number(PUE.high)}"
            yield Failed(f"/facilities/{index}/pue", message, "give facility energy divided by IT energy")


RULE = Rule(
    name="pue-implausible",
    severity=Severity.WARNING,
    group="plausibility",
    reads=("facilities",),
    check=check,
)
