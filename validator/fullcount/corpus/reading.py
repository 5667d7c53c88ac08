"""One file among many, read as cheaply as can be without accepting what `parse` would refuse."""

import os
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fullcount.disclosure import Document, Limits, parse
from fullcount.disclosure.json_text import outgrows
from fullcount.disclosure.source_bytes import read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

    from fullcount.disclosure import Place

__all__ = ["Unplaced", "content_of", "quick", "strict"]

_LONG_OR_LARGE = re.compile(rb"[0-9]{19}|[0-9.][eE][+-]?[0-9]{3}")
_SAME_DIGIT = bytes.maketrans(b"123456789E", b"000000000e")
_NO_TEXT = ""
_ONE_READ = 1 << 16


class Unplaced(Document):
    """A document that keeps no places: its findings have a pointer, and no line."""

    def place(self, pointer: str) -> "Place | None":  # noqa: ARG002
        """None."""
        return None

    key_place = place


def content_of(path: str, size: int, limits: Limits) -> bytes:
    """The bytes of a file of that size, a small one in a single read. Raises Unreadable as every other command does."""
    if size < _ONE_READ and len(content := _at_once(path)) == size:
        return content
    return read_bytes(Path(path), path, limits)


def _at_once(path: str) -> bytes:
    """What one read gives; nothing where there is an error, which `read_bytes` then words."""
    try:
        file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError):
        return b""
    try:
        return os.read(file, _ONE_READ)
    except OSError:
        return b""
    finally:
        os.close(file)


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


@cache
def _orjson() -> "tuple[Callable[[bytes], Any], Callable[[Any], bytes]]":
    """The parser and the writer; without the extra `corpus`, a parser that leaves everything to `strict`."""
    try:
        import orjson  # noqa: PLC0415 - an extra
    except ImportError:
        return _never, bytes
    return orjson.loads, orjson.dumps


def _never(content: bytes) -> Any:  # noqa: ARG001
    raise ValueError
