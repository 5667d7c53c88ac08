"""The manufacture of hardware does not follow from its allocation by hours.

**What it checks.** For each row of phase manufacture, of any category: the amount against manufacture per
accelerator times the hours of the lines that the row covers, over the hours of its active life (lifetime times
8,760 hours times utilisation, of the entry where it states its own, else of the equipment). Manufacture of a node is
divided by its accelerators, that of a cluster by the accelerators of all its nodes; several figures of one category
for one equipment add up. Idle hours carry a share only where the utilisation is 1: one below 1 puts the idle hours of
a whole life on those that were used. A row of the life-cycle stage `hardware-manufacture` stands for the hardware of
all its lines.

**Why it matters.** Manufacture is the part that is easiest to leave at the value for the whole node, or to divide
by a life without idle time.

**Example.** 1,082,990 hours on nodes of 2,500 kg with eight accelerators of 150 kg each, 6 years, used 85 % of the
time: 11.2 t. Without the utilisation it would be 9.5 t.

**Remedy.** Recompute the amount, or correct lifetime, utilisation or the figure for the hardware. Hardware that the
equipment does not list goes into a row with its own life-cycle stages.

**Reference.** Luccioni et al. 2022, arXiv 2211.02001, section 4.1; Morand et al. 2024, hal-04643414. Judged within
the rounding of the printed figures, then within 0.5 %; a lifetime and a utilisation of 1 are exact.
Bounds and intervals are as in ghg-differs-from-energy-and-factor.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.impacts.key import Key
from fullcount.rules.reasons import grouped
from fullcount.rules.recomputed import judge_rows, sum_as_used
from fullcount.rules.rule import Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.rules.view import View


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each row of manufacture as a whole."""
    categories = {row["category"] for _, row in view.impacts if row["phase"] == "manufacture"}
    keys = [Key(category, "manufacture") for category in sorted(categories)]
    remedy = "recompute the amount, or correct lifetime, utilisation or the figure for the hardware"
    words = "manufacture over the active life times hours"
    return grouped(judge_rows(view, keys, words, remedy, sum_as_used), len(view.lines))


RULE = Rule(
    name="manufacture-differs-from-allocation",
    severity=Severity.ERROR,
    group="accounting",
    reads=("scope", "facilities", "equipment", "compute", "impacts"),
    check=check,
)
