"""The life of the hardware: how long it is kept and how much of that time it works."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fullcount.disclosure.spelling import quoted
from fullcount.impacts.scenario.change import Change
from fullcount.impacts.scenario.errors import Bad
from fullcount.impacts.scenario.figure import arrow, supposed
from fullcount.impacts.scenario.values import number, share

if TYPE_CHECKING:
    from fullcount.impacts.scenario.work import Work

__all__ = ["Lifetime", "Utilisation", "parse_lifetime", "parse_utilisation"]


@dataclass(frozen=True)
class Lifetime(Change):
    """The life of every kind of equipment, in years."""

    years: float

    def apply(self, work: "Work") -> None:
        """Set it."""
        for index, equipment in work.selected("equipment", self):
            if work.claim(self, "lifetime", equipment["id"]):
                lifetime = supposed(self.years, "years")
                change = arrow(equipment.get("lifetime"), lifetime, "years", "supposed")
                work.say(f"lifetime of {equipment['id']}: {change}")
                work.put("equipment", index, lifetime=lifetime)


@dataclass(frozen=True)
class Utilisation(Change):
    """The share of its life in which every kind of equipment works."""

    utilisation: float

    def apply(self, work: "Work") -> None:
        """Set it."""
        for index, equipment in work.selected("equipment", self):
            if work.claim(self, "utilisation", equipment["id"]):
                utilisation = supposed(self.utilisation, "1")
                change = arrow(equipment.get("utilisation"), utilisation, "", "supposed")
                work.say(f"utilisation of {equipment['id']}: {change}")
                work.put("equipment", index, utilisation=utilisation)


def parse_lifetime(text: str, at: str, value: str) -> Lifetime:
    """Read a number of years above 0; nothing is kept for a century."""
    years = value.removesuffix("y").strip()
    return Lifetime(text, at, number(years, "lifetime in years", above=0.0, most=100.0))


def parse_utilisation(text: str, at: str, value: str) -> Utilisation:
    """Read a share above 0: hardware that never works has no hour to divide its manufacture by."""
    utilisation = share(value, "utilisation")
    if not utilisation:
        raise Bad(quoted(value), "utilisation above 0", "check the figure and its unit")
    return Utilisation(text, at, utilisation)
