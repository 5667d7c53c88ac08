"""A record from a file that anybody may have written."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from fullcount.disclosure import Limits, Problem, Unreadable
from fullcount.disclosure.encoding import decode
from fullcount.disclosure.json_text import parse_json
from fullcount.disclosure.source_bytes import too_large
from fullcount.review.record.problem import RecordError, problem
from fullcount.review.record.record import VERSION, Record, Reviewed
from fullcount.review.record.wellformed import faults_of

__all__ = ["read_record"]

_HASH = re.compile("[0-9a-f]{64}")
_KEYS = frozenset({"review_record", "status", "document", "review"})
_REMEDY = "name the file that fullcount review start wrote"
LIMITS = Limits()


def read_record(content: bytes, name: str) -> Record:
    """The record in a file. Raises RecordError with everything that keeps it from being one."""
    try:
        if len(content) > LIMITS.max_bytes:
            raise too_large(name, f"{len(content)} bytes", LIMITS)
        data = parse_json(decode(content, name), name, LIMITS)
    except Unreadable as error:
        raise RecordError(error.problems) from None
    if not isinstance(data, dict) or "review_record" not in data:
        raise RecordError((problem("no review record", "an object with the key review_record", _REMEDY),))
    if problems := tuple(_problems(data)):
        raise RecordError(problems)
    return Record(Reviewed(**_known(data["document"])), data["review"], data["status"])


def _known(document: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": None, "revision": None, **document}


def _problems(data: Mapping[str, Any]) -> Iterator[Problem]:
    if data["review_record"] != VERSION:
        yield problem(
            f"version {_short(data['review_record'])}", f'"{VERSION}"', _REMEDY, pointer="/review_record"
        )
        return
    for key in sorted(data.keys() - _KEYS):
        yield problem(f"the key {_short(key)}", "no other key", "remove it", pointer="")
    if data.get("status") not in ("open", "signed-off"):
        yield problem(
            f"the status {_short(data.get('status'))}", "open or signed-off", _REMEDY, pointer="/status"
        )
    yield from _of_document(data.get("document"))
    for fault in faults_of(data.get("review")):
        yield fault._replace(pointer=f"/review{fault.pointer or ''}")


def _of_document(document: object) -> Iterator[Problem]:
    if not isinstance(document, dict):
        yield problem(
            "no document", "the name and the hash of what was reviewed", _REMEDY, pointer="/document"
        )
        return
    for key, value in _known(document).items():
        if key not in Reviewed._fields:
            yield problem(f"the key {_short(key)}", "no other key", "remove it", pointer="/document")
        elif not _is_fit(key, value):
            yield problem(_short(value), _EXPECTED[key], _REMEDY, pointer=f"/document/{key}")
    for key in ("name", "sha256"):
        if key not in document:
            yield problem(f"no {key}", _EXPECTED[key], _REMEDY, pointer=f"/document/{key}")


_EXPECTED = {
    "name": "the name of the file",
    "sha256": "a SHA-256 in lower-case hexadecimal",
    "with_review_sha256": "a SHA-256 in lower-case hexadecimal",
    "id": "the id of the disclosure",
    "revision": "the number of its revision",
}


def _is_fit(key: str, value: object) -> bool:
    match key:
        case "sha256" | "with_review_sha256":
            return isinstance(value, str) and _HASH.fullmatch(value) is not None
        case "revision":
            return value is None or type(value) is int
        case "id":
            return value is None or isinstance(value, str)
        case _:
            return isinstance(value, str) and bool(value)


def _short(value: object) -> str:
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:60]}…"
