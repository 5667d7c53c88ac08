"""A document of a request, read and judged, as `fullcount validate` does with a file of that name."""

from datetime import date
from typing import TYPE_CHECKING

from fullcount.disclosure import Unreadable, parse
from fullcount.review.check import validate
from fullcount.review.report import Reviewed, review

if TYPE_CHECKING:
    from fullcount_reports.desk.parts import Named

__all__ = ["judged"]


def judged(named: "Named", today: date) -> Reviewed | Unreadable:
    """The verdict, or why the bytes are no document. Files that the document attaches are not at hand."""
    try:
        return review(validate(parse(named.data, named.name), today))
    except Unreadable as unreadable:
        return unreadable
