"""Tables about the disclosures themselves: what they are, their hours by stage, their levels."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from fullcount_reports.card.codes import in_order
from fullcount_reports.card.sheet import ACCELERATOR_HOURS
from fullcount_reports.card.tally import tally

if TYPE_CHECKING:
    from fullcount.corpus.problem import Problem
    from fullcount_reports.comparison.collection import Collection
    from fullcount_reports.comparison.entry import Entry

__all__ = [
    "ENTRY_COLUMNS",
    "LEVEL_COLUMNS",
    "PROBLEM_COLUMNS",
    "STAGE_COLUMNS",
    "entries",
    "levels",
    "problems",
    "record_of",
    "stages",
]

ENTRY_COLUMNS = (
    "id",
    "revision",
    "revision_status",
    "subject",
    "kind",
    "developer",
    "year",
    "data_status",
    "parameters",
    "tokens",
    "accelerators",
    "country",
    "boundary",
    "boundary_stated",
    "level",
    "errors",
    "warnings",
    "notes",
    "evidence_grade",
    "not_counted",
    "file",
)
STAGE_COLUMNS = ("id", "subject", "developer", "stage", "outcome", "accelerator_hours", "share")
LEVEL_COLUMNS = ("developer", "year", "level", "count")
PROBLEM_COLUMNS = ("file", "found", "expected", "remedy", "pointer", "line", "fault")
Record = Mapping[str, Any]


def entries(collection: "Collection") -> list[Record]:
    """One record a disclosure."""
    return [record_of(entry) for entry in collection.entries]


def record_of(entry: "Entry") -> Record:
    """What a disclosure is, apart from its figures."""
    document, verdict = entry.document, entry.verdict
    return {
        "id": entry.id,
        "revision": document["revision"]["number"],
        "revision_status": document["revision"]["status"],
        "subject": entry.subject,
        "kind": document["subject"]["kind"],
        "developer": entry.developer,
        "year": entry.year,
        "data_status": document["data_status"],
        "parameters": entry.parameters.value if entry.parameters else None,
        "tokens": entry.tokens.value if entry.tokens else None,
        "accelerators": entry.accelerators,
        "country": entry.countries,
        "boundary": entry.boundary.code,
        "boundary_stated": entry.boundary.stated,
        "level": verdict.level,
        "errors": verdict.errors,
        "warnings": verdict.warnings,
        "notes": verdict.notes,
        "evidence_grade": entry.grade_of([]),
        "not_counted": entry.not_counted,
        "file": entry.file,
    }


def stages(collection: "Collection") -> list[Record]:
    """Accelerator-hours by stage and outcome; a share is of all hours that are known."""
    return [record for entry in collection.entries for record in _stages(entry)]


def _stages(entry: "Entry") -> Iterator[Record]:
    found = tally(entry.sheet, ACCELERATOR_HOURS, ("stage", "outcome"))
    codes = {*found.hours, *found.gaps}
    order = {code: place for place, code in enumerate(in_order("stage", (stage for stage, _ in codes)))}
    head = {"id": entry.id, "subject": entry.subject, "developer": entry.developer}
    for stage, outcome in sorted(codes, key=lambda pair: (order[pair[0]], pair[1])):
        hours = found.hours.get((stage, outcome))
        axes = {**head, "stage": stage, "outcome": outcome}
        if hours is not None:
            yield {**axes, "accelerator_hours": hours, "share": hours / found.total if found.total else None}
        if (stage, outcome) in found.gaps:
            yield {**axes, "accelerator_hours": None, "share": None}


def levels(collection: "Collection") -> list[Record]:
    """How many disclosures reach each level."""
    found = Counter((entry.developer, entry.year, entry.verdict.level) for entry in collection.entries)
    return [dict(zip(LEVEL_COLUMNS, (*key, found[key]), strict=True)) for key in sorted(found)]


def problems(collection: "Collection") -> list[Record]:
    """What was left out; `fault` is false where nothing is wrong with the file."""
    return [
        *(_problem(problem, True) for problem in collection.problems),
        *(_problem(problem, False) for problem in collection.passed_over),
    ]


def _problem(problem: "Problem", fault: bool) -> Record:
    line = problem.place.line if problem.place else None
    return {**problem._asdict(), "line": line, "fault": fault}
