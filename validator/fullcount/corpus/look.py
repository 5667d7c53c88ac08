"""Whether a file is a disclosure at all: a look for its key `fullcount`, no further into the file than it takes."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["is_disclosure", "looks_like_disclosure"]

_HEAD = 4096
_MARKS = (BOM_UTF8, BOM_UTF16_LE, BOM_UTF16_BE)
_FIRST_KEY = re.compile(rb"""\s*\{\s*["']?fullcount["']?\s*:""")
_KEY = re.compile(rb'"fullcount"\s*:')
_YAML_KEY = re.compile(rb"""^["']?fullcount["']?[ \t]*:""", re.MULTILINE)
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"')


def is_disclosure(path: "Path", max_bytes: int) -> bool:
    """Whether the outermost object of a file has the key; no more than `max_bytes` are read.

    Raises OSError where it cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
        if looks_like_disclosure(head):
            return True
        rest = file.read(max_bytes - _HEAD) if len(head) == _HEAD else b""
    return bool(rest) and looks_like_disclosure(head + rest)


def looks_like_disclosure(content: bytes) -> bool:
    """Whether the outermost object of JSON or YAML text, whole or cut off or broken, has the key.

    Marks of byte order and UTF-16 do not hide it: what is wrong with them is for the reader to say.
    """
    if content.startswith(_MARKS):
        content = content.removeprefix(BOM_UTF8).replace(b"\0", b"").lstrip(b"\xff\xfe")
    if _FIRST_KEY.match(content) or _YAML_KEY.search(content):
        return True
    return content.lstrip()[:1] == b"{" and _is_outermost(content)


def _is_outermost(content: bytes) -> bool:
    """Whether any such key of JSON stands inside one bracket only; brackets in strings do not count."""
    depth = seen = 0
    for key in _KEY.finditer(content):
        between = _STRING.sub(b"", content[seen : key.start()])
        depth += sum(map(between.count, (b"{", b"["))) - sum(map(between.count, (b"}", b"]")))
        if depth == 1:
            return True
        seen = key.end()
    return False
