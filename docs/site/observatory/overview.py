"""The table of all disclosures: one row each, in groups that count the same part of the work."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from fullcount.counted import counted
from fullcount_reports.card.codes import in_order, lowered, title_of
from fullcount_reports.comparison.entry import Entry
from fullcount_reports.comparison.groups import UNRANKED
from observatory.cells import figure_cell, text_cell
from observatory.corpus import METRICS, Corpus, Item
from observatory.text import html

__all__ = ["mark_of", "overview", "work_of"]

HEADS = (
    ("Model", "text"),
    ("Organisation", "text"),
    ("Year", "number"),
    ("Energy, kWh", "figure"),
    ("Greenhouse gases, kgCO2e", "figure"),
    ("Accelerator-hours", "figure"),
    ("Level", "number"),
    ("Evidence", "text"),
    ("Data", "text"),
)
"""Titles of the columns, and how each is sorted; the script reads both from the page."""
ALIKE = "Only figures that say the same of energy boundary and basis are compared with each other."
CAPTION = "Disclosures, one a row; each figure with what it counts"


def overview(corpus: Corpus) -> str:
    """The table as HTML: a body for each kind of subject and part of its work, with a head that names it."""
    items = sorted(corpus.items, key=_sequence)
    bodies = [
        _body(work, list(members), corpus)
        for work, members in groupby(items, key=lambda item: work_of(item.entry))
    ]
    heads = "".join(f'<th scope="col" data-sort="{how}">{html(title)}</th>' for title, how in HEADS)
    parts = (
        '<div class="observatory-scroll" role="region" aria-label="Disclosures" tabindex="0">',
        '<table class="observatory-table">',
        f"<caption>{CAPTION}</caption>",
        f"<thead><tr>{heads}</tr></thead>",
        *bodies,
        "</table>",
        "</div>",
    )
    return "\n".join(parts)


def work_of(entry: Entry) -> str:
    """What kind of subject it is and how much of its work is counted; synthetic data stand apart."""
    kind = title_of("subject-kind", entry.document["subject"]["kind"])
    parts = (kind, _work(entry.boundary.code), "synthetic" if _is_synthetic(entry) else "")
    return " · ".join(filter(None, parts))


def mark_of(entry: Entry) -> str:
    """Whose data they are, and the state of a revision that is not the published one."""
    status = entry.document["data_status"]
    revision = entry.document["revision"]["status"]
    own = "the lab's own" if status == "primary" else lowered("data-status", status)
    return ", ".join([own] + ([lowered("revision-status", revision)] if revision != "published" else []))


def _work(code: str) -> str:
    return "several boundaries" if code == "mixed" else lowered("work-boundary", code)


def _is_synthetic(entry: Entry) -> bool:
    return entry.document["data_status"] == "synthetic"


def _sequence(item: Item) -> tuple[object, ...]:
    """By the order of the codelists, then by organisation and name."""
    entry = item.entry
    kind = _rank("subject-kind", entry.document["subject"]["kind"])
    work = _rank("work-boundary", entry.boundary.code)
    about = (entry.developer.casefold(), entry.year, entry.subject.casefold(), item.slug)
    return (_is_synthetic(entry), kind, work, work_of(entry), *about)


def _rank(codelist: str, code: str) -> int:
    known = ORDER[codelist]
    return known.index(code) if code in known else len(known)


ORDER = {
    "subject-kind": in_order("subject-kind", ("model", "model-family", "method-study", "dataset", "service")),
    "work-boundary": (
        *("final-run", "training", "development", "life-cycle"),
        *("research", "stage", "serving", "unclear"),
    ),
}
"""Codes as a reader looks for them: the released model and its final run first."""


def _body(work: str, items: Sequence[Item], corpus: Corpus) -> str:
    boundary = items[0].entry.boundary.code
    why = f"Not compared: {UNRANKED[boundary]}." if boundary in UNRANKED else ALIKE
    told = f"{counted(len(items), 'disclosure')}. {why}"
    head = (
        f'<tr class="group"><th scope="rowgroup" colspan="{len(HEADS)}">'
        f"{html(work)} <small>{html(told)}</small></th></tr>"
    )
    rows = (_row(item, corpus) for item in items)
    return "\n".join([f'<tbody data-work="{html(work)}">', head, *rows, "</tbody>"])


def _row(item: Item, corpus: Corpus) -> str:
    return f"<tr>{''.join(_cells(item, corpus))}</tr>"


def _cells(item: Item, corpus: Corpus) -> Iterator[str]:
    entry = item.entry
    rows = corpus.rows_of[entry.id]
    several = sum(other.entry.subject == entry.subject for other in corpus.items) > 1
    apart = f" <small>{html(item.slug)}</small>" if several else ""
    yield f'<th scope="row"><a href="{item.slug}/">{html(entry.subject)}</a>{apart}</th>'
    yield text_cell(entry.developer, entry.developer)
    yield text_cell(str(entry.year), str(entry.year), str(entry.year))
    for metric in METRICS:
        yield figure_cell([row for row in rows if row.metric == metric], corpus.alike)
    level = str(entry.verdict.level)
    yield text_cell(level, level, level)
    grade = entry.grade_of([])
    told = lowered("evidence-grade", grade) if grade else ""
    yield text_cell(told, told or "not stated")
    yield text_cell(mark_of(entry), mark_of(entry))
