"""One file among many, read as cheaply as can be without accepting what `parse` would refuse."""

import re
from typing import TYPE_CHECKING, Any

from fullcount.disclosure import Document, Limits, parse
from fullcount.disclosure.json_text import outgrows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from fullcount.disclosure import Place

__all__ = ["Unplaced", "quick", "strict"]

_LONG_OR_LARGE = re.compile(rb"[0-9]{19}|[0-9.][eE][+-]?[0-9]{3}")
_SAME_DIGIT = bytes.maketrans(b"123456789E", b"000000000e")
_NO_TEXT = ""


class Unplaced(Document):
    """A document that keeps no places: its findings have a pointer, and no line."""

    def place(self, pointer: str) -> "Place | None":  # noqa: ARG002
        """None."""
        return None

    key_place = place


def strict(content: bytes, name: str, folder: "Path", limits: Limits) -> Unplaced:
    """The document as every other command reads it. Raises Unreadable."""
    document = parse(content, name, folder, limits)
    return Unplaced(name, folder, content, document.format, document.data, _NO_TEXT)


def quick(content: bytes, name: str, folder: "Path", limits: Limits) -> Unplaced | None:
    """The same document through orjson; None where it is not certain that `strict` would read the same."""
    loads, dumps = _orjson()
    if content[:1] != b"{" or _suspicious(content):
        return None
    try:
        data = loads(content)
        colons = dumps(data).count(b":")
    except (ValueError, TypeError):
        return None  # what is wrong with it, `strict` says
    if colons != content.count(b":") or (b'"x-' in content and outgrows(data, limits)):
        return None
    return Unplaced(name, folder, content, "json", data, _NO_TEXT)


def _suspicious(content: bytes) -> bool:
    """Whether there may be a number that is refused or that orjson rounds, or keys that cannot be counted.

    A repeated key shows in the count of colons, as long as none in a text is written by its number.
    """
    digits = content.translate(_SAME_DIGIT, b"+-")
    if b"0" * 19 in digits or (b"0e000" in digits and _LONG_OR_LARGE.search(content) is not None):
        return True
    return b"\\" in content and b"\\u003a" in content.lower()


def _orjson() -> "tuple[Callable[[bytes], Any], Callable[[Any], bytes]]":
    """The parser and the writer; without the extra `corpus`, a parser that leaves everything to `strict`."""
    try:
        import orjson  # noqa: PLC0415 - an extra
    except ImportError:
        return _never, lambda data: b""  # noqa: ARG005
    return orjson.loads, orjson.dumps


def _never(content: bytes) -> Any:  # noqa: ARG001
    raise ValueError
