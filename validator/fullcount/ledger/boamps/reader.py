"""Reading BoAmps reports into ledger rows: one row a report."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from json import dumps
from typing import Any

from fullcount.ledger.boamps.layouts import layout_of
from fullcount.ledger.boamps.measures import BadMeasure, Measure, measures_of
from fullcount.ledger.boamps.rows import row_of
from fullcount.ledger.errors import clip
from fullcount.ledger.reading.documents import BrokenItem, Item, json_items
from fullcount.ledger.reading.loose import list_at, map_at, text_of
from fullcount.ledger.reading.options import ReadOptions
from fullcount.ledger.reading.source import TextSource
from fullcount.ledger.reading.tally import Tally
from fullcount.ledger.row import LedgerRow

__all__ = ["read_boamps"]

_PARTS = ("task", "infrastructure", "environment", "system", "software", "header", "hardware")
_PLACEHOLDER = re.compile(r"ABCDEFG[A-Z]*|\[.*\]|\{.*\}|<.*>|\$.+\$|%.+%|_{3,}|\.{3,}", re.DOTALL)
_GENERAL = (
    "a BoAmps report does not say how a run ended, on how many nodes or cores: outcome unknown, no core-hours",
    "a report without a GPU among its components does not say that there was none: its accelerators are unknown",
    "reportDatetime is when a report was written: it is no time of a run",
)


@dataclass(frozen=True, slots=True)
class _Report:
    """A report that can be read, in its file."""

    file: str
    item: Item
    measures: list[Measure]
    repeated_id: bool

    @property
    def report_id(self) -> str:
        return text_of(map_at(self.item.data, "header").get("reportId"))[:200]


@dataclass(slots=True)
class _Kept:
    """Reports by a hash of their content, so that none is counted twice, and the layouts they have."""

    reports: dict[str, _Report] = field(default_factory=dict)
    by_id: dict[str, str] = field(default_factory=dict)
    layouts: dict[str, None] = field(default_factory=dict)


def read_boamps(sources: Sequence[TextSource], tally: Tally, options: ReadOptions) -> Iterator[LedgerRow]:
    """One ledger row a report, after the last file is read: memory grows with the number of reports.

    Raises `LedgerError` for a file that is no JSON, with its position.
    """
    tally.format = "BoAmps"
    for sentence in _GENERAL:
        tally.assume(sentence)
    kept = _Kept()
    for source in sources:
        tally.file = source.name
        for item in json_items(source):
            tally.read(item.line)
            if isinstance(item, BrokenItem):
                tally.reject(item.reason, item.line, item.found, item.expected)
            else:
                _take(item, kept, tally)
    tally.format = ", ".join(f"BoAmps {layout} layout" for layout in kept.layouts) or "BoAmps"
    for digest, report in kept.reports.items():
        yield from _rows(digest, report, tally, options)


def _rows(digest: str, report: _Report, tally: Tally, options: ReadOptions) -> Iterator[LedgerRow]:
    tally.file, tally.line = report.file, report.item.line
    codes = []
    if report.repeated_id:
        tally.flag("repeated-report-id", report.item.line_of("header", "reportId"), report.report_id)
        codes = ["repeated-report-id"]
    job_id = report.report_id or f"boamps-{digest[:12]}"
    row, untagged = row_of(report.item, report.measures, job_id, codes, tally, options)
    yield from tally.used(row, untagged=untagged)


def _take(item: Item, kept: _Kept, tally: Tally) -> None:
    """Keep a report that can be read and was not seen before; a corrective one takes the place of its forerunner."""
    read = _measures(item, tally)
    if read is None:
        return
    layout, measures = read
    kept.layouts.setdefault(layout)
    digest = sha256(dumps(item.data, sort_keys=True).encode()).hexdigest()
    if digest in kept.reports:
        tally.skip("repeated-report", item.line, f"report {digest[:12]} again, the same in every value")
        return
    report = _Report(tally.file, item, measures, repeated_id=False)
    earlier = kept.by_id.get(report.report_id) if report.report_id else None
    if earlier and text_of(map_at(item.data, "header").get("reportStatus")) == "corrective":
        old = kept.reports.pop(earlier)
        tally.skip(
            "corrected-report", old.item.line, f"{clip(old.report_id)} has a corrective report", old.file
        )
    elif earlier:
        report = replace(report, repeated_id=True)
    kept.reports[digest] = report
    kept.by_id[report.report_id] = digest


def _measures(item: Item, tally: Tally) -> tuple[str, list[Measure]] | None:
    """The layout and the measures of a report, or None once it has been rejected."""
    report = item.data
    if not isinstance(report, Mapping):
        tally.reject("no-report", item.line, f"a {type(report).__name__}", "a report, which is an object")
        return None
    if sample := _template_text(report):
        tally.reject("template", item.line, f"the placeholder {clip(sample)!r}", "a report that is filled in")
        return None
    layout = layout_of(report)
    if layout is None:
        tally.reject(*_unknown(item))
        return None
    try:
        measures = measures_of(report, layout)
    except BadMeasure as bad:
        tally.reject(bad.reason, item.line_of(*bad.steps), bad.found, bad.expected)
        return None
    if not measures:
        tally.reject("no-measure", item.line, "a report in which no tool was used", "at least one measure")
        return None
    return layout, measures


def _template_text(report: Mapping[str, Any]) -> str:
    """The first placeholder where a filled-in report says what was done and measured; empty where there is none."""
    task = map_at(report, "task")
    said = [task.get("taskStage"), task.get("taskFamily"), map_at(report, "header").get("reportId")]
    said += [measure.get("measurementMethod") for measure in list_at(report, "measures")]
    return next((text_of(value) for value in said if _PLACEHOLDER.fullmatch(text_of(value))), "")


def _unknown(item: Item) -> tuple[str, int, str, str]:
    """Why a document is no report of a known layout."""
    report: Mapping[str, Any] = item.data
    parts = [part for part in _PARTS if part in report]
    if parts and "measures" not in report:
        return "report-fragment", item.line, f"only {', '.join(parts)}", "a whole report with its measures"
    if "measures" in report:
        found = f"a report whose keys fit no layout ({clip(', '.join(map(str, report)))})"
        expected = "dataUsage (1.1), taskType (transition), a unit (1.0) or $$key (G0R0C1)"
        return "unknown-layout", item.line_of("measures"), found, expected
    return (
        "no-report",
        item.line,
        f"the keys {clip(', '.join(map(str, report)) or 'none')}",
        "a BoAmps report",
    )
