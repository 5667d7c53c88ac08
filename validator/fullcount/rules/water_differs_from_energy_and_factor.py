"""Water does not follow from the energy and its factors.

**What it checks.** For each use-phase row of water: the on-site part against the IT energy of the lines that the row
covers times the WUE of their facilities; the off-site part against their facility energy times the water intensity
of the electricity; a row without part against both together. Water scarcity against facility energy times its factor.

**Why it matters.** WUE is defined per kWh of IT energy, the intensity of electricity per kWh with the PUE inside.
Applying one to the energy of the other is the usual slip, and changes the result by the PUE.

**Example.** 459 MWh and 1.29 L/kWh with a PUE of 1.2 printed as 592,000 L where the 459 MWh are IT energy: the PUE is
missing.

**Remedy.** Recompute the amount, or correct the energy, its boundary, the PUE or the factor.

**Reference.** ISO/IEC 30134-9 (WUE over IT energy); Morrison et al. 2025, arXiv 2503.05804: water is power times PUE
times the sum of both factors there, which agrees where the on-site factor is zero. Judged within the rounding of the
printed figures, then within 0.5 %; a rating and a ratio of 1 are exact. The
energy, bounds and intervals are as in ghg-differs-from-energy-and-factor.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import N, Reader
from fullcount.impacts.key import Key
from fullcount.impacts.line import Line, Missing
from fullcount.rules.reasons import grouped
from fullcount.rules.recomputed import judge_rows, sum_as_used
from fullcount.rules.rule import Outcome, Rule, Severity
from fullcount.rules.sums import added

if TYPE_CHECKING:
    from fullcount.rules.view import View

ON_SITE, OFF_SITE = Key("water", "use", "on-site"), Key("water", "use", "off-site")
WHOLE, SCARCITY = Key("water", "use"), Key("water-scarcity", "use")
REMEDY = "recompute the amount, or correct the energy, its boundary, the PUE or the factor"


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each use-phase row of water."""
    outcomes = (
        *judge_rows(view, (ON_SITE,), "IT energy times WUE", REMEDY, sum_as_used),
        *judge_rows(view, (OFF_SITE, SCARCITY), "facility energy times water factor", REMEDY, sum_as_used),
        *judge_rows(view, (WHOLE,), "on-site and off-site water", REMEDY, _both),
    )
    return grouped(outcomes, len(view.lines))


def _both(view: "View", lines: Sequence[Line], _: Key, read: Reader[N]) -> N | Missing:
    return added(sum_as_used(view, lines, key, read) for key in (ON_SITE, OFF_SITE))


RULE = Rule(
    name="water-differs-from-energy-and-factor",
    severity=Severity.ERROR,
    group="accounting",
    reads=("scope", "facilities", "equipment", "compute", "totals", "impacts"),
    check=check,
)
