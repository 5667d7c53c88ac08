"""A reviewer's decisions, written into the text of the document and into a side file."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from fullcount_reports.desk.refused import Refused, Wrong

if TYPE_CHECKING:
    from fullcount_reports.desk.request import Request

__all__ = ["decide"]


def decide(request: "Request") -> dict[str, Any]:
    """The text with the review added or replaced, the side file, and what keeps the review from being signed."""
    try:
        record: Any = import_module("fullcount.review.record")
    except ModuleNotFoundError:
        wrong = Wrong("a version without review records", "a newer fullcount", "install the newest fullcount")
        raise Refused("this version cannot write reviews", (wrong,)) from None
    document, review = request.parts["document"], request.parts["review"]
    text = record.with_review(document.data.decode(), document.name, review)
    return {"text": text, "record": {}, "problems": []}
