"""One amount adds up facilities whose factors count different things.

**What it checks.** For each location-based row of greenhouse gases and each row of off-site water of use: that
the factors of all facilities it covers have the same scope, such as life cycle or direct, per kWh generated or
consumed. Market-based intensities are not judged: contracts and residual mixes are of different scope by
nature.

**Why it matters.** A life-cycle intensity is above the direct one of the same grid. A sum of both is neither,
and cannot be compared with anything.

**Example.** One total over a site with a life-cycle intensity and another with the direct emissions of eGRID.

**Remedy.** Take both factors from one table, or give each facility a row of its own.

**Reference.** ISO 14044, 4.2.3.7: comparisons need equivalent system boundaries. Scopes: codelist factor-scope.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import Figure, is_missing
from fullcount.impacts.key import Key
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity
from fullcount.rules.stated_factors import NAMES, scope_of

if TYPE_CHECKING:
    from fullcount.disclosure.types import Facility
    from fullcount.rules.view import PlacedImpact, View

FACTOR_OF = {
    Key("gwp", "use", ghg_basis="location"): "carbon_intensity_location_based",
    Key("water", "use", part="off-site"): "water_intensity",
}


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each row that is a sum over facilities."""
    several = False
    for placed in view.impacts if len(view.facilities) > 1 else ():
        key = placed.key
        if key in FACTOR_OF and "life_cycle_stages" not in placed.row:
            lines = view.covered(placed.row)
            facilities = {line.facility["id"]: line.facility for line in lines if line.facility}
            if len(facilities) > 1:
                several = True
                yield _judged(view, placed, key, facilities)
    if not several:
        yield NotApplicable("no amount adds up several facilities")


def _judged(view: "View", placed: "PlacedImpact", key: Key, facilities: "Mapping[str, Facility]") -> Outcome:
    scopes = {name: _scope(view, facility, FACTOR_OF[key]) for name, facility in facilities.items()}
    known = {scope: name for name, scope in scopes.items() if scope}
    if len(known) > 1:
        words = " and ".join(f"{scope} ({name})" for scope, name in sorted(known.items()))
        message = f"the {key} amount adds up facilities with factors of different scope: {words}"
        return Failed(
            placed.pointer, message, "take the factors from one table, or give each facility its own row"
        )
    unknown = [name for name, scope in scopes.items() if not scope]
    name = NAMES[FACTOR_OF[key]]
    return (
        NotApplicable(f"the scope of the {name} of facility {unknown[0]} is not stated")
        if unknown
        else PASSED
    )


def _scope(view: "View", facility: "Facility", name: str) -> str:
    figure: Figure | None = facility.get(name)  # type: ignore[assignment]
    return "" if figure is None or is_missing(figure) else scope_of(view, figure)


RULE = Rule(
    name="mixed-factor-scopes",
    severity=Severity.WARNING,
    group="honesty",
    reads=("facilities", "equipment", "compute", "impacts"),
    check=check,
)
