"""The energy behind an impact row, and the carbon intensity that follows from both."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Generic, NamedTuple

from fullcount.disclosure.figures import Amount, N, Reader, central, fits, printed
from fullcount.impacts.formulas import energy_from_hours_kwh
from fullcount.impacts.key import Key
from fullcount.impacts.line import Line, Missing
from fullcount.impacts.power import mean_power_w, power_of_hours
from fullcount.rules.energy_row import Energies, stated_energies, stated_energy
from fullcount.rules.lines_behind import lines_behind
from fullcount.rules.rule import NotApplicable

if TYPE_CHECKING:
    from fullcount.disclosure.types import Facility, Impact
    from fullcount.rules.view import View

__all__ = [
    "PARTIAL",
    "Behind",
    "energy_behind",
    "energy_rows",
    "grams_per_kwh",
    "implied_intensities",
    "intensity_stated",
]

PARTIAL = 6.0
"""How many times the energy may be where hosts and facility are left out: twice for hosts (DGX A100, see
`rating`) and 3 for the highest plausible PUE (see `pue_implausible`)."""

ENERGY = Key("energy", "use")
GRAMS_PER_KG = 1000.0


class Behind(NamedTuple, Generic[N]):
    """Energy in kWh. `whole` where it is that of the facility; else hosts or PUE may be left out."""

    energy_kwh: N
    whole: bool


def energy_rows(view: "View") -> Energies:
    """The use-phase energies that the document states as a whole, by what they cover."""
    return stated_energies(view)


def energy_behind(view: "View", row: "Impact", rows: Energies, read: Reader[N]) -> Behind[N] | None:
    """The energy stated for the same, else of the lines that the row stands for; None where it is not known."""
    stated = stated_energy(row, rows)
    energy_kwh = read(stated)
    if stated is not None and energy_kwh is not None:
        return Behind(energy_kwh, stated.get("boundary") == "facility")
    lines = lines_behind(view, "", row)
    return None if isinstance(lines, NotApplicable) else _of_lines(view, lines, read)


def grams_per_kwh(amount_kgco2e: N, behind: Behind[N]) -> N:
    """Greenhouse gases over energy, in gCO2e/kWh."""
    return amount_kgco2e * GRAMS_PER_KG / behind.energy_kwh


def intensity_stated(view: "View", row: "Impact", basis: str) -> bool:
    """Whether the facilities of the lines covered state their intensity, so that the amount is an identity."""
    if "life_cycle_stages" in row:
        return False
    lines = view.merged(view.covered(row))
    key = f"carbon_intensity_{basis}_based"
    figures = [line.facility.get(key) if line.facility else None for line in lines]
    return bool(figures) and all(central(figure) is not None for figure in figures)  # type: ignore[arg-type]


def _of_lines(view: "View", lines: tuple[Line, ...], read: Reader[N]) -> Behind[N] | None:
    total: N | None = None
    whole = True
    for line in lines:
        energy = view.recomputed(line, "use", read).get(ENERGY)
        if energy is None or isinstance(energy, Missing):
            whole, energy = False, _nearest(line, read)
        if energy is None:
            return None
        total = energy if total is None else total + energy
    return Behind(total, whole) if total and fits(total) else None


def _nearest(line: Line, read: Reader[N]) -> N | None:
    """The energy of the line at whatever boundary it is known."""
    stated, hours = read(line.raw.get("energy")), read(line.hours)
    watts = mean_power_w(power_of_hours(line), read)
    if stated is not None:
        return stated
    return None if hours is None or watts is None else energy_from_hours_kwh(hours, watts)


class Implied(NamedTuple):
    """A carbon intensity in gCO2e/kWh that a row at a JSON pointer implies for its one facility."""

    pointer: str
    facility: "Facility"
    intensity: Amount


def implied_intensities(view: "View") -> Iterator[Implied]:
    """The intensity behind each location-based row of use whose facility states none."""
    if all(map(_states_intensity, view.facilities.values())):
        return
    rows = energy_rows(view)
    for pointer, row in view.impacts:
        facility = _silent_place(view, row)
        amount = printed(row.get("amount")) if facility else None
        behind = energy_behind(view, row, rows, printed) if amount and amount.value else None
        if facility and amount and behind:
            implied = grams_per_kwh(amount, behind)
            low = implied.low if behind.whole else implied.low / PARTIAL
            yield Implied(f"{pointer}/amount", facility, Amount(implied.value, low, implied.high))


def _silent_place(view: "View", row: "Impact") -> "Facility | None":
    """The one facility of a location-based use row, where it states no location-based intensity."""
    if (row["category"], row["phase"], row.get("ghg_basis")) != ("gwp", "use", "location") or "part" in row:
        return None
    places = {line.facility["id"]: line.facility for line in view.covered(row) if line.facility}
    place = next(iter(places.values())) if len(places) == 1 else None
    return None if place is None or _states_intensity(place) else place


def _states_intensity(facility: "Facility") -> bool:
    return central(facility.get("carbon_intensity_location_based")) is not None
