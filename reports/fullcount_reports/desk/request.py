"""A request as read: the parts that its answer needs, or everything that is wrong with it at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from fullcount_reports.desk.parts import Unfit, day, document, item, shown, yes_or_no
from fullcount_reports.desk.refused import Refused, Wrong

__all__ = ["ASKS", "Ask", "Request", "read_request"]

DESK = "1.0"
READ: Mapping[str, Callable[[object], Any]] = {
    "document": document,
    "before": document,
    "after": document,
    "profile": document,
    "review": item,
    "today": day,
    "card": yes_or_no,
}


class Ask(NamedTuple):
    """The parts that a question must have and may have."""

    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()


ASKS = {
    "about": Ask(),
    "check": Ask(("document", "today"), ("profile", "card")),
    "compare": Ask(("before", "after", "today")),
    "decide": Ask(("document", "review", "today")),
}


@dataclass(frozen=True, slots=True)
class Request:
    """A question and its parts: documents as Named, `today` as a date, `review` as an object.

    `folders` says by the name of a document where the files lie that it attaches.
    """

    ask: str
    parts: Mapping[str, Any]
    folders: Mapping[str, Path]


def read_request(request: object, folders: Mapping[str, Path]) -> Request:
    """The request; `folders` are those of documents, by name.

    Raises Refused, which names every part that is wrong, missing or unknown.
    """
    if not isinstance(request, dict):
        raise _no_request(Wrong(shown(request), "an object", 'send {"desk": "1.0", "ask": "about"}'))
    if request.get("desk") != DESK:
        found = shown(request["desk"]) if "desk" in request else "no key desk"
        raise _no_request(
            Wrong(found, f'"desk": "{DESK}"', "reload the page, so that both are of one version")
        )
    ask = request.get("ask")
    if not isinstance(ask, str) or ask not in ASKS:
        found = shown(ask) if "ask" in request else "no key ask"
        raise _no_request(Wrong(found, f'"ask": one of {", ".join(ASKS)}', "ask one of these"))
    return Request(ask, _parts(ask, request), folders)


def _no_request(problem: Wrong) -> Refused:
    return Refused("this is no request that the desk knows", (problem,))


def _parts(ask: str, request: Mapping[str, object]) -> dict[str, Any]:
    needs, takes = ASKS[ask]
    parts: dict[str, Any] = {}
    problems = [
        _unknown(key, (*needs, *takes)) for key in request if key not in ("desk", "ask", *needs, *takes)
    ]
    for key in (*needs, *(key for key in takes if key in request)):
        try:
            parts[key] = READ[key](request[key])
        except KeyError:
            problems.append(Wrong(f"no key {key}", f"{key} in a request to {ask}", f"add {key}"))
        except Unfit as unfit:
            problems.append(Wrong(f"{key}: {unfit.found}", unfit.expected, unfit.remedy))
    if problems:
        raise Refused(f"the request to {ask} is not complete or not right", tuple(problems))
    return parts


def _unknown(key: object, known: tuple[str, ...]) -> Wrong:
    expected = ", ".join(("desk", "ask", *known))
    return Wrong(f"the key {shown(key)}", f"no keys but {expected}", "leave it out")
