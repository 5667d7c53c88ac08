"""The verdict on one document, with its card and the reviews that it already holds."""

from typing import TYPE_CHECKING, Any

from fullcount.disclosure import Unreadable
from fullcount.review.report import Reviewed, as_data
from fullcount_reports.desk.pointed import pointed
from fullcount_reports.desk.reading import judged
from fullcount_reports.desk.refused import Refused, wrongs

if TYPE_CHECKING:
    from fullcount_reports.desk.request import Request

__all__ = ["check"]


def check(request: "Request") -> dict[str, Any]:
    """The report of `fullcount validate --format json` for these bytes, and what the page shows beside it."""
    today, own = request.parts["today"], _own_severities(request)
    found = judged(request, "document")
    if isinstance(found, Unreadable):
        unread = as_data((), (found,), today, **own)
        return {"report": unread, "card": None, "about": None, "review": None, "places": {}}
    data = found.validation.document.data
    report = as_data((found,), (), today, **own)
    card = _card(found) if request.parts.get("card", True) else None
    beside = {"card": card, "about": _about(data), "review": _reviews(data), "places": pointed(found)}
    return {"report": report, **beside}


def _own_severities(request: "Request") -> dict[str, Any]:
    """The rules profile of the request, for the report. Raises Refused where it is none."""
    named = request.parts.get("profile")
    if named is None:
        return {}
    from fullcount.review.profile import read_profile  # noqa: PLC0415 - not in every check

    try:
        return {"profile": read_profile(named.data, named.name)}
    except Unreadable as unreadable:
        raise Refused(f"the profile {named.name} cannot be used", wrongs(unreadable.problems)) from None


def _card(reviewed: Reviewed) -> str | None:
    """The card as a stand-alone page, without figures; None where the shape or a code leaves no words for it."""
    validation = reviewed.validation
    if validation.broken or any(finding.rule == "unknown-code" for finding in validation.findings):
        return None
    from fullcount_reports.card import Assets, line_of_review, render_html  # noqa: PLC0415 - not in every check

    document = validation.document
    return render_html(document.data, line_of_review(reviewed, document.name), Assets())


def _about(data: object) -> dict[str, Any] | None:
    """Which disclosure it says it is; null for what it does not say."""
    if not isinstance(data, dict):
        return None
    identity, revision, subject = (data.get(key) for key in ("id", "revision", "subject"))
    number = revision.get("number") if isinstance(revision, dict) else None
    name = subject.get("name") if isinstance(subject, dict) else None
    return {
        "id": identity if isinstance(identity, str) else None,
        "revision": number if isinstance(number, int) and not isinstance(number, bool) else None,
        "name": name if isinstance(name, str) else None,
    }


def _reviews(data: object) -> list[Any] | None:
    found = data.get("reviews") if isinstance(data, dict) else None
    return found if isinstance(found, list) else None
