"""The report of a score as data."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from fullcount.impacts import Line
from fullcount.impacts.line import Missing
from fullcount_reports.exports.losses import Loss, loss_lines
from fullcount_reports.exports.sci.coefficients import NOT_STATED, coefficients_of, methodology
from fullcount_reports.exports.sci.score import Score, StageCarbon
from fullcount_reports.exports.work import Part, Work

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure

__all__ = ["report_of"]

STAGES = ("Inception", "Design and Development", "Deployment", "Operation and Monitoring", "End of Life")
Node = dict[str, Any]


def report_of(work: Work, score: Score, lines: Sequence[Line], lost: Sequence[Loss]) -> Node:
    """Everything that the report template asks for; what is not known is said to be not stated."""
    document, unit = work.document, score.unit
    return {
        "specification": "SCI for AI",
        "data_status": document["data_status"],
        "sci": {"value": score.value, "unit": f"gCO2e for {unit.name}"},
        "boundary": unit.boundary,
        "functional_unit": {
            "name": unit.name,
            "quantity": score.quantity,
            "counted": unit.counted,
            "rationale": unit.rationale,
        },
        "breakdown": [_stage(score, stage) for stage in score.stages],
        "stages_without_work": _without_work(score),
        **_about(document),
        "energy": _energy(work, lines),
        "coefficients": [each._asdict() for each in coefficients_of(document, lines)],
        "methodologies": _methodologies(document, score),
        "not_expressed": list(loss_lines(lost)),
    }


def _stage(score: Score, stage: StageCarbon) -> Node:
    operational, embodied = score.terms(stage)
    return {
        "stage": stage.stage,
        "operational": _term(stage.operational_g, operational, stage.operational_how),
        "embodied": _term(stage.embodied_g, embodied, stage.embodied_how),
    }


def _term(total_g: float, per_unit_g: float, how: str) -> Node:
    return {"total_gco2e": total_g, "per_unit_gco2e": per_unit_g, "how": how}


def _without_work(score: Score) -> list[str]:
    """Stages inside the boundary of which the disclosure counts no work; nobody says that they had none."""
    counted = {stage.stage for stage in score.stages}
    return [stage for stage in STAGES if score.unit.counts(stage) and stage not in counted]


def _about(document: "Disclosure") -> Node:
    subject, publisher, scope = document["subject"], document["publisher"], document["scope"]
    return {
        "application": {"name": subject["name"], "version": subject.get("version", NOT_STATED)},
        "organisation": subject.get("developer", NOT_STATED),
        "accountable": {"organisation": publisher["name"], "contact": publisher.get("contact", NOT_STATED)},
        "measured": {"date": document["revision"]["date"], "timespan": scope.get("period", NOT_STATED)},
        "disclosure": {"id": document["id"], "revision": document["revision"]["number"]},
    }


def _energy(work: Work, lines: Sequence[Line]) -> Node:
    """E of the boundary, for comparison: O may be stated without it."""
    found = work.energy(Part("boundary", tuple(lines)))
    if isinstance(found, Missing):
        return {"lacking": str(found)}
    return {"value": found.amount.value, "unit": "kWh", "boundary": found.boundary, "how": found.how}


def _methodologies(document: "Disclosure", score: Score) -> Node:
    figure = score.unit.figure(document)
    return {
        "O": "; ".join(dict.fromkeys(stage.operational_how for stage in score.stages)),
        "M": "; ".join(dict.fromkeys(stage.embodied_how for stage in score.stages)),
        "R": methodology(figure)
        if figure
        else "measured"
        if score.unit.boundary == "Consumer"
        else NOT_STATED,
    }
