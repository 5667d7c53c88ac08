"""Rated power of accelerators, and the most power that work can draw at a boundary for each of them.

The allowance for hosts is that of the node with the largest share of its power outside the accelerators whose
vendor limit is known here: an NVIDIA DGX A100 draws at most 6.5 kW with eight accelerators of 400 W (NVIDIA DGX
A100 datasheet). A node of fewer or smaller accelerators may spend as many watts on its host as that one; where their
number is not stated, four share it, since the host of a single one is a workstation.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from fullcount.disclosure.figures import central
from fullcount.impacts.boundary import overhead
from fullcount.impacts.line import Line, Missing
from fullcount.rules.found import found_once

if TYPE_CHECKING:
    from fullcount.disclosure.types import Equipment
    from fullcount.rules.view import View

__all__ = [
    "Limit",
    "Rating",
    "Ratings",
    "limit_of",
    "limit_of_line",
    "limits_of",
    "powers_w",
    "ratings_of",
    "vendor_rating",
]

HOST_RATIO = 6500 / (8 * 400)
HOST_W = 6500 - 8 * 400
SHARED_BY = 4


class Rating(NamedTuple):
    """Rated power of one accelerator in W and where it comes from, in words."""

    value_w: float
    origin: str

    def __str__(self) -> str:
        return f"{self.value_w:g} W ({self.origin})"


class Limit(NamedTuple):
    """The most that one accelerator can draw at some boundary, in W.

    Rating times `ratio`, plus `host_w`, times the IT overhead, times PUE.
    """

    rating: Rating
    ratio: float = 1.0
    host_w: float = 0.0
    pue: float = 1.0
    it: float = 1.0

    @property
    def watts(self) -> float:
        """The limit in W."""
        return (self.rating.value_w * self.ratio + self.host_w) * self.it * self.pue

    def __str__(self) -> str:
        words = [str(self.rating)]
        words += [f"a host overhead of {self.ratio:g}"] if self.ratio != 1 else []
        words += [f"an allowance of {self.host_w:.0f} W for the host"] if self.host_w else []
        words += [f"an IT overhead of {self.it:g}"] if self.it != 1 else []
        words += [f"a PUE of {self.pue:g}"] if self.pue != 1 else []
        return " with ".join((words[0], " and ".join(words[1:]))) if words[1:] else words[0]


Ratings = Mapping[str, Rating | None]


@found_once
def ratings_of(view: "View") -> Ratings:
    """The rating of each equipment by its id."""
    return {name: _rating_of(view, item) for name, item in view.equipment.items()}


def _rating_of(view: "View", item: "Equipment") -> Rating | None:
    stated_w = central(item.get("rated_power"))
    return Rating(stated_w, "as stated") if stated_w else vendor_rating(view, item)


def vendor_rating(view: "View", item: "Equipment") -> Rating | None:
    """The rated power in the factor tables: the highest, where sources or systems differ."""
    factor = view.factors.get(f"vendor/tdp/{item['accelerator']}") if "accelerator" in item else None
    return Rating(factor.high or factor.value, factor.id) if factor else None


def limit_of(item: "Equipment", rating: Rating, boundary: str) -> Limit:
    """The most that one accelerator can draw, its share of the host in and the PUE out.

    `boundary` is accelerator, node, it or facility. Stated host and IT overheads are taken as exact.
    """
    if boundary == "accelerator":
        return Limit(rating)
    host, further = central(item.get("host_overhead")), central(item.get("it_overhead"))
    it = further if further and boundary != "node" else 1.0
    if host:
        return Limit(rating, ratio=host, it=it)
    share_w = HOST_W / (item.get("accelerators_per_node") or SHARED_BY)
    return Limit(rating, host_w=max(rating.value_w * (HOST_RATIO - 1), share_w), it=it)


def limit_of_line(line: Line, boundary: str | None, ratings: Ratings) -> Limit | Missing:
    """The most that one accelerator of the line can draw at the boundary of an energy, the PUE in at a facility."""
    rating = ratings[line.equipment["id"]] if line.equipment else None
    if line.equipment is None or rating is None:
        return Missing((f"the rated power of {line.equipment_name}",))
    if boundary is None:
        return Missing((f"the boundary of the energy of line {line.id}",))
    limit = limit_of(line.equipment, rating, boundary)
    if boundary != "facility":
        return limit
    pue = overhead(line, central)
    return pue if isinstance(pue, Missing) else limit._replace(pue=pue)


def limits_of(lines: Sequence[Line], boundary: str | None, ratings: Ratings) -> list[Limit] | Missing:
    """The limit of each line whose accelerator-hours an energy covers, or the first thing that is missing, in words.

    Idle hours have the same limit: what they draw below it is for energy-below-idle-power.
    """
    found: dict[tuple[int, int], Limit] = {}
    limits: list[Limit] = []
    for line in lines:
        raw = line.raw
        if line.on_cores or central(line.hours) is None:
            on_processors = "core_hours" in raw and "accelerator_hours" not in raw
            what = "is work on processors, which have no rated power here"
            hours = f"the accelerator-hours of line {line.id} are not disclosed"
            return Missing((f"part of the energy {what}" if on_processors else hours,))
        place = (id(line.equipment), id(line.facility))
        if place not in found:
            limit = limit_of_line(line, boundary, ratings)
            if isinstance(limit, Missing):
                return Missing((f"{limit} is not disclosed",))
            found[place] = limit
        limits.append(found[place])
    return limits


def powers_w(line: Line, limit: Limit) -> Iterator[float]:
    """Every power in W that a template may take for an accelerator: mean or rated, with or without host and PUE."""
    equipment = line.equipment or {"id": "", "name": ""}
    pue, host = overhead(line, central), central(equipment.get("host_overhead"))
    rated_w, load = limit.rating.value_w, central(equipment.get("load"))
    for watts in filter(None, (central(equipment.get("power")), rated_w, rated_w * (load or 0.0))):
        for first in {1.0, host or 1.0}:
            for second in {1.0, 1.0 if isinstance(pue, Missing) else pue or 1.0}:
                yield watts * first * second
