"""One question of the page, one answer: JSON in, JSON out, in the layout of `schema/1.0/desk.schema.json`.

It runs in a browser too: nothing here may start a thread or a process, open a socket, or need a library that has no
build for it.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from fullcount.finite import finite
from fullcount_reports.desk.about import about
from fullcount_reports.desk.check import check
from fullcount_reports.desk.compare import compare
from fullcount_reports.desk.decide import decide
from fullcount_reports.desk.refused import Refused, Wrong
from fullcount_reports.desk.request import Request, read_request

__all__ = ["DESK", "answer", "refusal"]

DESK = "1.0"
"""Version of the layout of requests and answers."""

ANSWERS: Mapping[str, Callable[[Request], dict[str, Any]]] = {
    "about": about,
    "check": check,
    "compare": compare,
    "decide": decide,
}


def answer(request: object, folders: Mapping[str, Path] | None = None) -> dict[str, Any]:
    """The answer to one request. Whatever it is given, it answers: with `refused` where it can do nothing else.

    `folders` says of a document, by its name, where the files lie that it attaches; those of others are not at hand.

    The same request gets the same answer, byte for byte once written as JSON. `today` comes with the request; nothing
    here looks at a clock or the network.
    """
    try:
        asked = read_request(request, folders or {})
        said = finite({"desk": DESK, "answer": asked.ask, **ANSWERS[asked.ask](asked)})
    except Refused as refused:
        return refusal(refused.because, refused.problems)
    except Exception as error:
        return _failed(error)
    assert isinstance(said, dict)  # noqa: S101 - for the type checker
    return said


def refusal(because: str, problems: tuple[Wrong, ...]) -> dict[str, Any]:
    """The answer that says why there is none."""
    return {
        "desk": DESK,
        "answer": "refused",
        "because": because,
        "problems": [problem._asdict() for problem in problems],
    }


def _failed(error: Exception) -> dict[str, Any]:
    found = f"an error of the program: {type(error).__name__}"
    remedy = (
        "check the document with fullcount validate, and report the error with the document that shows it"
    )
    return refusal("the program failed at this request", (Wrong(found, "an answer", remedy),))
