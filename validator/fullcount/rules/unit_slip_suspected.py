"""A figure is off by a power of ten that a slipped unit or digit would explain.

**What it checks.** Impact rows and totals that are 10, 1,000 or 1,000,000 times the recomputed amount, or that part of
it, within 5 %. Where nothing can be recomputed: energies whose mean power for each accelerator-hour, and greenhouse
gases whose intensity, are impossible as printed and ordinary times or over 1,000; in a document without lines also
the totals of energy and hours. Intensities below 1 and powers of accelerators below 1, which are ordinary in kg/kWh
and kW; near the grid of the place, where that is known.

**Why it matters.** kg for t, Wh for kWh and W for kW are the commonest faults of published figures; a shifted digit
comes next. A reader takes the figure as it is printed.

**Example.** `"value": 5521000, "unit": "kgCO2e"` where 1,287 MWh at 429 g/kWh are 552,100 kgCO2e.

**Remedy.** Convert the figure to the unit that the field has, and count its digits.

**Reference.** fullcount 1.0: every field has one unit. Ranges: 5 to 1,500 g/kWh as in carbon-intensity-implausible;
from a tenth of the rated power of an accelerator to six times it (hosts and PUE), without a rating from 20 to
6,000 W, which spans the devices of the factor tables (70 to 1,400 W). Only figures outside a range three times as wide
are suspected.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import central
from fullcount.impacts.footprint import PHASES
from fullcount.impacts.key import UNITS, Key
from fullcount.impacts.line import Missing
from fullcount.printing import as_number
from fullcount.rules.energy_row import Energies
from fullcount.rules.grid import grid_factor, year_of
from fullcount.rules.implied import energy_behind, energy_rows, grams_per_kwh
from fullcount.rules.lines_behind import lines_behind
from fullcount.rules.rating import ratings_of
from fullcount.rules.recomputed import sum_over
from fullcount.rules.rule import PASSED, NotApplicable, Outcome, Rule, Severity
from fullcount.rules.slips import POWER_W, by_range, by_ratio, is_near, lines_by_power, wider

if TYPE_CHECKING:
    from fullcount.rules.view import PlacedImpact, View

INTENSITY_G = (5.0, 1500.0)
LEAST = 1.0


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each figure that can be compared with something; the rest is for the rules of arithmetic."""
    yield from _of_facilities(view)
    yield from _of_equipment(view)
    yield from lines_by_power(view, ratings_of(view))
    yield from _of_totals(view)
    rows = energy_rows(view)
    for placed in view.impacts:
        amount = central(placed.row.get("amount"))
        if amount and (outcome := _of_row(view, placed, amount, rows)):
            yield outcome


def _of_facilities(view: "View") -> Iterator[Outcome]:
    for index, facility in enumerate(view.data.get("facilities", [])):
        figure = facility.get("carbon_intensity_location_based")
        value = central(figure)
        if value:
            pointer = f"/facilities/{index}/carbon_intensity_location_based"
            plausible = (LEAST, wider(INTENSITY_G)[1])
            inside = plausible[0] <= value <= plausible[1]
            grid = None if inside else grid_factor(view, facility, year_of(view, figure))
            usual = wider((grid.factor.value, grid.factor.value)) if grid else INTENSITY_G
            yield by_range(value, plausible, usual, pointer, "gCO2e/kWh")


def _of_equipment(view: "View") -> Iterator[Outcome]:
    for index, item in enumerate(view.data.get("equipment", [])):
        figures = (("rated_power", item.get("rated_power")), ("power", item.get("power")))
        for key, figure in figures if "accelerator" in item or "accelerators_per_node" in item else ():
            value = central(figure)
            if value:
                plausible = (LEAST, wider(POWER_W)[1])
                yield by_range(value, plausible, POWER_W, f"/equipment/{index}/{key}", "W")


def _of_totals(view: "View") -> Iterator[Outcome]:
    totals = view.data.get("totals", {})
    hours, energy = central(totals.get("accelerator_hours")), central(totals.get("energy"))
    if hours:
        known = [central(line.raw.get("accelerator_hours")) for line in view.merged(view.lines)]
        yield by_ratio(hours, sum(filter(None, known)), "/totals/accelerator_hours", "accelerator-h")
    if energy and view.lines:
        total = sum_over(view, view.lines, Key("energy", "use"), central)
        if not isinstance(total, Missing):
            yield by_ratio(energy, total, "/totals/energy", "kWh")
    if energy and hours and not view.lines:
        words = f"{as_number(energy)} kWh for {as_number(hours)} accelerator-hours is "
        watts = energy / hours * 1000
        yield by_range(watts, wider(POWER_W), POWER_W, "/totals/energy", "W each", words)


def _of_row(view: "View", placed: "PlacedImpact", amount: float, rows: Energies) -> Outcome | None:
    key = placed.key
    lines = lines_behind(view, *placed) if key.phase in PHASES else ()
    total = sum_over(view, lines, key, central) if lines and not isinstance(lines, NotApplicable) else None
    if total is not None and not isinstance(total, Missing):
        if is_near(amount, total):
            return PASSED
        return by_ratio(amount, total, f"{placed.pointer}/amount", UNITS.get(key.category, ""))
    located = (key.category, key.phase) == ("gwp", "use") and key.ghg_basis != "market" and not key.part
    if behind := energy_behind(view, placed.row, rows, central) if located else None:
        grams, at = grams_per_kwh(amount, behind), f"{placed.pointer}/amount"
        words = f"{as_number(amount)} kgCO2e over {as_number(behind.energy_kwh)} kWh is "
        return by_range(grams, wider(INTENSITY_G), INTENSITY_G, at, "gCO2e/kWh", words)
    return None


RULE = Rule(
    name="unit-slip-suspected",
    severity=Severity.WARNING,
    group="plausibility",
    reads=("revision", "scope", "facilities", "equipment", "compute", "totals", "impacts"),
    check=check,
)
