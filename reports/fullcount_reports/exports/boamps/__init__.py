"""BoAmps 1.1: one report for each kind of work that `crosswalks/boamps.codes.csv` tells apart.

Energy is required there, in kWh (the field is called `powerConsumption`), and so are the devices it was drawn by and
the type of the data. Greenhouse gases, water, PUE, manufacture and intervals have no place. What is not expressed lies
beside the reports, as the format has no place for it either.
"""

from typing import TYPE_CHECKING

from fullcount.impacts.line import Missing
from fullcount_reports.exports.boamps.report import hidden_in, report_of, requirements, said_of
from fullcount_reports.exports.codes import code_of
from fullcount_reports.exports.crosswalk import crosswalk
from fullcount_reports.exports.exported import Exported, Lack, NotExpressibleError
from fullcount_reports.exports.losses import Loss, losses, lost_lines
from fullcount_reports.exports.unsaid import unsaid
from fullcount_reports.exports.work import Part, Work
from fullcount_reports.exports.writing import beside, json_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fullcount.disclosure.types import Disclosure

__all__ = ["NAME", "VERSIONS", "export"]

NAME = "boamps"
VERSIONS = ("1.1",)


def export(document: "Disclosure", version: str = "1.1") -> Exported:
    """The reports of one disclosure. Raises `NotExpressibleError` where none has an energy, or one would be invalid."""
    work = Work(document)
    parts = work.parts(lambda line: code_of(NAME, line))
    lacks = list(_without_energy(work, parts)) if parts else [_NO_WORK]
    mute = {lack.pointer for lack in lacks}
    told = [part for part in parts if part.lines[0].pointer not in mute]
    if not told:
        raise NotExpressibleError(lacks)
    if required := list(requirements(document, told)):
        raise NotExpressibleError(required)
    left_out = sum(len(part.lines) for part in parts if part not in told)
    hidden = unsaid(document, (pair for part in told for pair in said_of(part))) | hidden_in(told)
    lost = (*losses(document, crosswalk(NAME), hidden), *_also_lost(document, told, left_out))
    reports = {f"boamps-{part.name}.json": json_text(report_of(work, part, version)) for part in told}
    return Exported({**reports, **beside(lost)}, lost)


_NO_WORK = Lack(
    "/compute", "no compute line", "work with an energy", "add the lines, or state what they drew"
)


def _without_energy(work: Work, parts: "Sequence[Part]") -> "list[Lack]":
    missing = ((part, work.energy(part)) for part in parts)
    return [
        Lack(
            part.lines[0].pointer,
            f"no energy of the work {part.name}, for want of {why}",
            "an energy in kWh",
            "state it, or what it is computed from",
        )
        for part, why in missing
        if isinstance(why, Missing)
    ]


def _also_lost(document: "Disclosure", told: "Sequence[Part]", left_out: int) -> "tuple[Loss, ...]":
    """What this disclosure loses although the crosswalk has a place for it."""
    drafted = (Loss("/publisher/name", "value", 1),) if document["revision"]["status"] == "draft" else ()
    names = {part.name for part in told}
    tokens = "training_tokens" in document["subject"] and "training" not in names
    return (
        *drafted,
        *((Loss("/subject/training_tokens", "value", 1),) if tokens else ()),
        *lost_lines(left_out, "no energy, so in no report"),
    )
