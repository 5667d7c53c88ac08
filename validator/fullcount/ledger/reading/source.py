"""A log file as numbered lines, or whole: plain, gzip or zstandard, and nothing in it can crash the reader."""

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from pathlib import Path
from typing import IO, NamedTuple, cast

from fullcount.ledger.errors import LedgerError, Problem, clip

__all__ = ["LINE_LIMIT", "WHOLE_LIMIT", "Line", "TextSource"]

LINE_LIMIT = 1 << 20
"""Bytes of the longest line that is read."""
WHOLE_LIMIT = 1 << 28
"""Bytes of the largest file that is read as a whole, unpacked: 256 MiB."""
_GZIP = b"\x1f\x8b"
_START = 1 << 16
_ZSTD = b"\x28\xb5\x2f\xfd"
_BOM = b"\xef\xbb\xbf"


class Line(NamedTuple):
    """One line without its end.

    `fault` is empty, `bad-encoding`, `nul-byte` or `line-too-long`; then `text` says where, and quotes nothing.
    `readable` is what a line with a bad byte says apart from it, for an importer to which that is enough.
    """

    number: int
    text: str
    fault: str
    readable: str = ""


class TextSource:
    """One file of a log. `name` is its base name: folders do not reach the ledger."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.name = self.path.name

    def lines(self) -> Iterator[Line]:
        """Every line that is not blank. Raises `LedgerError` for a file that cannot be opened or unpacked."""
        with self._unpacked() as stream:
            yield from _numbered(stream)

    def whole(self) -> str:
        """The text of the file, for formats that are one document. Raises `LedgerError`, too for a huge one."""
        with self._unpacked() as stream:
            data = stream.read(WHOLE_LIMIT + 1).removeprefix(_BOM)
        if len(data) > WHOLE_LIMIT:
            found = f"more than {WHOLE_LIMIT >> 20} MiB in one document"
            raise self.refusal(None, found, "a smaller one", "split the export")
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            found = f"byte 0x{data[error.start]:02x}, which is no UTF-8"
            raise self.refusal(line, found, "UTF-8 text", "save the file as UTF-8") from error

    @cached_property
    def start(self) -> str:
        """The first 64 KiB as text, bad bytes replaced; empty where the file cannot be read."""
        try:
            with self._unpacked() as stream:
                return stream.read(_START).removeprefix(_BOM).decode("utf-8", "replace")
        except LedgerError:
            return ""

    @property
    def first_line(self) -> str:
        """The first line of `start` that is not blank."""
        return next((line for line in self.start.splitlines() if line.strip()), "")

    def header(self) -> Line:
        """The first line that is not blank. Raises `LedgerError` when there is none, or it is not text."""
        for line in self.lines():
            if line.fault:
                remedy = "save the log as UTF-8 text (UTF-16 and binary files cannot be read)"
                raise self.refusal(
                    line.number, f"{line.fault} ({clip(line.text)})", "a line of UTF-8 text", remedy
                )
            return line
        raise self.refusal(None, "an empty file", "a log", "check that the export has finished")

    def refusal(self, line: int | None, found: str, expected: str, remedy: str) -> LedgerError:
        """An error about this file."""
        return LedgerError([Problem(self.name, line, found, expected, remedy)])

    def stream(self) -> AbstractContextManager[IO[bytes]]:
        """The bytes of the file, unpacked. Raises `LedgerError` for a file that cannot be opened or unpacked."""
        return self._unpacked()

    @contextmanager
    def _unpacked(self) -> Iterator[IO[bytes]]:
        try:
            with self._open() as stream:
                yield stream
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise self._damaged("gzip", error) from error
        except OSError as error:
            found = f"a file that cannot be read ({error.strerror or error})"
            raise self.refusal(None, found, "a readable file", "check path and permissions") from error
        except Exception as error:
            if type(error).__name__ != "ZstdError":
                raise
            raise self._damaged("zstandard", error) from error

    def _damaged(self, packing: str, error: Exception) -> LedgerError:
        return self.refusal(None, f"a damaged {packing} file ({error})", "a whole one", "copy it again")

    def _open(self) -> IO[bytes]:
        with self.path.open("rb") as stream:
            start = stream.read(len(_ZSTD))
        if start.startswith(_GZIP):
            return cast("IO[bytes]", gzip.open(self.path, "rb"))
        return self._zstandard() if start == _ZSTD else self.path.open("rb")

    def _zstandard(self) -> IO[bytes]:
        try:
            import zstandard  # noqa: PLC0415 - an extra
        except ImportError:
            remedy = "pip install 'fullcount[ledger]', or unpack it first: unzstd FILE"
            raise self.refusal(None, "a zstandard file", "the library zstandard", remedy) from None
        unpacked = zstandard.ZstdDecompressor().stream_reader(
            self.path.open("rb"), read_across_frames=True, closefd=True
        )
        return cast("IO[bytes]", io.BufferedReader(unpacked, 1 << 20))


def _numbered(stream: IO[bytes]) -> Iterator[Line]:
    number = 0
    while raw := stream.readline(LINE_LIMIT):
        number += 1
        if number == 1:
            raw = raw.removeprefix(_BOM)
        line = _line(number, raw)
        if len(raw) == LINE_LIMIT and not raw.endswith(b"\n"):
            _finish_line(stream)
            line = Line(number, f"more than {LINE_LIMIT} bytes", "line-too-long")
        if line.fault or line.text.strip():
            yield line


def _line(number: int, raw: bytes) -> Line:
    try:
        text = raw.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        where = f"byte 0x{raw[error.start]:02x} at {error.start + 1}"
        return Line(
            number, where, "bad-encoding", raw.decode("utf-8", "replace").replace("\0", "").rstrip("\r\n")
        )
    if "\0" in text:
        where = f"a NUL at character {text.index(chr(0)) + 1}"
        return Line(number, where, "nul-byte", text.replace("\0", ""))
    return Line(number, text, "")


def _finish_line(stream: IO[bytes]) -> None:
    while (rest := stream.readline(LINE_LIMIT)) and not rest.endswith(b"\n"):
        pass
