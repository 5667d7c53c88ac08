"""A log file as numbered lines: plain or gzip, and nothing in it can crash the reader."""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple, cast

from fullcount.ledger.errors import LedgerError, Problem, clip

__all__ = ["LINE_LIMIT", "Line", "TextSource"]

LINE_LIMIT = 1 << 20
_GZIP = b"\x1f\x8b"
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
        try:
            with self._open() as stream:
                yield from _numbered(stream)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise self.refusal(
                None, f"a damaged gzip file ({error})", "a whole one", "copy it again"
            ) from error
        except OSError as error:
            found = f"a file that cannot be read ({error.strerror or error})"
            raise self.refusal(None, found, "a readable file", "check path and permissions") from error

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

    def _open(self) -> IO[bytes]:
        stream = self.path.open("rb")
        try:
            zipped = stream.read(2) == _GZIP
            stream.seek(0)
        except BaseException:
            stream.close()
            raise
        if not zipped:
            return stream
        stream.close()
        return cast("IO[bytes]", gzip.open(self.path, "rb"))


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
