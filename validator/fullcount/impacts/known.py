"""Sums of impacts as plain numbers, as far as every input of every line is known.

The formulas of `use` and `manufacture` in the same order, so that the numbers are the same. What lines share is
read once for each facility and each equipment. An impact that any line may lack is left out: which input is
missing, and whether that matters, is for those to say.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from fullcount.disclosure.figures import central, fits, is_missing
from fullcount.impacts.boundary import along, ratios_between
from fullcount.impacts.formulas import allocated_manufacture, energy_from_hours_kwh
from fullcount.impacts.key import Key
from fullcount.impacts.line import Line, Missing
from fullcount.impacts.manufacture import Made, known_lives
from fullcount.impacts.power import mean_power_w, power_of_hours
from fullcount.impacts.use import ENERGY, WATER_ONSITE, Factors, known_factors

__all__ = ["Known"]

Sums = Mapping[Key, float]


class _Energy(NamedTuple):
    """Energy of a line in kWh, without and with the PUE inside."""

    it_kwh: float
    facility_kwh: float


class Known:
    """The known impacts of the lines of one document; what they have in common is read when the first asks."""

    def __init__(self) -> None:
        self._powers: dict[tuple[int, bool, bool], tuple[float | None, str | None]] = {}
        self._ways: dict[tuple[int, int, str | None], tuple[Any, Any]] = {}
        self._factors: dict[int, Factors] = {}
        self._made: dict[tuple[int, bool], Made] = {}

    def sums(self, lines: Sequence[Line]) -> Sums:
        """The impacts of the lines by their central values: those that every line has, and a number can hold."""
        if not lines:
            return {}
        first, *others = map(self._impacts_of, lines)
        for own in others:
            first = {key: total + own[key] for key, total in first.items() if key in own}
        return {key: total for key, total in first.items() if fits(total)}

    def _impacts_of(self, line: Line) -> dict[Key, float]:
        """The known impacts of one line."""
        energy = self._energy(line)
        found = self._of_use(line, energy) if energy is not None else {}
        hours = line.known_hours
        if hours is not None and not line.is_idle:
            for key, amount, lifetime, utilisation in self._made_for(line):
                found[key] = allocated_manufacture(amount, hours, lifetime, utilisation)
        return found

    def _of_use(self, line: Line, energy: _Energy) -> dict[Key, float]:
        """Not of the categories for which a facility states factors of its own."""
        within, whole = energy
        found = {ENERGY: whole}
        for key, formula, factor in self._factors_at(line):
            found[key] = formula(within if key is WATER_ONSITE else whole, factor)
        for own in line.facility.get("use_factors", ()) if line.facility else ():
            found.pop(Key(own["category"], "use"), None)
        return found

    def _energy(self, line: Line) -> _Energy | None:
        stated = line.raw.get("energy")
        if stated is None or is_missing(stated):
            watts, given = self._power(line)
            hours = line.known_hours
            kwh = None if hours is None or watts is None else energy_from_hours_kwh(hours, watts)
        else:
            kwh, given = line.known_energy_kwh, stated.get("boundary")
        if kwh is None:
            return None
        inside, outside = self._way(line, given)
        if isinstance(inside, Missing) or isinstance(outside, Missing):
            return None
        return _Energy(along(kwh, inside, given, "it"), along(kwh, outside, given, "facility"))

    def _power(self, line: Line) -> tuple[float | None, str | None]:
        name = id(line.equipment), line.is_idle, line.on_cores
        if name not in self._powers:
            model = power_of_hours(line)
            self._powers[name] = mean_power_w(model, central), model.boundary if model else None
        return self._powers[name]

    def _way(self, line: Line, given: str | None) -> tuple[Any, Any]:
        """The ratios from one boundary to the IT equipment and to the facility."""
        name = id(line.facility), id(line.equipment), given
        if name not in self._ways:
            self._ways[name] = (
                ratios_between(given, "it", line, central),
                ratios_between(given, "facility", line, central),
            )
        return self._ways[name]

    def _factors_at(self, line: Line) -> Factors:
        name = id(line.facility)
        if name not in self._factors:
            self._factors[name] = known_factors(line)
        return self._factors[name]

    def _made_for(self, line: Line) -> Made:
        name = id(line.equipment), line.on_cores
        if name not in self._made:
            self._made[name] = known_lives(line)
        return self._made[name]
