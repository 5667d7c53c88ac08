"""What the scope of a disclosure says about a life-cycle stage."""

from typing import TYPE_CHECKING

from fullcount.review.coverage.levels import Met, Unmet, Verdict, Waived

if TYPE_CHECKING:
    from fullcount.rules.view import View

__all__ = ["in_scope"]


def in_scope(view: "View", stage: str) -> Verdict:
    """Met when the stage is included, waived when it does not take place, else what to write."""
    for index, entry in enumerate(view.data["scope"].get("life_cycle", [])):
        if entry["stage"] == stage:
            return _declared(f"/scope/life_cycle/{index}", stage, entry["inclusion"])
    return Unmet("/scope/life_cycle", f"say whether {stage} is included, excluded or not applicable")


def _declared(pointer: str, stage: str, inclusion: str) -> Verdict:
    match inclusion:
        case "included":
            return Met(pointer)
        case "not-applicable":
            return Waived(f"{stage} does not take place")
        case _:
            return Unmet(pointer, f"{stage} is excluded from the scope")
