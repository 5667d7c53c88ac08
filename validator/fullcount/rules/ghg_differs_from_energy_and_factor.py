"""Greenhouse gases do not follow from the energy and the carbon intensity.

**What it checks.** For each use-phase row of greenhouse gases, location- or market-based: the amount against the
facility energy of the lines that the row covers times the intensity of their facilities on the same basis. Energy is
the stated energy of a line, times the PUE where the PUE is not inside, or hours times power.

**Why it matters.** It is the identity that reviewers check first and that published cards break most often, by a
stale total or a slipped unit.

**Example.** 7.0 million accelerator-hours at 700 W and 12.9 tCO2e: about 2.6 g/kWh, where the same card family prints
2,040 t for the same hours.

**Remedy.** Recompute the amount, or correct the energy, its boundary, the PUE or the intensity.

**Reference.** GHG Protocol Scope 2 Guidance: activity data times emission factor, once for each basis. Judged within
the rounding of the printed figures, then within 0.5 %.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.impacts.key import Key
from fullcount.rules.recomputed import judge_rows
from fullcount.rules.rule import Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.rules.view import View

KEYS = (Key("gwp", "use", ghg_basis="location"), Key("gwp", "use", ghg_basis="market"))


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each use-phase row of greenhouse gases."""
    remedy = "recompute the amount, or correct the energy, its boundary, the PUE or the carbon intensity"
    return judge_rows(view, KEYS, "energy times carbon intensity", remedy)


RULE = Rule(
    name="ghg-differs-from-energy-and-factor",
    severity=Severity.ERROR,
    group="accounting",
    reads=("facilities", "equipment", "compute", "impacts"),
    check=check,
)
