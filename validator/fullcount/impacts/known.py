"""Sums of impacts as plain numbers, as far as every input of every line is known.

The formulas of `use` and `manufacture` for the energy at each facility and the hours on each equipment, of which
they are linear, so that each factor is read and applied once. An impact that any line may lack is left out: which
input is missing, and whether that matters, is for those to say.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from fullcount.disclosure.figures import central, fits, is_missing
from fullcount.impacts.boundary import along, overhead, ratios_between
from fullcount.impacts.formulas import allocated_manufacture, energy_facility_kwh, energy_from_hours_kwh
from fullcount.impacts.key import Key
from fullcount.impacts.line import Line, Missing
from fullcount.impacts.manufacture import Made, known_lives
from fullcount.impacts.power import mean_power_w, power_of_hours
from fullcount.impacts.use import ENERGY, WATER_ONSITE, Factors, known_factors

__all__ = ["Known"]

Sums = Mapping[Key, float]


class _Work:
    """Energy in kWh without and with the PUE inside, or hours, of the lines with one facility or equipment."""

    __slots__ = ("facility_kwh", "first", "hours", "it_kwh")

    def __init__(self, first: Line) -> None:
        self.first, self.hours, self.it_kwh, self.facility_kwh = first, 0.0, 0.0, 0.0


class _Way(NamedTuple):
    """The ratios from a boundary inside IT equipment to that, and from there to the facility."""

    to_it: list[tuple[str, float]]
    pue: float


class Known:
    """The known impacts of the lines of one document; what they have in common is read when the first asks."""

    def __init__(self) -> None:
        self._powers: dict[tuple[int, bool, bool], tuple[float | None, str | None]] = {}
        self._ways: dict[tuple[int, int, str | None], _Way | None] = {}
        self._factors: dict[int, Factors] = {}
        self._made: dict[tuple[int, bool], Made] = {}

    def sums(self, lines: Sequence[Line]) -> Sums:
        """The impacts of the lines by their central values: those that every line has, and a number can hold."""
        found = {**_common(map(self._of_use, self._by_facility(lines)))}
        found.update(_common(map(self._of_manufacture, _by_equipment(lines))))
        return {key: total for key, total in found.items() if fits(total)}

    def _by_facility(self, lines: Sequence[Line]) -> Iterable[_Work]:
        """Nothing where the energy of a line is not known at both boundaries."""
        found: dict[int, _Work] = {}
        for line in lines:
            kwh, given = self._energy(line)
            way = self._way(line, given) if kwh is not None else None
            if kwh is None or way is None:
                return ()
            work = found.get(id(line.facility)) or found.setdefault(id(line.facility), _Work(line))
            outside = given == "facility"
            within = kwh / way.pue if outside else along(kwh, way.to_it, given, "it") if way.to_it else kwh
            work.it_kwh += within
            work.facility_kwh += kwh if outside else energy_facility_kwh(within, way.pue)
        return found.values()

    def _energy(self, line: Line) -> tuple[float | None, str | None]:
        """The energy of a line as stated, else of its hours, with its boundary."""
        stated = line.raw.get("energy")
        if stated is not None and not is_missing(stated):
            return line.known_energy_kwh, stated.get("boundary")
        watts, given = self._power(line)
        hours = line.known_hours
        return None if hours is None or watts is None else energy_from_hours_kwh(hours, watts), given

    def _power(self, line: Line) -> tuple[float | None, str | None]:
        name = id(line.equipment), line.is_idle, line.on_cores
        found = self._powers.get(name)
        if found is None:
            model = power_of_hours(line)
            found = self._powers[name] = mean_power_w(model, central), model.boundary if model else None
        return found

    def _way(self, line: Line, given: str | None) -> _Way | None:
        name = id(line.facility), id(line.equipment), given
        if name not in self._ways:
            to_it = ratios_between("it" if given == "facility" else given, "it", line, central)
            pue = overhead(line, central)
            missing = isinstance(to_it, Missing) or isinstance(pue, Missing)
            self._ways[name] = None if missing else _Way(to_it, pue)  # type: ignore[arg-type]
        return self._ways[name]

    def _of_use(self, work: _Work) -> dict[Key, float]:
        """Not of the categories for which the facility states factors of its own."""
        line, within, whole = work.first, work.it_kwh, work.facility_kwh
        factors = self._factors.get(id(line.facility))
        if factors is None:
            factors = self._factors[id(line.facility)] = known_factors(line)
        found = {ENERGY: whole}
        for key, formula, factor in factors:
            found[key] = formula(within if key is WATER_ONSITE else whole, factor)
        for own in line.facility.get("use_factors", ()) if line.facility else ():
            found.pop(Key(own["category"], "use"), None)
        return found

    def _of_manufacture(self, work: _Work) -> dict[Key, float]:
        line = work.first
        name = id(line.equipment), line.on_cores
        made = self._made.get(name)
        if made is None:
            made = self._made[name] = known_lives(line)
        return {
            key: allocated_manufacture(amount, work.hours, lifetime, utilisation)
            for key, amount, lifetime, utilisation in made
        }


def _by_equipment(lines: Sequence[Line]) -> Iterable[_Work]:
    """Nothing where the hours of a line are not known, or some are idle and may carry no manufacture."""
    found: dict[tuple[int, bool], _Work] = {}
    for line in lines:
        hours = line.known_hours
        if hours is None or line.is_idle:
            return ()
        name = id(line.equipment), line.on_cores
        work = found.get(name) or found.setdefault(name, _Work(line))
        work.hours += hours
    return found.values()


def _common(parts: Iterable[dict[Key, float]]) -> dict[Key, float]:
    """The sums of what every part has."""
    total: dict[Key, float] | None = None
    for part in parts:
        total = part if total is None else {key: total[key] + part[key] for key in total if key in part}
    return total or {}
