"""Tables about the disclosures themselves: what they are, their hours by stage, their levels."""

from collections import Counter
from collections.abc import Iterator, Mapping
from math import fsum
from typing import TYPE_CHECKING, Any

from fullcount_reports.card.codes import in_order
from fullcount_reports.card.sheet import ACCELERATOR_HOURS
from fullcount_reports.card.tally import tally, total_hours

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
STAGE_COLUMNS = (
    *("id", "subject", "developer", "year", "data_status"),
    *("stage", "outcome", "accelerator_hours", "share"),
)
LEVEL_COLUMNS = ("developer", "year", "data_status", "level", "count")
PROBLEM_COLUMNS = ("file", "found", "expected", "remedy", "pointer", "line", "fault")
Record = Mapping[str, Any]
Axes = tuple[str, str]
"""Codes of stage and outcome."""


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
    """Accelerator-hours by stage and outcome, with those that follow from a stated total.

    A share is of all hours; it is None as long as the hours of some stage are not known.
    """
    return [record for entry in collection.entries for record in _stages(entry)]


def _stages(entry: "Entry") -> Iterator[Record]:
    hours, gaps = _hours(entry)
    order = {
        code: place for place, code in enumerate(in_order("stage", (stage for stage, _ in {*hours, *gaps})))
    }
    whole = 0.0 if gaps else fsum(hours.values())
    axes = ("id", "subject", "developer", "year", "data_status")
    head = {name: value for name, value in record_of(entry).items() if name in axes}
    for stage, outcome in sorted({*hours, *gaps}, key=lambda pair: (order[pair[0]], pair[1])):
        about = {**head, "stage": stage, "outcome": outcome}
        if (known := hours.get((stage, outcome))) is not None:
            yield {**about, "accelerator_hours": known, "share": known / whole if whole else None}
        if (stage, outcome) in gaps:
            yield {**about, "accelerator_hours": None, "share": None}


def _hours(entry: "Entry") -> tuple[dict[Axes, float], frozenset[Axes]]:
    """Hours by stage and outcome, and the codes some of whose hours are not known.

    Where all hours are stated as a total, what lines leave open is the rest of it: of their stage where it is one.
    """
    found = tally(entry.sheet, ACCELERATOR_HOURS, ("stage", "outcome"))
    hours = {(codes[0], codes[1]): known for codes, known in found.hours.items()}
    gaps = frozenset((codes[0], codes[1]) for codes in found.gaps)
    whole = total_hours(entry.sheet, ACCELERATOR_HOURS)
    if not gaps or whole.value is None or whole.recomputed or whole.value <= found.total:
        return hours, gaps
    rest = next(iter(gaps)) if len(gaps) == 1 else ("other", "unknown")
    return {**hours, rest: hours.get(rest, 0.0) + whole.value - found.total}, frozenset()


def levels(collection: "Collection") -> list[Record]:
    """How many disclosures reach each level."""
    found = Counter(
        (entry.developer, entry.year, entry.document["data_status"], entry.verdict.level)
        for entry in collection.entries
    )
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
