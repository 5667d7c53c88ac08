"""A document of a request, read and judged, as `fullcount validate` does with a file of that name."""

from typing import TYPE_CHECKING

from fullcount.disclosure import Unreadable, parse
from fullcount.review.check import validate
from fullcount.review.report import Reviewed, review

if TYPE_CHECKING:
    from fullcount_reports.desk.parts import Named
    from fullcount_reports.desk.request import Request

__all__ = ["judged"]


def judged(request: "Request", part: str) -> Reviewed | Unreadable:
    """The verdict, or why the bytes of that part of the request are no document."""
    named: Named = request.parts[part]
    try:
        return review(
            validate(parse(named.data, named.name, request.folders.get(named.name)), request.parts["today"])
        )
    except Unreadable as unreadable:
        return unreadable
