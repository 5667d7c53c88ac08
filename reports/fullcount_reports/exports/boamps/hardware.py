"""The devices of a report: how many of each equipment the work of a part had."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from fullcount.disclosure.figures import central
from fullcount.impacts import Line
from fullcount_reports.exports.exported import Lack
from fullcount_reports.exports.unsaid import Said, device
from fullcount_reports.exports.work import Part
from fullcount_reports.exports.writing import the_only

if TYPE_CHECKING:
    from fullcount.disclosure.types import Equipment

__all__ = ["components", "differing_counts", "lacking_hardware", "said_of_hardware"]

Node = dict[str, Any]


def components(part: Part) -> Iterator[Node]:
    """One component for each equipment of the part; a count that is not known was refused before."""
    for equipment, lines in _by_equipment(part):
        if equipment is not None:
            name = equipment.get("accelerator", equipment["name"])
            kind = "gpu" if _has_accelerators(equipment) else "cpu"
            yield {"componentName": name, "componentType": kind, "nbComponent": _count(equipment, lines)}


def lacking_hardware(part: Part) -> Iterator[Lack]:
    """What is not known of the devices of a part."""
    for equipment, lines in _by_equipment(part):
        line = lines[0]
        if equipment is None:
            found = f"no equipment of the work {part.name}"
            yield Lack(f"{line.pointer}/equipment", found, "the devices it ran on", "name the equipment")
        elif _count(equipment, lines) is None:
            kinds = "accelerators_per_node, or cores_per_node where it has no accelerators"
            held = "accelerators_per_node" if _has_accelerators(equipment) else kinds
            found = f"equipment {equipment['id']} without a number of devices"
            remedy = f"state nodes and {held} of {equipment['id']}, or the accelerators of each line"
            yield Lack("/equipment", found, "how many devices there were", remedy)


def said_of_hardware(part: Part) -> Iterator[Said]:
    """What the components of a part say of its equipment."""
    yield from device(part.lines)
    for equipment, lines in _by_equipment(part):
        if equipment is not None and not _stated_count(lines):
            yield from ((equipment, "nodes"), (equipment, _held_in(equipment)))


def differing_counts(part: Part) -> Iterator[Line]:
    """The lines whose numbers of accelerators are not those of a component."""
    for _, lines in _by_equipment(part):
        if not _stated_count(lines):
            yield from lines


def _by_equipment(part: Part) -> "Iterator[tuple[Equipment | None, list[Line]]]":
    found: dict[str, tuple[Equipment | None, list[Line]]] = {}
    for line in part.lines:
        key = line.equipment["id"] if line.equipment else ""
        found.setdefault(key, (line.equipment, []))[1].append(line)
    yield from found.values()


def _has_accelerators(equipment: "Equipment") -> bool:
    return bool({"accelerator", "accelerators_per_node"} & equipment.keys())


def _count(equipment: "Equipment", lines: Sequence[Line]) -> int | None:
    """The devices that every line states alike, else all that the equipment has."""
    held, nodes = equipment.get(_held_in(equipment)), equipment.get("nodes")
    whole = held * nodes if isinstance(held, int) and isinstance(nodes, int) else None
    return _stated_count(lines) or whole


def _held_in(equipment: "Equipment") -> str:
    return "accelerators_per_node" if _has_accelerators(equipment) else "cores_per_node"


def _stated_count(lines: Sequence[Line]) -> int | None:
    """The number of accelerators that every line states, where it is one of things that can be counted."""
    stated = the_only(central(line.raw.get("accelerators")) for line in lines)
    return int(stated) if stated is not None and stated >= 1 and float(stated).is_integer() else None
