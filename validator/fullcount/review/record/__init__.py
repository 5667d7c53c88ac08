"""A reviewer's record: decisions on findings, a conclusion, and the review in the text of the disclosure."""

from fullcount.review.record.insertion import with_review
from fullcount.review.record.problem import RecordError, as_data

__all__ = ["RecordError", "as_data", "with_review"]
