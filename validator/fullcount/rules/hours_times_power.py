"""The energy that hours and the mean power of the equipment give, at the boundary that a line states."""

from fullcount.disclosure.figures import Figure, N, Reader
from fullcount.impacts.boundary import moved
from fullcount.impacts.formulas import energy_from_hours_kwh
from fullcount.impacts.line import Line, Missing
from fullcount.impacts.power import PowerModel, mean_power_w, power_of_hours

__all__ = ["expected_energy", "hours_of", "is_measured", "power_behind"]

MEASURED = ("measured-wall", "measured-device")
MADE_FROM = {"modelled-power": "tdp-times-load", "rated-power": "tdp"}
"""Models that rest on the rated power, and the power basis by which an energy says that it was made so."""


def is_measured(figure: Figure) -> bool:
    """Whether an energy is read from a meter, and so does not follow from a mean power.

    Energy calculated from hours and a power that was measured does follow, and says so with its basis.
    """
    return bool(
        figure.get("basis", "measured" if figure.get("power_basis") in MEASURED else "") == "measured"
    )


def expected_energy(line: Line, read: Reader[N]) -> N | Missing:
    """Hours times power in kWh. Rated power stands for mean power only where the energy says it was made so.

    Hosts are left out where they are not stated and the energy was made from rated power, as is published.
    """
    model, wanted = power_behind(line), line.raw.get("energy", {}).get("boundary")
    hours, watts = hours_of(line, read), mean_power_w(model, read)
    if isinstance(hours, Missing):
        return hours
    if model is None or watts is None:
        return Missing((f"{'idle' if line.is_idle else 'mean'} power of {line.equipment_name}",))
    if wanted is None or model.boundary is None:
        return Missing((f"{'energy' if wanted is None else 'power'} boundary of line {line.id}",))
    may_lack = ("accelerator",) if _basis(line) in MADE_FROM.values() else ()
    energy = energy_from_hours_kwh(hours, watts)
    return moved(energy, model.boundary, wanted, line, read, may_lack=may_lack)


def hours_of(line: Line, read: Reader[N]) -> N | Missing:
    """Accelerator- or core-hours as stated, else accelerators at once times wall clock."""
    hours = read(line.hours)
    if hours is not None:
        return hours
    count, clock = read(line.raw.get("accelerators")), read(line.raw.get("wall_clock"))
    return Missing((f"hours of line {line.id}",)) if count is None or clock is None else count * clock


def power_behind(line: Line) -> PowerModel | None:
    """The mean power of the equipment; its rated power, times its load, where the energy was made from it."""
    model = power_of_hours(line)
    rated = line.equipment.get("rated_power") if line.equipment else None
    if model is None or model.figure is not rated or MADE_FROM[model.code] == _basis(line):
        return model
    return model._replace(code="rated-power", load=None) if _basis(line) == "tdp" else None


def _basis(line: Line) -> str | None:
    return line.raw.get("energy", {}).get("power_basis")
