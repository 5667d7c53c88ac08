"""Energy of a compute line, from what is measured or from hours and power, at the IT and facility boundary."""

from fullcount.disclosure.figures import Figure, N, Reader, central, is_missing
from fullcount.impacts.formulas import energy_facility_kwh, energy_from_hours_kwh, energy_it_kwh
from fullcount.impacts.line import Line, Missing

__all__ = ["facility_energy", "it_energy", "modelled_energy", "overhead", "power_of"]


def it_energy(line: Line, read: Reader[N]) -> N | Missing:
    """IT energy in kWh, hosts inside and PUE outside: the stated energy, else hours times power.

    A node is taken as IT equipment: the share of network and storage that it lacks is not modelled.
    """
    stated = line.raw.get("energy")
    if stated is None or is_missing(stated):
        return modelled_energy(line, read)
    energy = read(stated)
    if energy is None:
        return Missing((f"energy of line {line.id}",))
    return _to_it(line, stated.get("boundary"), energy, read)


def facility_energy(line: Line, read: Reader[N]) -> N | Missing:
    """Facility energy in kWh, PUE inside."""
    stated = line.raw.get("energy")
    if stated is not None and stated.get("boundary") == "facility":
        energy = read(stated)
        if energy is not None:
            return energy
    within = it_energy(line, read)
    ratio = overhead(line, read)
    missing = [item for part in (within, ratio) if isinstance(part, Missing) for item in part.inputs]
    if isinstance(within, Missing) or isinstance(ratio, Missing):
        return Missing(tuple(missing))
    return energy_facility_kwh(within, ratio)


def overhead(line: Line, read: Reader[N]) -> N | Missing:
    """The PUE of the facility, or the overhead ratio that stands in its place. A ratio of 0 is none."""
    place = line.facility
    stated = place.get("overhead_ratio") if place else None
    figure = place.get("pue") if place and is_missing(stated) else stated
    ratio = read(figure) if central(figure) else None
    return Missing((f"PUE of {line.facility_name}",)) if ratio is None else ratio


def modelled_energy(line: Line, read: Reader[N]) -> N | Missing:
    """IT energy in kWh from accelerator-hours (or core-hours) and the mean power of the equipment."""
    hours = read(line.hours)
    power, boundary = power_of(line)
    watts = read(power)
    if hours is None or watts is None:
        named = ((f"hours of line {line.id}", hours), (f"power of {line.equipment_name}", watts))
        return Missing(tuple(name for name, figure in named if figure is None))
    return _to_it(line, boundary, energy_from_hours_kwh(hours, watts), read)


def power_of(line: Line) -> tuple[Figure | None, str | None]:
    """The mean power of the equipment and its boundary; failing it the rated power of the accelerator alone.

    Both are per accelerator where the equipment has one, so they say nothing about core-hours on it.
    """
    if line.equipment is None or (line.on_cores and "accelerators_per_node" in line.equipment):
        return None, None
    power = line.equipment.get("power")
    if power is None or is_missing(power):
        return line.equipment.get("rated_power"), "accelerator"
    return power, power.get("boundary")


def _to_it(line: Line, boundary: str | None, energy: N, read: Reader[N]) -> N | Missing:
    match boundary:
        case "node" | "it":
            return energy
        case "facility":
            ratio = overhead(line, read)
            return ratio if isinstance(ratio, Missing) else energy / ratio
        case "accelerator":
            host = read(line.equipment.get("host_overhead")) if line.equipment else None
            return (
                Missing((f"host overhead of {line.equipment_name}",))
                if host is None
                else energy_it_kwh(energy, host)
            )
        case _:
            return Missing((f"energy boundary of line {line.id}",))
