"""Facilities and equipment, each listed once however many lines name it."""

from collections.abc import Sequence
from typing import Any

from fullcount.draft.row.conventions import Node

__all__ = ["listed_once"]

ASIDE = ("source", "locator", "note")
"""Keys in which two accounts of one place may differ."""


def listed_once(lines: Sequence[tuple[Node, Node, Node]]) -> tuple[list[Node], list[Node], list[Node]]:
    """The lines, the facilities and the equipment; lines refer to the others by id."""
    facilities: list[Node] = []
    equipment: list[Node] = []
    compute = [
        {**line, "facility": _named(place, facilities), "equipment": _named(machine, equipment)}
        for line, place, machine in lines
    ]
    return compute, facilities, equipment


def _named(item: Node, known: list[Node]) -> str:
    same = next((other for other in known if _bare(other) == _bare(item)), None)
    if same is None:
        number = f"-{len(known) + 1}" if known else ""
        same = {**item, "id": f"{item['id']}{number}"}
        known.append(same)
    return str(same["id"])


def _bare(item: Node) -> Any:
    return _without({key: value for key, value in item.items() if key != "id"})


def _without(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _without(value) for key, value in node.items() if key not in ASIDE}
    return node
