"""What the rules find in the corpus. A finding is a fact about printed figures, and each grave one is explained."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from functools import cache

from fullcount.disclosure import load
from fullcount.review.check import validate
from fullcount.review.finding import Finding, Severity
from transcription.corpus import FOLDER, REVISED
from transcription.tables import HERE, ROOM, subjects, table

__all__ = ["COLUMNS", "FINDINGS", "explanations", "findings", "findings_text"]

FINDINGS = ROOM / "findings.csv"
COLUMNS = ("disclosure", "rule", "severity", "pointer", "message", "explanation")
Named = tuple[str, str]


@cache
def explanations() -> dict[Named, str]:
    """By disclosure and rule, in careful words, what the printed figures say."""
    entries = table(HERE / "explanations.csv")
    return {(entry["disclosure"], entry["rule"]): entry["explanation"] for entry in entries}


def findings() -> Iterator[tuple[str, Finding]]:
    """Every finding with the slug of its disclosure, errors first within each."""
    today = date.fromisoformat(REVISED)
    for slug in sorted(subjects()):
        found = validate(load(FOLDER / f"{slug}.json"), today).findings
        yield from ((slug, item) for item in sorted(found, key=_order))


def _order(finding: Finding) -> tuple[int, str, str]:
    return finding.severity.rank, finding.rule, finding.pointer


def findings_text() -> str:
    """`findings.csv`: notes as the rules word them, errors and warnings with their explanation."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for slug, item in findings():
        grave = item.severity is not Severity.NOTE
        why = explanations().get((slug, item.rule), "") if grave else ""
        writer.writerow((slug, item.rule, item.severity, item.pointer, item.message, why))
    return stream.getvalue()
