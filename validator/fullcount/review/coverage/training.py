"""Level 2, training: all successful training by stage, hardware and place."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import central, stated
from fullcount.impacts.key import Key
from fullcount.impacts.line import Line, Missing
from fullcount.review.coverage.levels import Check, Met, Requirement, Unmet, Verdict, Waived
from fullcount.review.coverage.scope import in_scope
from fullcount.rules.recomputed import sum_over

if TYPE_CHECKING:
    from fullcount.review.check import Validation
    from fullcount.rules.view import View

__all__ = ["REQUIREMENTS"]

TRAINING = ("train", "pre-train", "post-train")
GHG_LOCATION = Key("gwp", "use", ghg_basis="location")
NO_LINES = Unmet("/compute", "compute lines of the completed training")


def _training_lines(view: "View") -> tuple[Line, ...]:
    """Completed training, or service where the subject is one."""
    return tuple(
        line
        for line in view.lines
        if line.raw["outcome"] == "completed"
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
    return central(line.hours) is not None


def _has_hardware(line: Line) -> bool:
    return line.equipment is not None and ("accelerator" in line.equipment or "core_hours" in line.raw)


def _has_place(line: Line) -> bool:
    return line.facility is not None and "country" in line.facility


def _ghg(view: "View", _: "Validation") -> Verdict:
    lines = _training_lines(view)
    if not lines:
        return _without_lines(view)
    ghg = sum_over(view, lines, GHG_LOCATION, stated)
    if isinstance(ghg, Missing):
        return Unmet("/facilities", f"location-based greenhouse gases of training, which need {ghg}")
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
