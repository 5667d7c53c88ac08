"""The energy that hours and the mean power of the equipment give, at the boundary that a line states."""

from fullcount.disclosure.figures import Figure, N, Reader, central, is_missing
from fullcount.impacts.boundary import overhead
from fullcount.impacts.formulas import energy_from_hours_kwh
from fullcount.impacts.line import Line, Missing

__all__ = ["expected_energy", "hours_of", "is_measured", "power_behind"]

MEASURED = ("measured-wall", "measured-device")


def is_measured(figure: Figure) -> bool:
    """Whether an energy is read from a meter, and so does not follow from a mean power.

    Energy calculated from hours and a power that was measured does follow, and says so with its basis.
    """
    return bool(
        figure.get("basis", "measured" if figure.get("power_basis") in MEASURED else "") == "measured"
    )


def expected_energy(line: Line, read: Reader[N]) -> N | Missing:
    """Hours times power in kWh. Rated power stands for mean power only where the energy says it was made so."""
    stated = line.raw.get("energy", {})
    power, boundary = power_behind(line)
    hours, watts = hours_of(line, read), read(power)
    if isinstance(hours, Missing):
        return hours
    if watts is None:
        return Missing((f"mean power of {line.equipment_name}",))
    return _at(stated.get("boundary"), boundary, energy_from_hours_kwh(hours, watts), line, read)


def hours_of(line: Line, read: Reader[N]) -> N | Missing:
    """Accelerator- or core-hours as stated, else accelerators at once times wall clock."""
    hours = read(line.hours)
    if hours is not None:
        return hours
    count, clock = read(line.raw.get("accelerators")), read(line.raw.get("wall_clock"))
    return Missing((f"hours of line {line.id}",)) if count is None or clock is None else count * clock


def power_behind(line: Line) -> tuple[Figure | None, str | None]:
    """The mean power of the equipment and its boundary; rated power where the energy was made from it."""
    equipment = line.equipment
    if equipment is None:
        return None, None
    power = equipment.get("power")
    if power is not None and not is_missing(power):
        return power, power.get("boundary")
    return (equipment.get("rated_power") if _basis(line) == "tdp" else None), "accelerator"


def _basis(line: Line) -> str | None:
    return line.raw.get("energy", {}).get("power_basis")


def _at(wanted: str | None, given: str | None, energy: N, line: Line, read: Reader[N]) -> N | Missing:
    """From one boundary to another: through the PUE, then through the hosts."""
    if wanted is None or given is None:
        return Missing((f"{'energy' if wanted is None else 'power'} boundary of line {line.id}",))
    if (wanted == "facility") != (given == "facility"):
        ratio = overhead(line, read)
        if isinstance(ratio, Missing):
            return ratio
        energy = energy * ratio if wanted == "facility" else energy / ratio
    return (
        energy
        if (wanted == "accelerator") == (given == "accelerator")
        else _hosts(wanted, energy, line, read)
    )


def _hosts(wanted: str, energy: N, line: Line, read: Reader[N]) -> N | Missing:
    """Hosts are left out where they are not stated and the energy was made from rated power, as is published."""
    figure = line.equipment.get("host_overhead") if line.equipment else None
    host = read(figure) if central(figure) else None
    if host is None:
        left_out = _basis(line) in {"tdp", "tdp-times-load"}
        return energy if left_out else Missing((f"host overhead of {line.equipment_name}",))
    return energy / host if wanted == "accelerator" else energy * host
