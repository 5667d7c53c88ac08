"""The bytes of a table: unpacked where they are packed, and what they allow a fast reader to take for granted."""

import codecs
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

from fullcount.ledger.reading.source import TextSource

__all__ = ["Content", "content_of", "has_blank_line", "unpacked"]

_CHUNK = 1 << 22
_PACKED = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd")
_BLANK = (b"\n\n", b"\n\r")
_LOOSE_QUOTES = (b' "', b'" ')


class Content(NamedTuple):
    """What is in the bytes. `lines` are physical ones; `plain` is UTF-8 with one kind of line end."""

    lines: int
    quotes: bool
    plain: bool


@contextmanager
def unpacked(source: TextSource) -> Iterator[Path]:
    """The path of the bytes: the file itself, or an unpacked copy that is removed at the end. Raises `LedgerError`."""
    with source.stream() as stream:
        if stream.read(1) == b"" or not _is_packed(source.path):
            yield source.path
            return
    with tempfile.TemporaryDirectory(prefix="fullcount-") as folder:
        copy = Path(folder) / "unpacked"
        with source.stream() as stream, copy.open("wb") as target:
            while chunk := stream.read(_CHUNK):
                target.write(chunk)
        yield copy


def _is_packed(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(4).startswith(_PACKED)


def content_of(path: Path) -> Content:
    """Read the bytes once, in pieces."""
    seen = _Seen()
    with path.open("rb") as stream:
        for chunk in _chunks(stream):
            seen.take(chunk)
    return seen.content()


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(_CHUNK):
        yield chunk


def has_blank_line(path: Path) -> bool:
    """Whether two line ends follow each other, in a quoted cell or not; slower than `content_of`."""
    tail = b"\n"
    with path.open("rb") as stream:
        for chunk in _chunks(stream):
            joint = tail + chunk[:1]
            if any(pair in chunk or pair == joint for pair in _BLANK):
                return True
            tail = chunk[-1:]
    return False


class _Seen:
    def __init__(self) -> None:
        self._lines = self._returns = self._pairs = 0
        self._quotes, self._odd, self._tail = False, False, b"\n"
        self._decoder, self._pending = codecs.getincrementaldecoder("utf-8")(), False

    def take(self, chunk: bytes) -> None:
        joint = self._tail[-1:] + chunk[:1]
        self._lines += chunk.count(b"\n")
        if b"\r" in chunk or joint == b"\r\n":
            self._returns += chunk.count(b"\r")
            self._pairs += chunk.count(b"\r\n") + (joint == b"\r\n")
        if b'"' in chunk:
            self._quotes = True
            self._odd |= any(pair in chunk for pair in _LOOSE_QUOTES)
        self._odd |= joint in _LOOSE_QUOTES
        self._odd |= b"\0" in chunk or not self._is_text(chunk)
        self._tail = chunk

    def _is_text(self, chunk: bytes) -> bool:
        if chunk.isascii() and not self._pending:
            return True
        try:
            self._decoder.decode(chunk)
            self._pending = bool(self._decoder.getstate()[0])
        except UnicodeDecodeError:
            return False
        return True

    def content(self) -> Content:
        mixed = self._returns and not self._returns == self._pairs == self._lines
        try:
            self._decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            self._odd = True
        lines = self._lines + (not self._tail.endswith(b"\n"))
        return Content(lines, self._quotes, not self._odd and not mixed)
