"""Totals of several disclosures: each piece of work counted once, and what cannot be added refused."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from fullcount.counted import counted
from fullcount_reports.card.codes import in_order
from fullcount_reports.card.english import ENGLISH
from fullcount_reports.card.sheet import ACCELERATOR_HOURS
from fullcount_reports.card.sums import add_up
from fullcount_reports.card.tally import total_hours
from fullcount_reports.comparison.errors import Wish, WishError
from fullcount_reports.comparison.kinship import Kinship
from fullcount_reports.comparison.reading import Reading
from fullcount_reports.comparison.readings import readings
from fullcount_reports.comparison.rows import row_of

if TYPE_CHECKING:
    from fullcount_reports.comparison.entry import Entry
    from fullcount_reports.comparison.row import Row

__all__ = ["SumError", "total_rows"]

_OF_ONE = ("revision", "parameters", "tokens", "errors", "warnings")
"""Columns that say something of one disclosure only."""

ADDED = ("accelerator-hours", "core-hours", "energy", "ghg", "water", "adpe", "pe")
"""Metrics that add up; shares do not."""


class SumError(WishError):
    """Disclosures that cannot be added; `problems` names each pair."""


class Kind(NamedTuple):
    """What is added to what: figures of one metric, phase, energy boundary and basis."""

    metric: str
    phase: str
    ghg_basis: str
    energy_boundary: str


Known = Mapping[str, Mapping[Kind, Reading]]


def total_rows(
    entries: "Sequence[Entry]", metrics: Sequence[str], name: str, without: Sequence[str] = ()
) -> "Iterator[Row]":
    """One row for each kind of figure: the sum over what is part of nothing else, or over the parts of what has no
    figure of its own. `name` is whose total it is, `without` names disclosures that could not be taken.

    Raises:
        SumError: two of them count some of the same work, with each pair.

    """
    kinship = Kinship(entries)
    _refuse(f"{name}: it is said to be part of a part of itself" for name in kinship.circles())
    known = {entry.id: _known(entry, metrics) for entry in entries}
    kinds = sorted(
        {kind for found in known.values() for kind in found},
        key=lambda kind: (ADDED.index(kind.metric), kind),
    )
    _refuse(clash for kind in kinds for clash in kinship.clashes(_counted(kinship, known, kind)[0]))
    for kind in kinds:
        counted_ones, lacking = _counted(kinship, known, kind)
        if not counted_ones:
            continue
        yield _total(kinship, known, kind, (name, counted_ones, [*lacking, *without]))


def _refuse(clashes: Iterator[str]) -> None:
    found = list(dict.fromkeys(clashes))
    if found:
        remedy = "choose one of the two with --select, or name the other with --family"
        raise SumError([Wish("a total", clash, "work that is counted once", remedy) for clash in found])


def _known(entry: "Entry", metrics: Sequence[str]) -> dict[Kind, Reading]:
    """The figures of an entry that can be added; of two of one kind the first."""
    found: dict[Kind, Reading] = {}
    for metric in metrics:
        for reading in readings(entry, metric) if metric in ADDED else ():
            kind = Kind(metric, reading.phase, reading.ghg_basis, reading.energy_boundary)
            if reading.shown.value is not None:
                found.setdefault(kind, reading)
    return found


def _counted(kinship: Kinship, known: Known, kind: Kind) -> tuple[list[str], list[str]]:
    """Ids whose figures are added, and of those that have none."""
    added: dict[str, None] = {}
    lacking: dict[str, None] = {}
    waiting = kinship.roots()
    while waiting:
        name = waiting.pop(0)
        parts = kinship.parts(name)
        if kind in known[name]:
            added[name] = None
        elif parts and not _has_other(known[name], kind):
            waiting += parts
        else:
            lacking[name] = None
    return list(added), list(lacking)


def _has_other(found: Mapping[Kind, Reading], kind: Kind) -> bool:
    """Whether there is a figure of the same metric and phase, counted in another way: its parts are inside it."""
    return any((other.metric, other.phase) == (kind.metric, kind.phase) for other in found)


def _total(
    kinship: Kinship, known: Known, kind: Kind, members: tuple[str, Sequence[str], Sequence[str]]
) -> "Row":
    name, added, lacking = members
    entries = [kinship.entries[each] for each in added]
    found = [known[each][kind] for each in added]
    shown = add_up(ENGLISH, [(entry.subject, each.shown) for entry, each in zip(entries, found, strict=True)])
    reading = replace(
        found[0],
        shown=replace(shown, partial=shown.partial or bool(lacking)),
        recomputed=any(each.recomputed for each in found),
        missing_share=_missing(kinship, known, kind, (added, lacking)),
    )
    row = row_of(entries[0], reading)
    what = f"a total of {counted(len(added), 'disclosure')}: {', '.join(_with_parts(kinship, each) for each in added)}"
    without = f"without {', '.join(lacking)}, which have no figure of this kind" if lacking else ""
    return row.but(
        **dict.fromkeys(_OF_ONE),
        **_graded(entries, row),
        **_labels(name, entries),
        reason="; ".join(filter(None, (what, without))),
    )


def _with_parts(kinship: Kinship, name: str) -> str:
    """An id, with how many disclosures its figure holds."""
    parts = len(kinship.within(name)) - 1
    return f"{name} with its {counted(parts, 'part')}" if parts else name


def _labels(name: str, entries: "Sequence[Entry]") -> dict[str, str]:
    boundaries = {entry.boundary.code for entry in entries}
    return {
        "subject": f"Total of {name}",
        "id": f"total of {name}",
        "boundary": boundaries.pop() if len(boundaries) == 1 else "mixed",
        "kind": "",
        "file": "",
        "revision_status": "",
    }


def _graded(entries: "Sequence[Entry]", row: "Row") -> dict[str, object]:
    """What is true of all of them: the weakest evidence, the lowest level, the status furthest from the lab."""
    grades = {entry.grade_of([]) for entry in entries} - {""}
    status = {entry.document["data_status"] for entry in entries}
    return {
        "developer": ", ".join(sorted({entry.developer for entry in entries})),
        "year": max(entry.year for entry in entries),
        "level": min(entry.verdict.level for entry in entries),
        "data_status": in_order("data-status", status)[-1],
        "evidence_grade": in_order("evidence-grade", grades)[-1] if grades else "",
        "accelerators": "; ".join(sorted({entry.accelerators for entry in entries} - {""})),
        "country": ", ".join(sorted({entry.countries for entry in entries} - {""})),
        "not_counted": "; ".join(sorted({entry.not_counted for entry in entries} - {""})),
        "sources": row.sources if len(entries) == 1 else "",
    }


def _missing(
    kinship: Kinship, known: Known, kind: Kind, members: tuple[Sequence[str], Sequence[str]]
) -> float | None:
    """Share of the accelerator-hours of all of them whose figure is not in the total; None where it is not known."""
    added, lacking = members
    shares = {name: known[name][kind].missing_share for name in added}
    if not lacking and all(share == 0.0 for share in shares.values()):
        return 0.0
    hours = {
        name: _hours(kinship.entries[name]) if name in kinship.entries else None
        for name in (*added, *lacking)
    }
    whole = out = 0.0
    for name, each in hours.items():
        share = shares.get(name, 1.0)
        if each is None or share is None:
            return None
        whole, out = whole + each, out + share * each
    return out / whole if whole else None


def _hours(entry: "Entry") -> float | None:
    shown = total_hours(entry.sheet, ACCELERATOR_HOURS)
    return None if shown.partial else shown.value
