"""The record of a review: which bytes were reviewed, and what the reviewer decided. Frozen data."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import PurePath
from typing import Any, Literal, NamedTuple

from fullcount.disclosure import Document
from fullcount.review.finding import Finding
from fullcount.review.record.conclusion import fitting
from fullcount.review.record.problem import RecordError
from fullcount.review.record.quoting import shown
from fullcount.review.record.wellformed import faults_of
from fullcount.rules.table import RULE_SET_VERSION

__all__ = ["Record", "Reviewed", "Reviewer", "as_data", "as_text", "file_name", "record_of", "start"]

Review = Mapping[str, Any]
Status = Literal["open", "signed-off"]
VERSION = "1.0"


class Reviewed(NamedTuple):
    """The bytes that were reviewed. `id` and `revision` are None where the document states none.

    `with_review_sha256` is the hash of the document after the review was written into it, if it was.
    """

    name: str
    sha256: str
    id: str | None
    revision: int | None
    with_review_sha256: str | None = None


class Reviewer(NamedTuple):
    """Who reviews, for whom, and whether without a part in the work."""

    name: str
    organisation: str | None = None
    independent: bool | None = None


class Record(NamedTuple):
    """A record. `review` is one item of the list `reviews` of a disclosure; it is replaced, never changed."""

    document: Reviewed
    review: Review
    status: Status = "open"

    @property
    def decisions(self) -> Sequence[Mapping[str, Any]]:
        """What was decided so far."""
        decisions: Sequence[Mapping[str, Any]] = self.review.get("decisions", ())
        return decisions


def start(document: Document, findings: Sequence[Finding], reviewer: Reviewer, today: date) -> Record:
    """A record in which nothing is decided. Raises RecordError where the review is none of the standard."""
    review = {
        "reviewer": reviewer.name,
        "organisation": reviewer.organisation,
        "independent": reviewer.independent,
        "date": today.isoformat(),
        "rule_set": RULE_SET_VERSION,
        "conclusion": fitting((), findings),
    }
    return record_of(document, {key: value for key, value in review.items() if value is not None})


def record_of(document: Document, review: Review, status: Status = "open") -> Record:
    """The record of a review of these bytes. Raises RecordError where the review is none of the standard."""
    if problems := faults_of(review):
        raise RecordError(problems)
    return Record(_reviewed(document), review, status)


def _reviewed(document: Document) -> Reviewed:
    data = document.data if isinstance(document.data, dict) else {}
    revision = data.get("revision")
    number = revision.get("number") if isinstance(revision, dict) else None
    own_id = data.get("id")
    return Reviewed(
        PurePath(document.name).name,
        document.sha256,
        own_id if isinstance(own_id, str) else None,
        number if type(number) is int else None,
    )


def as_data(record: Record) -> dict[str, Any]:
    """The record as `schema/1.0/review-record.schema.json` has it."""
    document = {key: value for key, value in record.document._asdict().items() if value is not None}
    return {
        "review_record": VERSION,
        "status": record.status,
        "document": document,
        "review": dict(record.review),
    }


def as_text(record: Record) -> str:
    """The record as the text of its file."""
    return shown(json.dumps(as_data(record), indent=2, ensure_ascii=False)) + "\n"


def file_name(document_name: str) -> str:
    """What the file of a record is called: `draft.yaml` has `draft.review.json`."""
    return PurePath(document_name).stem + ".review.json"
