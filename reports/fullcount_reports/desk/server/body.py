"""The body of a question: judged by its headers before a byte of it is read."""

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, NoReturn

from fullcount_reports.desk.refused import Wrong
from fullcount_reports.desk.server.refusal import Refusal

if TYPE_CHECKING:
    from io import BufferedIOBase

    from fullcount_reports.desk.server.gate import Headers

__all__ = ["length_of", "question"]

LONGEST_LENGTH = 12
"""Digits of a Content-Length that is looked at as a number."""


def length_of(headers: "Headers", limit: int) -> int:
    """The bytes of the body. Raises Refusal where it is no JSON, has no length, or is too long."""
    kind = ", ".join(headers.get_all("Content-Type") or ["none"])
    if kind.lower().replace(" ", "") not in {"application/json", "application/json;charset=utf-8"}:
        wrong = Wrong(f"Content-Type: {kind[:60]}", "application/json", "send the question as JSON in UTF-8")
        raise Refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "this is no JSON", wrong)
    lengths = headers.get_all("Content-Length") or []
    if headers.get_all("Transfer-Encoding") or not lengths:
        wrong = Wrong("no length", "Content-Length, and no Transfer-Encoding", "say how long the body is")
        raise Refusal(HTTPStatus.LENGTH_REQUIRED, "the length of the body is not stated", wrong)
    (length, *others) = (text.strip() for text in lengths)
    if others or not (length.isascii() and length.isdigit()):
        wrong = Wrong(
            f"Content-Length: {', '.join(lengths)[:60]}", "one whole number", "say how long the body is"
        )
        raise Refusal(HTTPStatus.BAD_REQUEST, "the length of the body is not clear", wrong)
    if len(length.lstrip("0")) > LONGEST_LENGTH or int(length) > limit:
        wrong = Wrong(
            f"{length[:20]} bytes", f"at most {limit} bytes", "check the file with fullcount validate"
        )
        raise Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "the question is too large", wrong)
    return int(length)


def question(body: "BufferedIOBase", length: int) -> object:
    """The question that the body holds. Raises Refusal where it is cut off or no JSON."""
    data = body.read(length)
    if len(data) < length:
        wrong = Wrong(f"{len(data)} of {length} bytes", "the whole body", "send it again")
        raise Refusal(HTTPStatus.BAD_REQUEST, "the question is cut off", wrong)
    try:
        return json.loads(data.decode(), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        found = (
            "JSON nested too deep" if isinstance(error, RecursionError) else "bytes that are no JSON in UTF-8"
        )
        raise Refusal(
            HTTPStatus.BAD_REQUEST, "this is no JSON", Wrong(found, "one object", "send it again")
        ) from None


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)
