"""Greenhouse gases do not follow from the energy and the carbon intensity.

**What it checks.** For each use-phase row of greenhouse gases: the amount against the facility energy of the lines
that the row covers times the intensity of their facilities on the same basis, location or market. An amount of
unspecified basis is judged where the facilities state one kind of intensity only. Energy is the stated energy of a
line, times the PUE where the PUE is not inside, or hours times power. Where that does not agree, or nothing is known
of the lines, it is the energy in use that an impact row states for the same work, or the total: a metered energy is
the activity data. Where the lines agree only because hours and power are coarsely printed, that energy decides, if
one facility stands behind it. An amount `below` a bound holds unless the recomputed one is above it. A row stands
for the lines that it covers and that lie in its life-cycle stages and its period; one stated `per` another unit is not
judged.

**Why it matters.** It is the identity that reviewers check first and that published cards break most often, by a
stale total or a slipped unit.

**Example.** 7.0 million accelerator-hours at 700 W and 12.9 tCO2e: about 2.6 g/kWh, where the same card family prints
2,040 t for the same hours.

**Remedy.** Recompute the amount, or correct the energy, its boundary, the PUE or the intensity.

**Reference.** GHG Protocol Scope 2 Guidance: activity data times emission factor, once for each basis. Judged within
the rounding of the printed figures, then within 0.5 %; a rating and a ratio of 1 are exact. A
difference inside the interval that the publisher states is a note; one no larger than the stated parts for idle and
infrastructure, of which lines know nothing, is none.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import N, Reader, central
from fullcount.impacts.key import Key
from fullcount.impacts.line import Line, Missing
from fullcount.rules.reasons import grouped
from fullcount.rules.recomputed import judge_rows, sum_as_used
from fullcount.rules.rule import Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.rules.view import View

LOCATION, MARKET, UNSPECIFIED = (
    Key("gwp", "use", ghg_basis=basis) for basis in ("location", "market", "unspecified")
)
REMEDY = "recompute the amount, or correct the energy, its boundary, the PUE or the carbon intensity"


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each use-phase row of greenhouse gases."""
    words = "energy times carbon intensity"
    known = judge_rows(view, (LOCATION, MARKET), words, REMEDY, sum_as_used)
    unknown = judge_rows(view, (UNSPECIFIED,), words, REMEDY, _by_the_only_intensity)
    return grouped((*known, *unknown), len(view.lines))


def _by_the_only_intensity(view: "View", lines: Sequence[Line], _: Key, read: Reader[N]) -> N | Missing:
    """The amount on the basis of the only kind of intensity that the facilities state."""
    places = {id(line.facility): line.facility for line in lines if line.facility}.values()
    located = any(central(place.get("carbon_intensity_location_based")) is not None for place in places)
    contracted = any(central(place.get("carbon_intensity_market_based")) is not None for place in places)
    if located is contracted:
        return Missing(("its basis" if located else "a carbon intensity",))
    return sum_as_used(view, lines, LOCATION if located else MARKET, read)


RULE = Rule(
    name="ghg-differs-from-energy-and-factor",
    severity=Severity.ERROR,
    group="accounting",
    reads=("scope", "facilities", "equipment", "compute", "totals", "impacts"),
    check=check,
)
