"""A figure names a factor of the tables and is not that factor.

**What it checks.** Each figure of a facility, of equipment and of its manufacture that names a factor: that it is in
the shipped tables, or in one given with `--factors`. Of factors of facilities, rated powers and manufacture also: that
the factor is of that kind; for facilities, that it is of that country, or of that subdivision where both name one; and,
manufacture left aside, that the figure is its value. A factor of another country that a note explains is a note, and so
is one that is in no table.

**Why it matters.** The id is what makes a figure traceable. A figure that was changed while its id stayed has lost
its source, and a factor of another place is not that of this grid. An id that is in no table leads nowhere.

**Example.** 66 gCO2e/kWh with the factor `ember/lifecycle-generation/FRA/2024`, which is 44.18.

**Remedy.** Use the value of the factor, or name the source that the figure is from. For factors of your own, give their
table with `--factors`.

**Reference.** fullcount 1.0, figures: `factor` is the id of the factor that the figure repeats. Judged within printed
rounding, then 0.5 %.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from fullcount.counted import in_unit
from fullcount.disclosure.figures import Amount, Figure, central, printed
from fullcount.printing import as_interval, as_number
from fullcount.rules.arithmetic import agree
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fullcount.disclosure.types import Equipment, Facility, Manufacture
    from fullcount.factors import Factor
    from fullcount.rules.view import View

KINDS = {
    "pue": "pue",
    "wue": "wue",
    "water_intensity": "grid-water-intensity",
    "carbon_intensity_location_based": "grid-carbon-intensity",
    "carbon_intensity_market_based": "grid-carbon-intensity",
}
RATED = {"rated_power": "accelerator-tdp"}
ANY = ""
"""The kind of a factor where any may be meant: that the tables hold it is all that can be said."""
EMBODIED = {code: f"embodied-{code}" for code in ("gwp", "water", "adpe", "pe")}
REMEDY_UNKNOWN = (
    "correct the id (fullcount factor find lists them), or give the table that it is of with --factors"
)
REMEDY = "use the value of the factor, or name the source that the figure is from"


class Named(NamedTuple):
    """A figure that may name a factor: its place, the kind it has to be of, its facility, and whether it repeats it."""

    pointer: str
    figure: Figure
    kind: str
    facility: "Facility | None" = None
    repeats: bool = True


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each figure that names a factor."""
    found = [named for named in _named(view) if "factor" in named.figure]
    for named in found:
        factor = view.factors.get(named.figure["factor"])
        if factor is None:
            words = f"names factor {named.figure['factor']}, which is in no table that was searched"
            yield Failed(f"{named.pointer}/factor", words, REMEDY_UNKNOWN, Severity.NOTE)
        else:
            yield _judged(named, factor)
    if not found:
        yield NotApplicable("no figure names a factor")


def _named(view: "View") -> Iterator[Named]:
    for index, facility in enumerate(view.data.get("facilities", [])):
        at = f"/facilities/{index}"
        for key, figure in _naming(facility):
            yield Named(f"{at}/{key}", figure, KINDS.get(key, ANY), facility)
        for place, further in enumerate(facility.get("use_factors", [])):
            kind = f"electricity-{further['category']}"
            yield Named(f"{at}/use_factors/{place}/amount", further["amount"], kind, facility)
    for index, item in enumerate(view.data.get("equipment", [])):
        at = f"/equipment/{index}"
        for key, figure in _naming(item):
            yield Named(f"{at}/{key}", figure, RATED.get(key, ANY), repeats=key in RATED)
        for place, entry in enumerate(item.get("manufacture", [])):
            for key, figure in _naming(entry):
                kind = EMBODIED.get(entry["category"], ANY) if key == "amount" else ANY
                yield Named(f"{at}/manufacture/{place}/{key}", figure, kind, repeats=False)


def _naming(item: "Mapping[str, Any] | Facility | Equipment | Manufacture") -> Iterator[tuple[str, Figure]]:
    """The figures of an object that name a factor, with their keys; those that the standard does not know too."""
    for key, figure in item.items():
        if isinstance(figure, dict) and "factor" in figure and isinstance(figure["factor"], str):
            yield key, figure


def _judged(named: Named, factor: "Factor") -> Outcome:
    at = f"{named.pointer}/factor"
    if named.kind == ANY:
        return PASSED
    if factor.kind != named.kind:
        return Failed(at, f"{factor.id} is a factor of kind {factor.kind}, not {named.kind}", REMEDY)
    if named.facility is not None and (elsewhere := _elsewhere(named.facility, factor)):
        milder = Severity.NOTE if "note" in named.figure else None
        return Failed(at, f"{factor.id} is of {factor.region}, the facility in {elsewhere}", REMEDY, milder)
    value = central(named.figure) if named.repeats else None
    if value is None or agree(value, factor.value):
        return PASSED
    stated = printed(named.figure)
    if stated is None or stated.meets(_amount(factor)):
        return PASSED
    words = f"{as_interval(stated, factor.unit)} where {factor.id} is {in_unit(as_number(factor.value), factor.unit)}"
    return Failed(named.pointer, words, REMEDY)


def _amount(factor: "Factor") -> Amount:
    low = factor.value if factor.low is None else factor.low
    return Amount(factor.value, low, factor.value if factor.high is None else factor.high)


def _elsewhere(facility: "Facility", factor: "Factor") -> str:
    """Where the facility is, if the factor is of another country or subdivision; else empty text."""
    from fullcount.factors import country_of  # noqa: PLC0415 - only for a figure that names a factor

    country, subdivision = facility.get("country", ""), facility.get("subdivision", "")
    above = country_of(factor.region) if len(factor.region) != len("FRA") else factor.region
    if not country or not above:
        return ""
    if above != country:
        return country
    is_subdivision = factor.region[2:3] == "-" and factor.region[:2].isupper()
    return subdivision if is_subdivision and subdivision and subdivision != factor.region else ""


RULE = Rule(
    name="factor-differs-from-table",
    severity=Severity.ERROR,
    group="references",
    reads=("facilities", "equipment"),
    check=check,
)
