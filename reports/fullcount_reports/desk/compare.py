"""What two revisions differ in."""

from typing import TYPE_CHECKING, Any

from fullcount.disclosure import Place, Problem, Unreadable
from fullcount.review.report import as_data as report_of
from fullcount_reports.desk.reading import judged

if TYPE_CHECKING:
    from fullcount.review.report import Reviewed
    from fullcount_reports.desk.request import Request

__all__ = ["compare"]


def compare(request: "Request") -> dict[str, Any]:
    """The difference as `fullcount diff --as json` prints it; None where a side cannot be read, with all reasons."""
    today = request.parts["today"]
    both = [_disclosure(request, side) for side in ("before", "after")]
    unreadable = [side for side in both if isinstance(side, Unreadable)]
    read = [side for side in both if not isinstance(side, Unreadable)]
    if unreadable:
        return {"difference": None, "unreadable": report_of((), unreadable, today)["unreadable"]}
    from fullcount.review.difference import difference  # noqa: PLC0415 - a check needs none of it
    from fullcount.review.difference.data import as_data  # noqa: PLC0415

    return {"difference": as_data(difference(*read), today), "unreadable": []}


def _disclosure(request: "Request", side: str) -> "Reviewed | Unreadable":
    """The verdict, unless the document is not meant as a disclosure at all."""
    found = judged(request, side)
    if isinstance(found, Unreadable):
        return found
    data = found.validation.document.data
    if isinstance(data, dict) and "fullcount" in data:
        return found
    remedy = 'open a disclosure, or add fullcount: "1.0"'
    wrong = Problem("", Place(1, 1), "no disclosure", "an object with the key fullcount", remedy)
    return Unreadable(found.validation.document.name, (wrong,))
