"""A compute line with its facility and equipment, and what is missing when something cannot be computed."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from fullcount.disclosure.figures import Figure, N, central, fits, is_missing

if TYPE_CHECKING:
    from fullcount.disclosure.types import ComputeLine, Disclosure, Equipment, Facility

__all__ = ["SUCCESSFUL", "Line", "Missing", "added", "lines_of"]

SUCCESSFUL = frozenset({"completed", "resumed"})
"""Outcomes of work that led on: what was stopped at a limit and resumed is part of the run that completed."""

T = TypeVar("T")


class Missing(NamedTuple):
    """Why something cannot be computed: the inputs that are not there, in words."""

    inputs: tuple[str, ...]

    def __str__(self) -> str:
        further = len(self.inputs) - 3
        return " and ".join((*self.inputs[:3], *((f"{further} more",) if further > 0 else ())))


def added(parts: Iterable[N | Missing]) -> N | Missing:
    """The sum, or everything that is missing for it, each once."""
    total: N | None = None
    missing: list[str] = []
    for part in parts:
        if isinstance(part, Missing):
            missing.extend(part.inputs)
        else:
            total = part if total is None else total + part
    if not fits(total):
        missing.append("figures whose sum a number can hold")
    if missing or total is None:
        return Missing(tuple(dict.fromkeys(missing)) or ("anything to add",))
    return total


class Line:
    """One compute line, its place and the definitions it refers to; None where there is none. Never changed.

    `is_idle` says whether the hours were reserved and not used: they draw idle power and are no work. `on_cores` says
    whether the work is counted in core-hours. `hours` are the accelerator-hours, the core-hours of work on
    processors, or the idle hours; `known_hours` and `known_energy_kwh` are central values, None where missing.
    """

    __slots__ = (
        "equipment",
        "facility",
        "hours",
        "id",
        "index",
        "is_idle",
        "known_energy_kwh",
        "known_hours",
        "on_cores",
        "raw",
    )

    def __init__(
        self, index: int, raw: "ComputeLine", facility: "Facility | None", equipment: "Equipment | None"
    ) -> None:
        self.index = index
        self.raw = raw
        self.facility = facility
        self.equipment = equipment
        self.id = raw["id"]
        self.is_idle = "idle_hours" in raw
        self.on_cores = "core_hours" in raw and is_missing(raw.get("accelerator_hours"))
        self.hours: Figure | None = raw.get(_key_of_hours(self))  # type: ignore[assignment]
        self.known_hours = central(self.hours)
        self.known_energy_kwh = central(raw.get("energy"))

    @property
    def pointer(self) -> str:
        """JSON pointer of the line."""
        return f"/compute/{self.index}"

    @property
    def is_successful(self) -> bool:
        """Whether the work completed, or was gone on with by a later job."""
        return self.raw["outcome"] in SUCCESSFUL

    @property
    def facility_name(self) -> str:
        """The facility in words, for messages."""
        return f"facility {self.facility['id']}" if self.facility else f"the facility of line {self.id}"

    @property
    def equipment_name(self) -> str:
        """The equipment in words, for messages."""
        return f"equipment {self.equipment['id']}" if self.equipment else f"the equipment of line {self.id}"


def _key_of_hours(line: Line) -> str:
    if line.is_idle:
        return "idle_hours"
    return "core_hours" if line.on_cores else "accelerator_hours"


def lines_of(document: "Disclosure") -> tuple[Line, ...]:
    """The compute lines of a well-formed disclosure.

    A line that names no facility or equipment has the only one that the document defines, if it defines one.
    """
    facilities = {facility["id"]: facility for facility in document.get("facilities", [])}
    equipment = {item["id"]: item for item in document.get("equipment", [])}
    only_facility = _only(list(facilities.values()))
    only_equipment = _only(list(equipment.values()))
    return tuple(
        Line(
            index,
            raw,
            facilities.get(raw["facility"]) if "facility" in raw else only_facility,
            equipment.get(raw["equipment"]) if "equipment" in raw else only_equipment,
        )
        for index, raw in enumerate(document.get("compute", []))
    )


def _only(items: Sequence[T]) -> T | None:
    return items[0] if len(items) == 1 else None
