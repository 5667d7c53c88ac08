"""Lines that differ in nothing an impact depends on, as one line: every formula is linear in hours and energy."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from fullcount.disclosure.figures import Figure, central
from fullcount.impacts.line import Line

if TYPE_CHECKING:
    from fullcount.disclosure.types import ComputeLine

__all__ = ["merged"]


class _Sums:
    """The hours and the energy of some lines, and what a message calls them."""

    __slots__ = ("count", "energy_kwh", "first", "hours")

    def __init__(self, first: Line) -> None:
        self.first, self.count, self.hours, self.energy_kwh = first, 0, 0.0, 0.0


class _Kind(NamedTuple):
    """Lines of one kind add up. `hours` and `energy` say whether there is such a figure."""

    facility: int
    equipment: int
    hours: bool
    energy: bool
    boundary: str | None


def merged(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines summed by facility, equipment, what is known of them and the boundary of their energy.

    Central values only; a merged line keeps index, facility and equipment of its first.
    """
    found: dict[_Kind, _Sums] = {}
    for line in lines:
        raw = line.raw
        hours = central(raw.get("accelerator_hours") or raw.get("core_hours"))
        energy = raw.get("energy")
        kwh = central(energy)
        kind = _Kind(
            id(line.facility), id(line.equipment), hours is not None, kwh is not None, _boundary(energy, kwh)
        )
        sums = found.get(kind) or found.setdefault(kind, _Sums(line))
        sums.count += 1
        sums.hours += hours or 0.0
        sums.energy_kwh += kwh or 0.0
    return tuple(_line(kind, sums) for kind, sums in found.items())


def _boundary(energy: Figure | None, kwh: float | None) -> str | None:
    return energy.get("boundary") if energy is not None and kwh is not None else None


def _line(kind: _Kind, sums: _Sums) -> Line:
    first = sums.first
    if sums.count == 1:
        return first
    raw: dict[str, Any] = {"id": f"{first.id} and {sums.count - 1} more"}
    if kind.hours:
        raw["accelerator_hours"] = {"value": sums.hours}
    if kind.energy:
        raw["energy"] = {"value": sums.energy_kwh, "boundary": kind.boundary}
    return Line(first.index, _as_line(raw), first.facility, first.equipment)


def _as_line(raw: dict[str, Any]) -> "ComputeLine":
    """What the formulas read of a line."""
    return raw  # type: ignore[return-value]
