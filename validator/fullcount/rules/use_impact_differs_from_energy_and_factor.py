"""An impact of use does not follow from the energy and the factor of the facility.

**What it checks.** For each use-phase row of primary energy, mineral depletion or any further category: the amount
against the facility energy of the lines that the row covers times the factor that their facilities state for the
category. Energy, greenhouse gases and water have rules of their own.

**Why it matters.** Factors of these categories span orders of magnitude and their units are seldom at hand, so a
slip is not seen by eye.

**Example.** 26,784 kWh with the PUE inside and 11.4 MJ/kWh printed as 254,448 MJ: that is 22,320 kWh of IT energy
times the factor, without the PUE of 1.2.

**Remedy.** Recompute the amount, or correct the energy, its boundary, the PUE or the factor.

**Reference.** fullcount 1.0, formulas: impact of use = facility energy times factor. Judged within the rounding of
the printed figures, then within 0.5 %; a rating and a ratio of 1 are exact. The energy, bounds and
intervals are as in ghg-differs-from-energy-and-factor.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import N, Reader
from fullcount.impacts.key import Key
from fullcount.impacts.line import Line, Missing
from fullcount.rules.reasons import grouped
from fullcount.rules.recomputed import judge_rows, sum_as_used
from fullcount.rules.rule import Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.rules.view import View

OTHERS = frozenset({"energy", "gwp", "water", "water-scarcity"})
"""Categories that other rules judge."""
REMEDY = "recompute the amount, or correct the energy, its boundary, the PUE or the factor"


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each use-phase row of a further category as a whole."""
    categories = {row["category"] for _, row in view.impacts if row["phase"] == "use"} - OTHERS
    keys = [Key(category, "use") for category in sorted(categories)]
    outcomes = judge_rows(view, keys, "facility energy times factor", REMEDY, _recomputed)
    return grouped(outcomes, len(view.lines))


def _recomputed(view: "View", lines: Sequence[Line], key: Key, read: Reader[N]) -> N | Missing:
    """The sum over the lines; without a factor for the category that is all that is missing."""
    places = {id(line.facility): line for line in lines if line.facility}.values()
    silent = [line.facility_name for line in places if not _has_factor(line, key.category)]
    if silent:
        return Missing(tuple(f"the {key.category} factor of {name}" for name in silent))
    return sum_as_used(view, lines, key, read)


def _has_factor(line: Line, category: str) -> bool:
    factors = line.facility.get("use_factors", []) if line.facility else []
    return any(factor["category"] == category for factor in factors)


RULE = Rule(
    name="use-impact-differs-from-energy-and-factor",
    severity=Severity.ERROR,
    group="accounting",
    reads=("scope", "facilities", "equipment", "compute", "totals", "impacts"),
    check=check,
)
