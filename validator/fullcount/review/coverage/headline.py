"""Level 1, headline: the compute of the final run, and energy or greenhouse gases with their basis."""

from typing import TYPE_CHECKING

from fullcount.disclosure.figures import Figure, central
from fullcount.review.coverage.levels import Met, Requirement, Unmet, Verdict, Waived
from fullcount.rules.found import found_once

if TYPE_CHECKING:
    from fullcount.impacts.line import Line
    from fullcount.review.check import Validation
    from fullcount.rules.view import View

__all__ = ["REQUIREMENTS"]

WITHOUT_FINAL_RUN = ("method-study", "dataset")


@found_once
def _final_lines(view: "View") -> tuple["Line", ...]:
    stage = "serve" if view.data["subject"]["kind"] == "service" else "final"
    found = (line for line in view.lines if line.raw["stage"] == stage and line.is_successful)
    return tuple(line for line in found if not line.is_idle)


def _final_compute(view: "View", _: "Validation") -> Verdict:
    lines = _final_lines(view)
    if not lines and view.data["subject"]["kind"] in WITHOUT_FINAL_RUN:
        return Waived("the subject has no final run")
    known = [line for line in lines if line.known_hours]
    if known:
        return Met(known[0].pointer)
    served = _requests(view, lines) if view.data["subject"]["kind"] == "service" else ""
    if served:
        return Met(served)
    return Unmet("/compute", "accelerator-hours (or core-hours) of the completed final work")


def _requests(view: "View", lines: tuple["Line", ...]) -> str:
    """Where a service that withholds its hours says how many requests it is about; empty text where nowhere."""
    counted = [line for line in lines if central(line.raw.get("runs"))]
    if counted:
        return f"{counted[0].pointer}/runs"
    unit = view.data["scope"].get("functional_unit", {})
    return "/scope/functional_unit/amount" if lines and central(unit.get("amount")) else ""


def _known_with_basis(figure: Figure | None) -> bool:
    return figure is not None and "basis" in figure and bool(central(figure))


def _impact_with_basis(view: "View", _: "Validation") -> Verdict:
    """An amount of use, or of all phases, that the final work has part in; where there is none, any work."""
    final = {line.index for line in _final_lines(view) or view.lines}
    for pointer, row in view.impacts:
        asked = row["category"] in ("energy", "gwp") and row["phase"] != "manufacture"
        if asked and _known_with_basis(row.get("amount")):
            covered = view.covered(row)
            if any(line.index in final for line in covered) or not (final or "covers" in row):
                return Met(pointer)
    for line in view.lines:
        if line.index in final and _known_with_basis(line.raw.get("energy")):
            return Met(f"{line.pointer}/energy")
    return Unmet("/impacts", "energy or greenhouse gases of use, with how the figure is known (basis)")


REQUIREMENTS = (
    Requirement(1, "final-compute", "compute of the final run", _final_compute),
    Requirement(1, "impact-with-basis", "energy or greenhouse gases, with their basis", _impact_with_basis),
)
