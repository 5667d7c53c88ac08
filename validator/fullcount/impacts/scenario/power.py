"""Another power model: rated power with a load, or a mean power, in the place of what was measured."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import Figure, central, is_missing
from fullcount.disclosure.spelling import nearest, quoted
from fullcount.impacts.scenario.change import Change
from fullcount.impacts.scenario.effect import equipment_unused, host_unused
from fullcount.impacts.scenario.errors import Bad
from fullcount.impacts.scenario.figure import Item, arrow, in_words, scaled, supposed, undisclosed
from fullcount.impacts.scenario.pue_inside import lines_in_words
from fullcount.impacts.scenario.values import number, share
from fullcount.printing import as_number

if TYPE_CHECKING:
    from fullcount.impacts.line import Line
    from fullcount.impacts.scenario.work import Work

__all__ = [
    "Host",
    "Power",
    "accelerated",
    "on_accelerators",
    "parse_host",
    "parse_power",
    "rated_power",
    "set_energy_aside",
]

BOUNDARIES = ("accelerator", "node", "it", "facility")
HIGHEST_W = 1e6
"""W that no accelerator draws, a whole wafer included."""
HIGHEST_OVERHEAD = 10.0
LEAST_LOAD = 0.001
_RATED = re.compile(r"tdp(?:\s*\*\s*(.+))?", re.ASCII)


@dataclass(frozen=True)
class Power(Change):
    """Mean power per accelerator: watts at a boundary, or `load` times the rated power where `watts` is None."""

    watts: float | None
    boundary: str
    load: float

    def apply(self, work: "Work") -> None:
        """Set it and let hours times power count in the place of stated energies."""
        for index, equipment in accelerated(work, self):
            power = self._power(work, index, equipment)
            if power is None or not work.claim(self, "power", equipment["id"]):
                continue
            self._check_host(work, equipment)
            former = equipment.get("power")
            work.put("equipment", index, power=power, load=None)
            work.say(f"power of {equipment['id']}: {_at(former)} → {_at(power)} ({self._how})")
            set_energy_aside(work, equipment["id"])

    def without_effect(self, work: "Work") -> Iterator[str]:
        """Equipment that no line is on."""
        yield from equipment_unused(self, work, [item for _, item in accelerated(work, self)])

    @property
    def _how(self) -> str:
        rated = "rated power" if self.load == 1.0 else f"rated power × {as_number(self.load)}"
        return rated if self.watts is None else "supposed"

    def _power(self, work: "Work", index: int, equipment: Item) -> Item | None:
        if self.watts is not None:
            return supposed(self.watts, "W", boundary=self.boundary, power_basis="unknown")
        rated = rated_power(work, equipment)
        if rated is None:
            found = f"no rated power of {equipment['id']}"
            remedy = (
                f"state its rated_power, or write power@{equipment['id']}=700W:accelerator with your figure"
            )
            work.problem(self, found, "a rated power, or a known accelerator", remedy)
            return None
        work.put("equipment", index, rated_power=rated)
        basis = "tdp" if self.load == 1.0 else "tdp-times-load"
        return {**scaled(rated, self.load, self._how), "boundary": "accelerator", "power_basis": basis}

    def _check_host(self, work: "Work", equipment: Item) -> None:
        if self.boundary == "accelerator" and central(equipment.get("host_overhead")) is None:
            found = f"no host overhead of {equipment['id']}, so nothing to add the hosts with"
            expected = "the power of a node over that of its accelerators"
            work.problem(self, found, expected, "add your figure to the changes, such as host=1.5")


@dataclass(frozen=True)
class Host(Change):
    """The power of a node over that of its accelerators."""

    overhead: float

    def apply(self, work: "Work") -> None:
        """Set it; it counts where energy or power is that of the accelerators alone."""
        for index, equipment in accelerated(work, self):
            if work.claim(self, "host overhead", equipment["id"]):
                overhead = supposed(self.overhead, "1", equipment.get("host_overhead"))
                change = arrow(equipment.get("host_overhead"), overhead, "", "supposed")
                work.say(f"host overhead of {equipment['id']}: {change}")
                work.put("equipment", index, host_overhead=overhead)

    def without_effect(self, work: "Work") -> Iterator[str]:
        """Equipment whose energy and power are never those of the accelerators alone."""
        yield from host_unused(self, work, [item for _, item in accelerated(work, self)])


def parse_power(text: str, at: str, value: str) -> Power:
    """Read `tdp`, `tdp*0.6` or `650W:node`."""
    rated = _RATED.fullmatch(value)
    if rated:
        return Power(
            text, at, None, "accelerator", share(rated[1], "load", least=LEAST_LOAD) if rated[1] else 1.0
        )
    watts, _, boundary = value.partition(":")
    if boundary not in BOUNDARIES:
        near = nearest(boundary, BOUNDARIES)
        remedy = f"did you mean {near}?" if near else "write power=650W:node, or power=tdp"
        expected = f"tdp, or watts with a boundary: {', '.join(BOUNDARIES)}"
        raise Bad(quoted(value), expected, remedy)
    figure = number(watts, "power of one accelerator", "W", above=0.0, most=HIGHEST_W)
    return Power(text, at, figure, boundary, 1.0)


def parse_host(text: str, at: str, value: str) -> Host:
    """Read a ratio from 1 to 10."""
    what = "host overhead, power of a node over that of its accelerators"
    return Host(text, at, number(value, what, least=1.0, most=HIGHEST_OVERHEAD))


def accelerated(work: "Work", change: Change) -> list[tuple[int, Item]]:
    """The equipment with accelerators that the change is for; that there is none is a problem."""
    chosen = list(work.selected("equipment", change))
    in_use = {line.equipment["id"] for line in work.lines if line.equipment and on_accelerators(line)}
    named = {"accelerator", "accelerators_per_node"}
    found = [(index, item) for index, item in chosen if item.keys() & named or item["id"] in in_use]
    if chosen and not found:
        expected = "equipment that accelerator-hours are counted on"
        work.problem(change, "no equipment with accelerators", expected, "leave this change out")
    return found


def on_accelerators(line: "Line") -> bool:
    """Whether the hours of a line are hours of accelerators."""
    return not line.on_cores and not is_missing(line.raw.get("accelerator_hours"))


def rated_power(work: "Work", equipment: Item) -> Item | None:
    """The rated power that is stated, else that of the accelerator in the factor tables."""
    from fullcount.factors import accelerator  # noqa: PLC0415 - opened only where it is needed

    stated: Item = equipment.get("rated_power", {})
    if central(stated) is not None:
        return stated
    known = accelerator(equipment.get("accelerator", ""))
    return work.figure(known.tdp) if known and known.tdp else None


def set_energy_aside(work: "Work", equipment_id: str) -> None:
    """Let hours times power count on accelerators of an equipment whose lines state an energy."""
    aside = 0
    for line in work.lines:
        if line.equipment and line.equipment["id"] == equipment_id and _has_energy(line):
            work.put("compute", line.index, energy=undisclosed("set aside: hours × power count"))
            aside += 1
    if aside:
        work.say(f"stated energy of {lines_in_words(aside)} on {equipment_id} set aside: hours × power count")


def _has_energy(line: "Line") -> bool:
    stated: Figure | None = line.raw.get("energy")
    return on_accelerators(line) and not is_missing(stated)


def _at(power: Figure | None) -> str:
    boundary = (power or {}).get("boundary")
    return f"{in_words(power, 'W')} at the boundary {boundary}" if boundary else in_words(power)
