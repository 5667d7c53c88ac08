"""Lines that differ in nothing an impact depends on, as one line: every formula is linear in hours and energy."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from fullcount.impacts.line import Line

if TYPE_CHECKING:
    from fullcount.disclosure.types import ComputeLine

__all__ = ["merged"]


class _Sums:
    """The hours and the energy of some lines, and what a message calls them."""

    __slots__ = ("count", "energy_kwh", "first", "hours")

    def __init__(self, first: Line) -> None:
        self.first, self.count, self.hours, self.energy_kwh = first, 0, 0.0, 0.0


Kind = tuple[int, int, str, bool, bool, str | None]
"""Facility and equipment by identity, the key of the hours, whether these and an energy are known, and its boundary."""


def merged(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines summed by facility, equipment, what is known of them and the boundary of their energy.

    Central values only; a merged line keeps index, facility and equipment of its first.
    """
    found: dict[Kind, _Sums] = {}
    for line in lines:
        raw = line.raw
        energy = raw.get("energy")
        key = "idle_hours" if line.is_idle else "core_hours" if line.on_cores else "accelerator_hours"
        hours, kwh = line.known_hours, line.known_energy_kwh
        boundary = None if kwh is None or energy is None else energy.get("boundary")
        kind = (id(line.facility), id(line.equipment), key, hours is not None, kwh is not None, boundary)
        sums = found.get(kind)
        if sums is None:
            sums = found[kind] = _Sums(line)
        sums.count += 1
        sums.hours += hours or 0.0
        sums.energy_kwh += kwh or 0.0
    return tuple(_line(kind, sums) for kind, sums in found.items())


def _line(kind: Kind, sums: _Sums) -> Line:
    first, (_, _, key, has_hours, has_energy, boundary) = sums.first, kind
    if sums.count == 1:
        return first
    raw: dict[str, Any] = {"id": f"{first.id} and {sums.count - 1} more"}
    if has_hours or key != "accelerator_hours":
        raw[key] = {"value": sums.hours} if has_hours else {"not_disclosed": {"reason": "not-stated"}}
    if has_energy:
        raw["energy"] = {"value": sums.energy_kwh, "boundary": boundary}
    return Line(first.index, _as_line(raw), first.facility, first.equipment)


def _as_line(raw: dict[str, Any]) -> "ComputeLine":
    """What the formulas read of a line."""
    return raw  # type: ignore[return-value]
