"""Level 2, training: all successful training by stage, hardware and place."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import central, is_missing
from fullcount.impacts.key import Key
from fullcount.impacts.line import Line
from fullcount.review.coverage.levels import Check, Met, Requirement, Unmet, Verdict, Waived
from fullcount.review.coverage.scope import in_scope
from fullcount.review.coverage.stated_rows import gap_in, stated_for
from fullcount.rules.found import found_once

if TYPE_CHECKING:
    from fullcount.review.check import Validation
    from fullcount.rules.view import View

__all__ = ["GHG_LOCATION", "REQUIREMENTS"]

TRAINING = ("train", "pre-train", "post-train")
GHG_LOCATION = Key("gwp", "use", ghg_basis="location")
NO_LINES = Unmet("/compute", "compute lines of the completed training")


@found_once
def _training_lines(view: "View") -> tuple[Line, ...]:
    """Completed and resumed training, or service where the subject is one."""
    return tuple(
        line
        for line in view.lines
        if not line.is_idle
        and line.is_successful
        and (line.raw["run_type"] in TRAINING or line.raw["stage"] == "serve")
    )


def _in_scope(view: "View", _: "Validation") -> Verdict:
    return _declared(view)


def _declared(view: "View") -> Verdict:
    return in_scope(view, "inference" if view.data["subject"]["kind"] == "service" else "training")


def _without_lines(view: "View") -> Verdict:
    """A subject that is not trained, such as a dataset, says so in its scope."""
    declared = _declared(view)
    return declared if isinstance(declared, Waived) else NO_LINES


def _each(holds: Callable[[Line], bool], missing: str) -> Check:
    def check(view: "View", _: "Validation") -> Verdict:
        lines = _training_lines(view)
        lacking = [line for line in lines if not holds(line)]
        if lacking:
            return Unmet(lacking[0].pointer, f"{missing} of {_named(lacking)}")
        return Met(lines[0].pointer) if lines else _without_lines(view)

    return check


def _named(lines: Sequence[Line]) -> str:
    shown = ", ".join(line.id for line in lines[:3])
    more = f" and {len(lines) - 3} more" if len(lines) > 3 else ""
    return f"line {shown}" if len(lines) == 1 else f"lines {shown}{more}"


def _has_hours(line: Line) -> bool:
    """A service may count its requests instead."""
    if line.raw["stage"] == "serve" and central(line.raw.get("runs")):
        return True
    return not is_missing(line.hours)


def _has_hardware(line: Line) -> bool:
    return line.equipment is not None and ("accelerator" in line.equipment or "core_hours" in line.raw)


def _has_place(line: Line) -> bool:
    return line.facility is not None and "country" in line.facility


def _ghg(view: "View", _: "Validation") -> Verdict:
    lines = _training_lines(view)
    if not lines:
        return _without_lines(view)
    if pointer := stated_for(view, (GHG_LOCATION,), lines):
        return Met(pointer)
    if gap := gap_in(view, lines, GHG_LOCATION):
        return Unmet("/facilities", f"location-based greenhouse gases of training, which need {gap}")
    return Met(lines[0].pointer)


REQUIREMENTS = (
    Requirement(2, "training-in-scope", "training is in scope", _in_scope),
    Requirement(2, "training-hours", "hours of all successful training", _each(_has_hours, "hours")),
    Requirement(
        2, "training-hardware", "hardware of all successful training", _each(_has_hardware, "accelerator")
    ),
    Requirement(
        2, "training-place", "place of all successful training", _each(_has_place, "facility with country")
    ),
    Requirement(2, "training-ghg", "greenhouse gases of training, location-based", _ghg),
)
