"""What the rules know beside the table: how many accelerators there are, and what they can draw."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

__all__ = ["Capacity", "Context", "PowerLimit"]


class Capacity(NamedTuple):
    """Accelerators that can be held at once, and who says so."""

    accelerators: float
    origin: str


class PowerLimit(NamedTuple):
    """The most power in W that one accelerator can draw at a boundary; `facility` is empty where any will do."""

    equipment: str
    boundary: str
    facility: str
    watts: float


@dataclass(frozen=True, slots=True)
class Context:
    """Capacities by the id of the equipment, the empty id being all of it; and limits of power. Empty is unknown."""

    capacities: Mapping[str, Capacity] = field(default_factory=dict)
    limits: tuple[PowerLimit, ...] = ()
    about: bool = False
