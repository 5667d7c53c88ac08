"""Lines, totals and impacts of the rows of one disclosure."""

from collections.abc import Sequence

from fullcount.draft.row.conventions import Node
from fullcount.draft.row.figures import absent, figure
from fullcount.draft.row.place import equipment_of, facility_of
from fullcount.draft.row.placed import Placed
from fullcount.draft.row.work import effects_of, energy_of, line_of

__all__ = ["effects", "lines", "totals"]

Line = tuple[Node, Node, Node]


def lines(rows: Sequence[Placed]) -> list[Line]:
    """Each compute line with its facility and its equipment."""
    return [
        (_line(item), facility_of(item.row), equipment_of(item.row))
        for item in rows
        if item.role in ("line", "rest")
    ]


def _line(item: Placed) -> Node:
    line = {**line_of(item.row), "id": item.line, "component": item.component, **item.axes}
    if item.role == "rest":
        keys = ("accelerators", "accelerator_hours", "energy")
        line |= {"stage": item.stage or "other", "run_type": item.run_type or "other"}
        line |= {key: absent(item.row) for key in keys}
        line["note"] = "the rest of the printed total, which the source does not part"
    return line


def totals(rows: Sequence[Placed]) -> Node:
    """The totals that are printed, of all lines and of some."""
    found: Node = {}
    for item in rows:
        if item.role == "total":
            found |= _sums(item)
    parts = [{"covers": {"lines": [*item.covers]}, **_sums(item)} for item in rows if item.role == "subtotal"]
    return {**found, "subtotals": parts} if parts else found


def _sums(item: Placed) -> Node:
    hours, energy = item.row["device_hours"], item.row["energy_mwh"]
    return {
        **({"accelerator_hours": figure(item.row, "device_hours", "accelerator-h")} if hours else {}),
        **({"energy": energy_of(item.row)} if energy else {}),
    }


def effects(rows: Sequence[Placed]) -> list[Node]:
    """The impacts that are printed, each with the lines it belongs to where these are not all."""
    alone = len(rows) == 1
    return [
        {**_axes(effect, item, alone=alone), "amount": effect["amount"]}
        for item in rows
        if item.role != "rest"
        for effect in [*effects_of(item.row), *_energy_effect(item)]
    ]


def _energy_effect(item: Placed) -> list[Node]:
    if item.role != "effects" or not item.row["energy_mwh"] or item.row["stage"] == "idle_infrastructure":
        return []
    return [{"category": "energy", "phase": "use", "amount": energy_of(item.row)}]


def _axes(effect: Node, item: Placed, *, alone: bool) -> Node:
    axes = {key: value for key, value in effect.items() if key != "amount"}
    if item.phase and axes["phase"] == "use":
        axes["phase"] = item.phase
    if item.part and axes["category"] in ("gwp", "energy"):
        axes = {"category": axes.pop("category"), "phase": axes.pop("phase"), "part": item.part, **axes}
    covered = item.covers or ((item.line,) if item.role == "line" and not alone else ())
    return {**axes, "covers": {"lines": [*covered]}} if covered else axes
