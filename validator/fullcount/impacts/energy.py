"""Energy of a compute line by the best evidence there is, at the IT and at the facility boundary."""

from fullcount.disclosure.figures import N, Reader, is_missing
from fullcount.impacts.boundary import moved, ratios_between
from fullcount.impacts.formulas import energy_from_hours_kwh
from fullcount.impacts.line import Line, Missing
from fullcount.impacts.power import mean_power_w, power_of_hours

__all__ = ["energy_at", "facility_energy", "it_and_facility_energy"]


def it_and_facility_energy(line: Line, read: Reader[N]) -> tuple[N | Missing, N | Missing]:
    """Energy in kWh without and with the PUE inside: the stated energy, else hours times power."""
    known = _known(line, read)
    return _at("it", line, read, *known), _at("facility", line, read, *known)


def facility_energy(line: Line, read: Reader[N]) -> N | Missing:
    """Facility energy in kWh, PUE inside."""
    return energy_at("facility", line, read)


def energy_at(boundary: str, line: Line, read: Reader[N]) -> N | Missing:
    """Energy of a line in kWh at one of the boundaries, or everything that is missing for it."""
    return _at(boundary, line, read, *_known(line, read))


def _at(boundary: str, line: Line, read: Reader[N], energy: N | Missing, given: str | None) -> N | Missing:
    if not isinstance(energy, Missing):
        return moved(energy, given, boundary, line, read)
    way = ratios_between(given or "it", boundary, line, read)
    further = way.inputs if isinstance(way, Missing) else ()
    return Missing(energy.inputs + further)


def _known(line: Line, read: Reader[N]) -> tuple[N | Missing, str | None]:
    """The energy by the best evidence, where it is known, and its boundary."""
    stated = line.raw.get("energy")
    if stated is None or is_missing(stated):
        return _modelled(line, read)
    energy = read(stated)
    return (Missing((f"energy of line {line.id}",)) if energy is None else energy), stated.get("boundary")


def _modelled(line: Line, read: Reader[N]) -> tuple[N | Missing, str | None]:
    model = power_of_hours(line)
    hours, watts = read(line.hours), mean_power_w(model, read)
    boundary = model.boundary if model else None
    if hours is None or watts is None:
        kind = "idle power" if line.is_idle else "power"
        named = ((f"hours of line {line.id}", hours), (f"{kind} of {line.equipment_name}", watts))
        return Missing(tuple(name for name, figure in named if figure is None)), boundary
    return energy_from_hours_kwh(hours, watts), boundary
