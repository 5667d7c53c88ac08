"""Where something is, in the words of SARIF."""

from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from fullcount.disclosure.pointer import printable, split

if TYPE_CHECKING:
    from fullcount.disclosure import Place

__all__ = ["ROOT", "artifact_location", "logical_location", "region"]

Data = dict[str, Any]

ROOT = "%SRCROOT%"
"""What code scanning takes for the root of the repository: where fullcount was run."""


def artifact_location(name: str) -> Data:
    """A file as it was named: a relative name stays relative to the root of whatever holds it."""
    if name == "-":
        return {"uri": "stdin:", "description": {"text": "standard input"}}
    path = PurePath(name)
    if path.is_absolute():
        return {"uri": "file://" + quote(path.as_posix().encode("utf-8", "surrogateescape"))}
    uri = quote(path.as_posix().encode("utf-8", "surrogateescape"))
    return {"uri": uri, "uriBaseId": ROOT}


def region(place: "Place | None") -> Data:
    """The region that begins at a place; nothing where there is none."""
    return {"region": {"startLine": place.line, "startColumn": place.column}} if place else {}


def logical_location(pointer: str, data: Any) -> Data:
    """The JSON pointer of a value, with what kind of value stands there."""
    steps = split(pointer) if pointer.startswith("/") else []
    name = {"name": printable(steps[-1])} if steps else {}
    return {**name, "fullyQualifiedName": printable(pointer) or "/", "kind": _kind(steps, data)}


def _kind(steps: list[str], data: Any) -> str:
    for step in steps:
        match data:
            case dict() if step in data:
                data = data[step]
            case list() if step.isdecimal() and int(step) < len(data):
                data = data[int(step)]
            case _:
                return "property"
    if isinstance(data, dict):
        return "object"
    return "array" if isinstance(data, list) else "value"
