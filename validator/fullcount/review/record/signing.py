"""The end of a review."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from fullcount.disclosure import Document, Problem
from fullcount.review.finding import Finding
from fullcount.review.record.conclusion import fitting, misfits, standing
from fullcount.review.record.problem import RecordError, problem
from fullcount.review.record.record import Record, Reviewer, start
from fullcount.review.record.wellformed import faults_of

__all__ = ["again", "is_reviewed", "is_signed_into", "sign_off", "written_into"]


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


def written_into(record: Record, text: str) -> Record:
    """The record, with the hash of the text that the review was written into."""
    hashed = sha256(text.encode()).hexdigest()
    return record._replace(document=record.document._replace(with_review_sha256=hashed))


def again(
    before: Record, document: Document, findings: Sequence[Finding], reviewer: Reviewer, today: date
) -> Record:
    """An open record of the document as it is now, with those decisions of an earlier one that still have a finding."""
    gone = {id(decision) for decision in standing(before.decisions, findings).without_finding}
    kept = [decision for decision in before.decisions if id(decision) not in gone]
    record = start(document, findings, reviewer, today)
    if not kept:
        return record
    review = {**record.review, "decisions": kept, "conclusion": fitting(kept, findings)}
    return record._replace(review=review)
