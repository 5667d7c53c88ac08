"""By which evidence the energy of a compute line is known, the best first.

1. The energy of the line as stated, measured or not.
2. The power of its equipment as stated, measured at the wall or node, or at the device. Its boundary says what is
   still to be multiplied on.
3. The rated power times the mean load.
4. The rated power as if fully used.

Idle hours have an evidence of their own, the idle power. Outputs print the `code` of a model or its words.
"""

from typing import NamedTuple

from fullcount.disclosure.figures import Figure, N, Reader, central, is_missing
from fullcount.impacts.line import Line

__all__ = ["PowerModel", "mean_power_w", "power_model", "power_of_hours"]

MEASURED = frozenset({"measured-wall", "measured-device"})
BY_BASIS = {
    "measured-wall": "measured-power",
    "measured-device": "measured-power",
    "tdp-times-load": "modelled-power",
    "tdp": "rated-power",
}
WORDS = {
    "measured-energy": "energy as measured",
    "stated-energy": "energy as stated",
    "measured-power": "hours times the measured power of {name}",
    "stated-power": "hours times the stated power of {name}",
    "modelled-power": "hours times the rated power of {name} times its load",
    "rated-power": "hours times the rated power of {name}, as if fully used",
    "idle-power": "idle hours times the idle power of {name}",
}
"""In words, by code."""


class PowerModel(NamedTuple):
    """One evidence: the energy (kWh) or power (W) that it rests on and what that covers.

    `code` is a key of WORDS, `name` the equipment in words, `load` the share of a rated power that is drawn.
    """

    code: str
    name: str
    figure: Figure
    boundary: str | None
    load: Figure | None = None

    def __str__(self) -> str:
        extent = f", at the {self.boundary} boundary" if self.boundary else ""
        return WORDS[self.code].format(name=self.name) + extent


def power_model(line: Line) -> PowerModel | None:
    """The best evidence that there is for the energy of a line; None where there is none."""
    stated = line.raw.get("energy")
    if stated is None or is_missing(stated):
        return power_of_hours(line)
    measured = stated.get("basis", "measured" if stated.get("power_basis") in MEASURED else "") == "measured"
    code = "measured-energy" if measured else "stated-energy"
    return PowerModel(code, line.equipment_name, stated, stated.get("boundary"))


def power_of_hours(line: Line) -> PowerModel | None:
    """The power that the hours of a line are multiplied with, whether or not it states an energy.

    Powers are per accelerator where the equipment has one, so they say nothing about core-hours on it.
    """
    equipment, name = line.equipment, line.equipment_name
    if equipment is None or (line.on_cores and "accelerators_per_node" in equipment):
        return None
    power = equipment.get("idle_power") if line.is_idle else equipment.get("power")
    if power is not None and not is_missing(power):
        code = "idle-power" if line.is_idle else BY_BASIS.get(power.get("power_basis", ""), "stated-power")
        return PowerModel(code, name, power, power.get("boundary"))
    rated = equipment.get("rated_power")
    if line.is_idle or rated is None or is_missing(rated):
        return None
    load = equipment.get("load")
    if central(load):
        return PowerModel("modelled-power", name, rated, "accelerator", load)
    return PowerModel("rated-power", name, rated, "accelerator")


def mean_power_w(model: PowerModel | None, read: Reader[N]) -> N | None:
    """The power of a model in W at its boundary, its load applied; None where it cannot be read."""
    if model is None:
        return None
    watts = read(model.figure)
    if watts is None or model.load is None:
        return watts
    load = read(model.load)
    return None if load is None else watts * load
