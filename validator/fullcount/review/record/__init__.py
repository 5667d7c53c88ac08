"""A reviewer's record: decisions on findings, a conclusion, and the review in the text of the disclosure."""

from fullcount.review.record.conclusion import Standing, fitting, misfits, standing
from fullcount.review.record.decisions import Decision, Point, decide, points
from fullcount.review.record.insertion import with_review
from fullcount.review.record.problem import RecordError
from fullcount.review.record.reading import read_record
from fullcount.review.record.record import (
    Record,
    Reviewed,
    Reviewer,
    as_data,
    as_text,
    file_name,
    record_of,
    start,
)
from fullcount.review.record.signing import again, is_reviewed, is_signed_into, sign_off, written_into

__all__ = [
    "Decision",
    "Point",
    "Record",
    "RecordError",
    "Reviewed",
    "Reviewer",
    "Standing",
    "again",
    "as_data",
    "as_text",
    "decide",
    "file_name",
    "fitting",
    "is_reviewed",
    "is_signed_into",
    "misfits",
    "points",
    "read_record",
    "record_of",
    "sign_off",
    "standing",
    "start",
    "with_review",
    "written_into",
]
