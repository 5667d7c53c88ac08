"""The bytes of a table: unpacked where they are packed, and what they allow a fast reader to take for granted."""

import codecs
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

from fullcount.ledger.reading.source import TextSource

__all__ = ["Content", "content_of", "has_blank_line", "line_bytes", "unpacked"]

_CHUNK = 1 << 22
_PACKED = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd")
_BLANK = (b"\n\n", b"\n\r")
_LOOSE_QUOTES = (b' "', b'" ')


class Content(NamedTuple):
    """What is in the bytes: quotes, carriage returns; `plain` is UTF-8 with one kind of line end.

    `lines` are physical ones, counted only where there are quotes or carriage returns.
    """

    lines: int | None
    quotes: bool
    returns: bool
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
    """Read the bytes in pieces: once where each row is a line, twice where line ends have to be counted."""
    seen = _Seen()
    with path.open("rb", buffering=0) as stream:
        for chunk in _chunks(stream):
            seen.take(chunk)
    if not (seen.quotes or seen.returns):
        return Content(None, False, False, seen.is_plain())
    ends = _LineEnds()
    with path.open("rb", buffering=0) as stream:
        for chunk in _chunks(stream):
            ends.take(chunk)
    return Content(ends.lines(), seen.quotes, seen.returns, seen.is_plain() and not ends.mixed())


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


def line_bytes(path: Path, rows: int, returns: bool) -> int:
    """Bytes of so many lines after the first, without their ends, if these are all there are in the file."""
    with path.open("rb") as stream:
        header = len(stream.readline())
        stream.seek(-1, os.SEEK_END)
        open_end = rows > 0 and stream.read(1) != b"\n"
    end = 1 + returns
    return path.stat().st_size - header - end * (rows - open_end)


class _Seen:
    def __init__(self) -> None:
        self.quotes = self.returns = self._odd = self._pending = False
        self._tail = b""
        self._decoder = codecs.getincrementaldecoder("utf-8")()

    def take(self, chunk: bytes) -> None:
        joint = self._tail + chunk[:1]
        self.returns |= b"\r" in chunk
        if b'"' in chunk:
            self.quotes = True
            self._odd |= any(pair in chunk for pair in _LOOSE_QUOTES)
        self._odd |= joint in _LOOSE_QUOTES
        self._odd |= b"\0" in chunk or not self._is_text(chunk)
        self._tail = chunk[-1:]

    def _is_text(self, chunk: bytes) -> bool:
        if chunk.isascii() and not self._pending:
            return True
        try:
            self._decoder.decode(chunk)
            self._pending = bool(self._decoder.getstate()[0])
        except UnicodeDecodeError:
            return False
        return True

    def is_plain(self) -> bool:
        return not self._odd and not self._pending


class _LineEnds:
    def __init__(self) -> None:
        self._lines = self._returns = self._pairs = 0
        self._tail = b"\n"

    def take(self, chunk: bytes) -> None:
        self._lines += chunk.count(b"\n")
        self._returns += chunk.count(b"\r")
        self._pairs += chunk.count(b"\r\n") + (self._tail + chunk[:1] == b"\r\n")
        self._tail = chunk[-1:]

    def mixed(self) -> bool:
        return self._returns > 0 and not self._returns == self._pairs == self._lines

    def lines(self) -> int:
        return self._lines + (self._tail != b"\n")
