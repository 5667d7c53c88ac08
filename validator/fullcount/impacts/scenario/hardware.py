"""The life of the hardware: how long it is kept and how much of that time it works."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fullcount.impacts.scenario.change import Change
from fullcount.impacts.scenario.effect import life_unused
from fullcount.impacts.scenario.figure import arrow, supposed
from fullcount.impacts.scenario.values import number, share

if TYPE_CHECKING:
    from fullcount.impacts.scenario.work import Work

__all__ = ["Lifetime", "Utilisation", "parse_lifetime", "parse_utilisation"]

SHORTEST, LONGEST = 0.1, 100.0
"""Years: nothing is thrown away after weeks or kept for a century."""
LEAST = 0.001
"""Share of its life: hardware that hardly ever works has no hour to divide its manufacture by."""


@dataclass(frozen=True)
class Lifetime(Change):
    """The life of every kind of equipment, in years."""

    years: float

    def apply(self, work: "Work") -> None:
        """Set it."""
        for index, equipment in work.selected("equipment", self):
            if work.claim(self, "lifetime", equipment["id"]):
                lifetime = supposed(self.years, "years", equipment.get("lifetime"))
                change = arrow(equipment.get("lifetime"), lifetime, "years", "supposed")
                work.say(f"lifetime of {equipment['id']}: {change}")
                work.put("equipment", index, lifetime=lifetime)

    def without_effect(self, work: "Work") -> Iterator[str]:
        """Equipment without a manufacture that goes by it."""
        yield from life_unused(self, work, "lifetime")


@dataclass(frozen=True)
class Utilisation(Change):
    """The share of its life in which every kind of equipment works."""

    utilisation: float

    def apply(self, work: "Work") -> None:
        """Set it."""
        for index, equipment in work.selected("equipment", self):
            if work.claim(self, "utilisation", equipment["id"]):
                utilisation = supposed(self.utilisation, "1", equipment.get("utilisation"))
                change = arrow(equipment.get("utilisation"), utilisation, "", "supposed")
                work.say(f"utilisation of {equipment['id']}: {change}")
                work.put("equipment", index, utilisation=utilisation)

    def without_effect(self, work: "Work") -> Iterator[str]:
        """Equipment without a manufacture that goes by it."""
        yield from life_unused(self, work, "utilisation")


def parse_lifetime(text: str, at: str, value: str) -> Lifetime:
    """Read a number of years from 0.1 to 100."""
    years = value.removesuffix("y").strip()
    return Lifetime(text, at, number(years, "lifetime in years", least=SHORTEST, most=LONGEST))


def parse_utilisation(text: str, at: str, value: str) -> Utilisation:
    """Read a share from 0.001 to 1."""
    return Utilisation(text, at, share(value, "utilisation", least=LEAST))
