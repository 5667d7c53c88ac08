"""Level 1, headline: the compute of the final run, and energy or greenhouse gases with their basis."""

from typing import TYPE_CHECKING

from fullcount.disclosure.figures import Figure, central, stated
from fullcount.review.coverage.levels import Met, Requirement, Unmet, Verdict, Waived

if TYPE_CHECKING:
    from fullcount.impacts.line import Line
    from fullcount.review.check import Validation
    from fullcount.rules.view import View

__all__ = ["REQUIREMENTS"]

WITHOUT_FINAL_RUN = ("method-study", "dataset")


def _final_lines(view: "View") -> tuple["Line", ...]:
    stage = "serve" if view.data["subject"]["kind"] == "service" else "final"
    return tuple(
        line for line in view.lines if line.raw["stage"] == stage and line.raw["outcome"] == "completed"
    )


def _final_compute(view: "View", _: "Validation") -> Verdict:
    lines = _final_lines(view)
    if not lines and view.data["subject"]["kind"] in WITHOUT_FINAL_RUN:
        return Waived("the subject has no final run")
    known = [line for line in lines if central(line.hours) is not None]
    if known:
        return Met(known[0].pointer)
    return Unmet("/compute", "accelerator-hours (or core-hours) of the completed final work")


def _known_with_basis(figure: Figure | None) -> bool:
    return figure is not None and "basis" in figure and stated(figure) is not None


def _impact_with_basis(view: "View", _: "Validation") -> Verdict:
    for placed in view.impacts:
        if placed.row["category"] in ("energy", "gwp") and _known_with_basis(placed.row.get("amount")):
            return Met(placed.pointer)
    for line in view.lines:
        if _known_with_basis(line.raw.get("energy")):
            return Met(f"{line.pointer}/energy")
    return Unmet("/impacts", "energy or greenhouse gases, with how the figure is known (basis)")


REQUIREMENTS = (
    Requirement(1, "final-compute", "compute of the final run", _final_compute),
    Requirement(1, "impact-with-basis", "energy or greenhouse gases, with their basis", _impact_with_basis),
)
