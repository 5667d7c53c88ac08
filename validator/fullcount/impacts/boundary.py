"""The chain of energy boundaries: accelerators, their nodes, IT equipment, facility, each inside the next.

Outward an energy or power is multiplied by the ratio of each step, inward it is divided by it: the host overhead
(accelerators to node), the IT overhead (node to IT, the share of network and storage) and the PUE (IT to facility).
Where no IT overhead is stated a node is taken as IT equipment.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from fullcount.disclosure.figures import Figure, N, Reader, central, is_missing
from fullcount.impacts.formulas import energy_facility_kwh, energy_it_kwh, energy_node_kwh
from fullcount.impacts.line import Line, Missing

__all__ = ["LADDER", "along", "moved", "overhead", "ratios_between"]

LADDER = ("accelerator", "node", "it", "facility")
"""Each boundary is inside the next."""

_PLACE: Mapping[str | None, int] = {boundary: place for place, boundary in enumerate(LADDER)}


def moved(
    energy: N, given: str | None, wanted: str, line: Line, read: Reader[N], *, may_lack: Collection[str] = ()
) -> N | Missing:
    """Energy (or power) of a line from one boundary to another, or everything that is missing on the way.

    `may_lack` names the inner boundaries of steps that are left out where their ratio is not known.
    """
    if given == wanted and given in _PLACE:
        return energy
    found = ratios_between(given, wanted, line, read, may_lack=may_lack)
    return found if isinstance(found, Missing) else along(energy, found, given, wanted)


def along(energy: N, ratios: Sequence[tuple[str, N]], given: str | None, wanted: str) -> N:
    """Energy (or power) moved from one boundary to another by the ratios of the steps between them."""
    outward = _PLACE[given] < _PLACE[wanted]
    for inner, ratio in ratios:
        energy = _OUTWARD[inner](energy, ratio) if outward else energy / ratio
    return energy


def ratios_between(
    given: str | None, wanted: str, line: Line, read: Reader[N], *, may_lack: Collection[str] = ()
) -> list[tuple[str, N]] | Missing:
    """The ratio of each step between two boundaries with the boundary inside it, or all that are missing."""
    if given not in _PLACE or wanted not in _PLACE:
        return Missing((f"energy boundary of line {line.id}",))
    start, end = _PLACE[given], _PLACE[wanted]
    ratios: list[tuple[str, N]] = []
    missing: list[str] = []
    for inner in LADDER[start:end] or LADDER[end:start]:
        ratio = _ratio(inner, line, read)
        if isinstance(ratio, Missing):
            missing.extend(() if inner in may_lack else ratio.inputs)
        elif ratio is not None:
            ratios.append((inner, ratio))
    return Missing(tuple(missing)) if missing else ratios


_OUTWARD: Mapping[str, Callable[[Any, Any], Any]] = {
    "accelerator": energy_node_kwh,
    "node": energy_it_kwh,
    "it": energy_facility_kwh,
}


def _ratio(inner: str, line: Line, read: Reader[N]) -> N | Missing | None:
    """The ratio from a boundary to the next; None where a node is taken as IT equipment. A ratio of 0 is none."""
    if inner == "it":
        return overhead(line, read)
    equipment: Mapping[str, Any] = line.equipment or {}
    figure: Figure | None = equipment.get("host_overhead" if inner == "accelerator" else "it_overhead")
    ratio = read(figure) if central(figure) else None
    if ratio is None and inner == "accelerator":
        return Missing((f"host overhead of {line.equipment_name}",))
    return ratio


def overhead(line: Line, read: Reader[N]) -> N | Missing:
    """The PUE of the facility, or the overhead ratio that stands in its place. A ratio of 0 is none."""
    place = line.facility
    stated = place.get("overhead_ratio") if place else None
    figure = place.get("pue") if place and is_missing(stated) else stated
    ratio = read(figure) if central(figure) else None
    return Missing((f"PUE of {line.facility_name}",)) if ratio is None else ratio
