"""Units in which large figures are drawn; data and tables keep the units of the standard."""

from dataclasses import dataclass

__all__ = ["Unit", "shown_in"]

_LARGER = {"kgCO2e": "tCO2e", "kWh": "MWh", "L": "m3"}
_FROM = 1e4


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit that is drawn, and how many of the stated unit it holds."""

    name: str
    holds: float = 1.0

    def of(self, value: float) -> float:
        """A value of the stated unit in this one."""
        return value / self.holds


def shown_in(unit: str, largest: float) -> Unit:
    """A thousand of the unit (1 t is 1000 kg, 1 MWh 1000 kWh, 1 m3 1000 L) where the largest has five digits."""
    return Unit(_LARGER[unit], 1e3) if unit in _LARGER and largest >= _FROM else Unit(unit)
