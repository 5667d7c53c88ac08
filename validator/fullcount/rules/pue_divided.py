"""Energy is divided by the PUE instead of multiplied.

**What it checks.** Each figure at the facility boundary, where it does not agree with the recomputed one: whether it
agrees with IT energy divided by the PUE. Figures are the energy of lines that are not measured, the energy in total,
and use-phase rows except on-site water.

**Why it matters.** The facility then seems to draw less than the machines inside it, and everything that follows is
too small by the square of the PUE.

**Example.** 1,200 accelerator-hours at 900 W and a PUE of 1.2 printed as 900 kWh of facility energy: 1,080 kWh over
1.2, instead of 1,296.

**Remedy.** Multiply IT energy by the PUE. Dividing is right only the other way, from facility to IT energy.

**Reference.** ISO/IEC 30134-2: PUE is facility energy over IT energy, so it is 1 or more and multiplies.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import N, Reader
from fullcount.impacts.boundary import overhead
from fullcount.impacts.line import Line, Missing
from fullcount.rules.overhead_slips import judge_slips
from fullcount.rules.rule import Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.rules.view import View


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each figure with the PUE inside."""
    return judge_slips(view, _divided, "divided by the PUE it is", "multiply IT energy by the PUE")


def _divided(amount: N, line: Line, read: Reader[N]) -> N | Missing:
    """Facility energy over the PUE is IT energy; over the PUE once more it is the slip."""
    ratio = overhead(line, read)
    return ratio if isinstance(ratio, Missing) else amount / ratio / ratio


RULE = Rule(
    name="pue-divided",
    severity=Severity.ERROR,
    group="accounting",
    reads=("scope", "facilities", "equipment", "compute", "totals", "impacts"),
    check=check,
)
