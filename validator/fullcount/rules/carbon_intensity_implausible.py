"""A carbon intensity lies outside what electricity can have.

**What it checks.** Each stated intensity, and where a facility states none the one that greenhouse gases over energy
imply. At most 1,500 g/kWh on either basis. At least 5 g/kWh on the location basis, for intensities of life-cycle scope
and for implied ones of no stated scope; direct and consumption factors may be lower, and a contract may claim zero.

**Why it matters.** The intensity is the one number that turns energy into greenhouse gases. An impossible one is a unit
slip, a stale total, or a market-based claim in the place of the grid average.

**Example.** 7.0 million accelerator-hours at 700 W and 12.9 tCO2e: 2.6 g/kWh.

**Remedy.** Correct the amount, the energy or the intensity, and state the intensity with its scope and year.

**Reference.** UNECE 2022, Carbon Neutrality in the UNECE Region: Integrated Life-cycle Assessment of Electricity
Sources: from 5.1 g/kWh (nuclear) to 1,095 g/kWh (coal). The highest national average in the factor tables is
1,307 g/kWh (Turkmenistan, Ember); grid losses may add to it. Energies without hosts or PUE may be six times as large.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import Amount, Figure, central, printed
from fullcount.printing import as_interval, as_number
from fullcount.ranges import CARBON_INTENSITY_G_PER_KWH
from fullcount.rules.implied import (
    PARTIAL,
    Behind,
    energy_behind,
    energy_rows,
    grams_per_kwh,
    intensity_stated,
)
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.rules.view import PlacedImpact, View

LOWEST, HIGHEST = 5.0, CARBON_INTENSITY_G_PER_KWH.high
LIFE_CYCLE = ("lifecycle-generation", "lifecycle-consumption")
BASES = ("location", "market")
REMEDY = "correct the amount, the energy or the intensity, and state the intensity with its scope and year"


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each intensity, stated or implied."""
    for index, facility in enumerate(view.data.get("facilities", [])):
        for basis in BASES:
            key = f"carbon_intensity_{basis}_based"
            figure: Figure | None = facility.get(key)  # type: ignore[assignment]
            if central(figure) is None:
                yield NotApplicable(
                    f"the {basis}-based intensity of facility {facility['id']} is not disclosed"
                )
            elif figure is not None:
                yield _of_figure(figure, basis, f"/facilities/{index}/{key}")
    rows = energy_rows(view)
    for placed in view.impacts:
        row = placed.row
        if row["category"] == "gwp" and row["phase"] == "use" and "part" not in row and "amount" in row:
            yield from _of_row(view, placed, rows)


def _of_figure(figure: Figure, basis: str, pointer: str) -> Outcome:
    value = central(figure) or 0.0
    floor = LOWEST if basis == "location" and figure.get("scope") in LIFE_CYCLE else 0.0
    if floor <= value <= HIGHEST:
        return PASSED
    words = f"{as_number(value)} gCO2e/kWh is outside {as_number(floor)} to {as_number(HIGHEST)} gCO2e/kWh"
    return Failed(pointer, words, REMEDY)


def _of_row(
    view: "View", placed: "PlacedImpact", rows: Mapping[tuple[str, str], Figure]
) -> Iterator[Outcome]:
    basis = placed.row.get("ghg_basis", "unspecified")
    amount = printed(placed.row["amount"])
    if amount is None or not amount.value or (basis in BASES and intensity_stated(view, placed.row, basis)):
        return
    quick = energy_behind(view, placed.row, rows, central)
    if quick is None:
        yield NotApplicable(f"the energy behind the {basis}-based amount is not disclosed")
        return
    floor = 0.0 if basis == "market" else LOWEST
    ceiling = HIGHEST if quick.whole else HIGHEST * PARTIAL
    behind = energy_behind(view, placed.row, rows, printed)
    if floor <= grams_per_kwh(amount.value, quick) <= ceiling or behind is None:
        yield PASSED
    else:
        yield _implied(amount, behind, floor, ceiling, placed.pointer)


def _implied(amount: Amount, behind: Behind[Amount], floor: float, ceiling: float, pointer: str) -> Outcome:
    intensity = grams_per_kwh(amount, behind)
    if floor <= intensity.high and intensity.low <= ceiling:
        return PASSED
    words = (
        f"{as_interval(amount, 'kgCO2e')} over {as_interval(behind.energy_kwh, 'kWh')} implies "
        f"{as_interval(intensity, 'gCO2e/kWh')}, outside {as_number(floor)} to {as_number(ceiling)} gCO2e/kWh"
    )
    return Failed(f"{pointer}/amount", words, REMEDY)


RULE = Rule(
    name="carbon-intensity-implausible",
    severity=Severity.WARNING,
    group="plausibility",
    reads=("scope", "facilities", "equipment", "compute", "totals", "impacts"),
    check=check,
)
