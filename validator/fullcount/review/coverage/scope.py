"""What the scope of a disclosure says about a life-cycle stage."""

from typing import TYPE_CHECKING

from fullcount.review.coverage.levels import Met, Unmet, Verdict, Waived

if TYPE_CHECKING:
    from fullcount.disclosure.types import StageScope
    from fullcount.rules.view import View

__all__ = ["WITHOUT_RESEARCH", "in_scope"]

WITHOUT_RESEARCH = "why research does not take place: a model is seldom the first that was trained"


def in_scope(view: "View", stage: str) -> Verdict:
    """Met when the stage is included, waived when it does not take place, else what to write."""
    for index, entry in enumerate(view.data["scope"].get("life_cycle", [])):
        if entry["stage"] == stage:
            at = f"/scope/life_cycle/{index}"
            if _unexplained(view, entry):
                return Unmet(
                    at, "why research does not take place: a model is seldom the first that was trained"
                )
            return _declared(at, stage, entry["inclusion"])
    return Unmet("/scope/life_cycle", f"say whether {stage} is included, excluded or not applicable")


def _unexplained(view: "View", entry: "StageScope") -> bool:
    """Whether a model is said to have come without research, and no reason is given."""
    of_model = view.data["subject"]["kind"] == "model" and entry["stage"] == "research"
    return of_model and entry["inclusion"] == "not-applicable" and not entry.get("reason")


def _declared(pointer: str, stage: str, inclusion: str) -> Verdict:
    match inclusion:
        case "included":
            return Met(pointer)
        case "not-applicable":
            return Waived(f"{stage} does not take place")
        case _:
            return Unmet(pointer, f"{stage} is excluded from the scope")
