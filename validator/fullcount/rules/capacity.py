"""The most hours that equipment can give in a period."""

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fullcount.impacts.line import Line
    from fullcount.rules.view import View

__all__ = ["HOURS_PER_DAY", "Capacities", "Capacity"]

HOURS_PER_DAY = 24
PER_NODE = {"accelerator_hours": "accelerators_per_node", "core_hours": "cores_per_node"}
NEVER = (date.max, date.min)


class Capacity(NamedTuple):
    """Hours that so many accelerators or cores give from the first to the last day; 0 where they are not known.

    `within` collects the lines that it is enough for.
    """

    key: str
    equipment: str
    units: int
    first: date
    last: date
    days: int
    hours: float
    within: "list[Line]"

    def lacking(self, line: "Line", hours: float | None) -> str:
        """Why the hours of a line cannot be compared with it."""
        if hours is None:
            return f"the hours of line {line.id} are not disclosed"
        if not self.days:
            return f"the period of line {line.id} is not disclosed"
        return f"the nodes, or what one of them holds, of {line.equipment_name} are not disclosed"


class Capacities:
    """The capacity behind each line of a document, worked out once for each equipment and period."""

    def __init__(self, view: "View") -> None:
        self._scope = view.data["scope"].get("period")
        self._known: dict[tuple[object, ...], Capacity] = {}

    def of_equipment(self, name: str, key: str) -> list[Capacity]:
        """Those of one equipment that are enough for some lines."""
        return [it for it in self._known.values() if it.within and (it.equipment, it.key) == (name, key)]

    def of(self, line: "Line") -> Capacity:
        """What the equipment of the line can give in the period of the line, or else of the scope."""
        raw = line.raw
        key = "accelerator_hours" if "accelerator_hours" in raw else "core_hours"
        period = raw.get("period", self._scope)
        days = (period["start"], period["end"]) if period else ("", "")
        place = (id(line.equipment), key, *days)
        found = self._known.get(place)
        if found is None:
            equipment: Mapping[str, Any] = line.equipment or {}
            units = int(equipment.get("nodes", 0) * equipment.get(PER_NODE[key], 0))
            first, last = _dates(*days)
            count = max((last - first).days + 1, 0)
            name, hours = equipment.get("id", ""), float(units * count * HOURS_PER_DAY)
            found = self._known[place] = Capacity(key, name, units, first, last, count, hours, [])
        return found


def _dates(start: str, end: str) -> tuple[date, date]:
    try:
        first, last = date.fromisoformat(start), date.fromisoformat(end)
    except ValueError:
        return NEVER
    return (first, last) if first <= last else NEVER
