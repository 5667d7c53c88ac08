"""A reviewer's decisions, written into the text of the document and into a side file."""

from typing import TYPE_CHECKING, Any

from fullcount.disclosure import Unreadable
from fullcount.review.record import (
    Record,
    RecordError,
    as_data,
    as_text,
    file_name,
    misfits,
    record_of,
    with_review,
    written_into,
)
from fullcount_reports.desk.reading import judged
from fullcount_reports.desk.refused import Refused, wrongs

if TYPE_CHECKING:
    from fullcount.disclosure import Document, Problem
    from fullcount_reports.desk.request import Request

__all__ = ["decide"]


def decide(request: "Request") -> dict[str, Any]:
    """The text with the review added or replaced, the side file, and what keeps the review from being signed off.

    The side file is signed off where nothing does. Raises Refused where there is no document, or no review.
    """
    found = judged(request, "document")
    if isinstance(found, Unreadable):
        raise Refused(f"{found.name} cannot be read", wrongs(found.problems))
    document, findings = found.validation.document, found.validation.findings
    review = request.parts["review"]
    try:
        record = record_of(document, review)
    except RecordError as error:
        raise Refused("this is no review of the standard", wrongs(error.problems)) from None
    problems = list(misfits(review, findings))
    text, record = _written(document, record, problems)
    signed = record if problems else record._replace(status="signed-off")
    return {
        "text": text,
        "record": as_data(signed),
        "side_file": {"name": file_name(document.name), "text": as_text(signed)},
        "problems": [wrong._asdict() for wrong in wrongs(problems)],
    }


def _written(document: "Document", record: Record, problems: "list[Problem]") -> tuple[str | None, Record]:
    """The text with the review; None where there is no place for it, which is then among the problems."""
    try:
        text = with_review(document.text, document.name, record.review)
    except RecordError as error:
        problems += error.problems
        return None, record
    return text, written_into(record, text)
