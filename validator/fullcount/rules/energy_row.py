"""The energy in use that a document states for some work, as the activity data of its other impacts."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from fullcount.disclosure.figures import Amount, Figure, central, printed
from fullcount.impacts.line import Line, Missing
from fullcount.rules.coverage import same_coverage
from fullcount.rules.found import found_once
from fullcount.rules.rows import use_energies
from fullcount.rules.sums import energy_at

if TYPE_CHECKING:
    from fullcount.disclosure.types import ComputeLine, Equipment, Facility
    from fullcount.rules.view import View

__all__ = ["Energies", "metered_lines", "stated_energies", "stated_energy"]

WHOLE = same_coverage({})  # type: ignore[typeddict-item]
"""The coverage of a row that stands for all of the work."""

Energies = Mapping[Any, Figure]


@found_once
def stated_energies(view: "View") -> Energies:
    """The energies in use that are stated as a whole, by what they cover; for all work the total where no row says."""
    found: dict[tuple[object, ...], Figure] = {}
    for placed in use_energies(view):
        found.setdefault(placed.coverage, placed.row["amount"])
    total = view.data.get("totals", {}).get("energy")
    if total is not None and not central(found.get(WHOLE)):
        found[WHOLE] = total
    return found


def stated_energy(row: Mapping[str, Any], energies: Energies) -> Figure | None:
    """The energy stated for what the row stands for, where it is above zero."""
    found = energies.get(same_coverage(row))  # type: ignore[arg-type]
    return found if central(found) else None


def metered_lines(
    view: "View", pointer: str, row: Mapping[str, Any], lines: Sequence[Line]
) -> tuple[Line, ...]:
    """That energy as lines of their own, one for each facility of the lines, or of a document without lines.

    Their impacts follow from the same formulas as those of any line. Among several facilities the energy is divided
    as that of the lines is. None where there is no such energy, or it cannot be divided.
    """
    energy = stated_energy(row, stated_energies(view))
    if energy is None or (view.lines and not lines):
        return ()
    kinds = view.merged(lines)
    places = [line.facility for line in kinds] or list(view.facilities.values())
    machines = [line.equipment for line in kinds] or list(view.equipment.values())
    one = machines[0] if machines and all(machine is machines[0] for machine in machines) else None
    if not places:
        return ()
    if all(place is places[0] for place in places):
        return (_line(pointer, -1, energy, places[0], one),)
    weights = _weights(kinds, energy.get("boundary"))
    whole, total = printed(energy), sum(weight for _, weight in weights.values())
    if whole is None or not total:
        return ()
    return tuple(
        _line(pointer, -1 - number, _share(energy, whole, weight / total), place, one)
        for number, (place, weight) in enumerate(weights.values())
    )


Weights = dict[int, "tuple[Facility | None, float]"]


def _weights(lines: Sequence[Line], boundary: str | None) -> Weights:
    """The energy of the lines at each facility in kWh, empty where that of one is not known."""
    energy_of, found = energy_at(boundary, modelled=True), Weights()
    for line in lines:
        energy = energy_of(line, central)
        if isinstance(energy, Missing):
            return {}
        _, before = found.get(id(line.facility), (None, 0.0))
        found[id(line.facility)] = line.facility, before + energy
    return found


def _share(energy: Figure, whole: Amount, part: float) -> Figure:
    """Part of an energy, between the ends of its print."""
    return {"low": whole.low * part, "high": whole.high * part, "boundary": energy.get("boundary")}


def _line(
    pointer: str, index: int, energy: Figure, place: "Facility | None", machine: "Equipment | None"
) -> Line:
    raw: ComputeLine = {"id": f"for {pointer}", "energy": energy}  # type: ignore[typeddict-item]
    return Line(index, raw, place, machine)
