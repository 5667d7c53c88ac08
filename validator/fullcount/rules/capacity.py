"""The accelerators or cores of one equipment, and the lines that ran on them."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fullcount.disclosure.types import Equipment, Period
    from fullcount.impacts.line import Line

__all__ = ["HOURS_PER_DAY", "Pool", "Pools", "days_of"]

HOURS_PER_DAY = 24


class Pool:
    """So many accelerators or cores, 0 where that is not known, and the sum of the lines on them.

    `key` is the figure of a line of work that counts them; `hours` and `periods` are those of the `lines`, idle
    ones among them.
    """

    __slots__ = ("equipment", "hours", "key", "lines", "periods", "units")

    def __init__(self, key: str, equipment: "Equipment | None") -> None:
        self.key = key
        self.equipment = equipment["id"] if equipment else ""
        self.units = _units(key, equipment) if equipment else 0
        self.lines: list[Line] = []
        self.hours: list[float] = []
        self.periods: list[Period] = []

    @property
    def span(self) -> tuple[str, str]:
        """The first and the last day of any of the lines."""
        return min(period["start"] for period in self.periods), max(period["end"] for period in self.periods)

    def key_of(self, line: "Line") -> str:
        """The figure of a line that counts its hours on them."""
        return "idle_hours" if line.is_idle else self.key

    def lacking(self, line: "Line", hours: float | None) -> str:
        """Why the hours of a line cannot be compared with it."""
        if hours is None:
            return f"the hours of line {line.id} are not disclosed"
        if self.units:
            return f"the period of line {line.id} is not disclosed"
        return f"the nodes, or what one of them holds, of {line.equipment_name} are not disclosed"


class Pools:
    """The pool behind each line, made when it is first asked for."""

    def __init__(self) -> None:
        self._pools: dict[tuple[int, str], Pool] = {}

    def __iter__(self) -> Iterator[Pool]:
        return iter(self._pools.values())

    def of(self, line: "Line") -> Pool:
        """The accelerators of the equipment of a line, or its cores."""
        on_accelerators = "accelerator_hours" in line.raw or line.is_idle
        key = "accelerator_hours" if on_accelerators else "core_hours"
        place = (id(line.equipment), key)
        found = self._pools.get(place)
        if found is None:
            found = self._pools[place] = Pool(key, line.equipment)
        return found


def _units(key: str, equipment: "Equipment") -> int:
    nodes = equipment.get("nodes", 0)
    if key == "accelerator_hours":
        return nodes * equipment.get("accelerators_per_node", 0)
    return nodes * equipment.get("cores_per_node", 0)


@lru_cache(maxsize=4096)  # several lines have the same period
def days_of(start: str, end: str) -> int:
    """Days from the first to the last, both included; 0 where they are no dates in order."""
    try:
        return max((date.fromisoformat(end) - date.fromisoformat(start)).days + 1, 0)
    except ValueError:
        return 0
