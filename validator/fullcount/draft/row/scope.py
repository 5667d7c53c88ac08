"""How much of the work a disclosure of rows counts."""

from collections.abc import Sequence

from fullcount.draft.row.conventions import Node, boundary_of
from fullcount.draft.row.figures import cited
from fullcount.draft.row.head import Head
from fullcount.draft.row.placed import Placed

__all__ = ["scope"]

LIFE_CYCLE = {
    "data": "data",
    "explore": "research",
    "baseline": "research",
    "ablate": "research",
    "hyperparam": "research",
    "final": "training",
    "serve": "inference",
}
OF_BOUNDARY = {"development": ("research", "training"), "life-cycle": ("training", "inference")}


def scope(rows: Sequence[Placed], impacts: Sequence[Node], head: Head) -> Node:
    """Functional unit, boundary, and the life-cycle stages that the rows show to be counted."""
    first = rows[0].row
    boundary = head.boundary or boundary_of(first)
    unit = head.unit or f"{first['stage']}, {first['boundary']}".replace("_", " ")
    amount = {"amount": {"value": head.amount, "unit": "1", **cited(first)}} if head.amount else {}
    counted = [{"stage": stage, "inclusion": "included"} for stage in _counted(rows, impacts, boundary)]
    left_out = [{"stage": stage, "inclusion": "excluded", "reason": why} for stage, why in head.excluded]
    cycle = {"life_cycle": [*counted, *left_out]} if counted or left_out else {}
    return {"functional_unit": {"description": unit, **amount}, "boundary": boundary, **cycle}


def _counted(rows: Sequence[Placed], impacts: Sequence[Node], boundary: str) -> list[str]:
    """Life-cycle stages of the lines, of the boundary, and of the hardware where an impact is not of use alone."""
    stages = [LIFE_CYCLE.get(item.axes["stage"], "") for item in rows if item.role == "line"]
    hardware = ["hardware-manufacture"] if any(item["phase"] != "use" for item in impacts) else []
    said = [stage for item in impacts for stage in item.get("life_cycle_stages", ())]
    named = [*stages, *OF_BOUNDARY.get(boundary, ()), *hardware, *said]
    return list(dict.fromkeys(stage for stage in named if stage))
