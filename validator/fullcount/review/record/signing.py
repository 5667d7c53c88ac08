"""The end of a review."""

from collections.abc import Sequence
from datetime import date

from fullcount.disclosure import Document, Problem
from fullcount.review.finding import Finding
from fullcount.review.record.conclusion import misfits
from fullcount.review.record.problem import RecordError, problem
from fullcount.review.record.record import Record
from fullcount.review.record.wellformed import faults_of

__all__ = ["is_reviewed", "is_signed_into", "sign_off"]


def is_reviewed(record: Record, document: Document) -> bool:
    """Whether these are the bytes that were reviewed."""
    return record.document.sha256 == document.sha256


def is_signed_into(record: Record, document: Document) -> bool:
    """Whether these are the bytes into which the review was written."""
    return record.document.with_review_sha256 == document.sha256


def sign_off(
    record: Record,
    document: Document,
    findings: Sequence[Finding],
    conclusion: str,
    today: date,
    note: str | None = None,
) -> Record:
    """The record signed off on that day. Raises RecordError with everything that keeps it from that."""
    review = {
        **record.review,
        "date": today.isoformat(),
        "conclusion": conclusion,
        **({"note": note} if note else {}),
    }
    problems = [*_other_bytes(record, document), *faults_of(review)]
    if not problems:
        problems += misfits(review, findings)
    if problems:
        raise RecordError(tuple(problems))
    return Record(record.document, review, "signed-off")


def _other_bytes(record: Record, document: Document) -> list[Problem]:
    if is_reviewed(record, document):
        return []
    found = f"bytes with the sha256 {document.sha256[:12]}…"
    expected = f"the bytes that were reviewed, {record.document.sha256[:12]}…"
    return [problem(found, expected, "review what changed, or hand in the document that was reviewed")]
