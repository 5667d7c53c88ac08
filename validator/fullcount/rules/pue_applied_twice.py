"""The PUE is applied to energy that already has it inside.

**What it checks.** Each figure at the facility boundary, where it does not agree with the recomputed one: whether it
agrees once the PUE is applied a second time. Figures are the energy of lines that are not measured, the energy in
total, and use-phase rows except on-site water. The energy of a line that is labelled `it`, `node` or `accelerator`
must not have the PUE inside at all: whoever reads it applies the PUE again. Where a facility states an overhead
ratio in place of a PUE, the second application is that of the PUE beside it.

**Why it matters.** It inflates everything that follows by the PUE, and it cannot be seen in the figure alone.

**Example.** 1,200 accelerator-hours at 900 W and a PUE of 1.2 printed as 1,555 kWh: 1,080 kWh times 1.44.

**Remedy.** Apply the PUE once, to IT energy; state the boundary of each energy.

**Reference.** ISO/IEC 30134-2: PUE is facility energy over IT energy. Morand et al. 2024, hal-04643414: a dynamic
ratio that already contains idle and infrastructure power takes the place of a PUE.
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
    words, remedy = "with the PUE once too often it is", "apply the PUE once, to IT energy"
    return judge_slips(view, _twice, words, remedy, ("facility", "it", "node", "accelerator"))


def _twice(amount: N, line: Line, read: Reader[N]) -> N | Missing:
    beside = read(line.facility.get("pue")) if line.facility else None
    ratio = overhead(line, read) if beside is None else beside
    return ratio if isinstance(ratio, Missing) else amount * ratio


RULE = Rule(
    name="pue-applied-twice",
    severity=Severity.ERROR,
    group="accounting",
    reads=("scope", "facilities", "equipment", "compute", "totals", "impacts"),
    check=check,
)
