"""A log file as numbered lines, or whole: plain, gzip or zstandard, and nothing in it can crash the reader."""

import codecs
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import IO, NamedTuple

from fullcount.ledger.errors import LedgerError, Problem, clip
from fullcount.ledger.reading.foreign import foreign
from fullcount.ledger.reading.packing import DAMAGED, DamagedError, NeedsZstandardError, unpacked

__all__ = ["LINE_LIMIT", "WHOLE_LIMIT", "Line", "TextSource", "unchanged"]

LINE_LIMIT = 1 << 20
"""Bytes of the longest line that is read."""
WHOLE_LIMIT = 1 << 28
"""Bytes of the largest file that is read as a whole, unpacked: 256 MiB."""
_START = 1 << 16
_BOM = b"\xef\xbb\xbf"
_CLOSED = ("}", "]")
"""Ends of a JSON document or line, which is whole without a line end."""
_State = tuple[int, int, int, int]


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
    """One file of a log. `name` is its base name: folders do not reach the ledger.

    `on_unended` is called with the number of the last line, before it is given out, where no line end closes it.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.name = self.path.name
        self.on_unended: Callable[[int], None] = _nobody
        self._raw: IO[bytes] | None = None
        self._state: _State | None = None
        self._ended = False

    def lines(self) -> Iterator[Line]:
        """Every line that is not blank.

        Raises `LedgerError` for a file that cannot be opened or unpacked, or that changed until its last line.
        """
        with self._unpacked() as stream:
            yield from _numbered(stream, self.on_unended)
            self._refuse_changes()
        self._ended = True

    def whole(self) -> str:
        """The text of the file, for formats that are one document. Raises `LedgerError`, too for a huge one."""
        with self._unpacked() as stream:
            data = stream.read(WHOLE_LIMIT + 1).removeprefix(_BOM)
            self._refuse_changes()
        if len(data) > WHOLE_LIMIT:
            found = f"more than {WHOLE_LIMIT >> 20} MiB in one document"
            raise self.refusal(None, found, "a smaller one", "split the export")
        self._ended = True
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            self._refuse_foreign(data)
            line = data.count(b"\n", 0, error.start) + 1
            found = f"byte 0x{data[error.start]:02x}, which is no UTF-8"
            raise self.refusal(line, found, "UTF-8 text", "save the file as UTF-8") from error

    def pieces(self, size: int = 1 << 20) -> Iterator[str]:
        """The text piece by piece, about `size` characters each, bad bytes replaced by U+FFFD."""
        with self._unpacked() as stream:
            decoder = codecs.getincrementaldecoder("utf-8")("replace")
            data = stream.read(size).removeprefix(_BOM)
            while data:
                yield decoder.decode(data)
                data = stream.read(size)
            yield decoder.decode(b"", final=True)
            self._refuse_changes()
        self._ended = True

    @cached_property
    def start(self) -> str:
        """The first 64 KiB as text, bad bytes replaced; empty where the file cannot be read."""
        try:
            return self._first_bytes().removeprefix(_BOM).decode("utf-8", "replace")
        except LedgerError:
            return ""

    @property
    def first_line(self) -> str:
        """The first line of `start` that is not blank."""
        return next((line for line in self.start.splitlines() if line.strip()), "")

    @property
    def progress(self) -> tuple[int, int]:
        """Bytes read and bytes in all, as the file lies on the disk."""
        size = self._size
        if self._ended or self._raw is None or self._raw.closed:
            return (size if self._ended else 0), size
        return self._raw.tell(), size

    @cached_property
    def _size(self) -> int:
        return self.path.stat().st_size if self.path.is_file() else 0

    def header(self) -> Line:
        """The first line that is not blank. Raises `LedgerError` when there is none, or it is not text."""
        self._refuse_foreign(self._first_bytes())
        for line in self.lines():
            if line.fault:
                remedy = "save the log as UTF-8 text; binary files cannot be read"
                raise self.refusal(
                    line.number, f"{line.fault} ({clip(line.text)})", "a line of UTF-8 text", remedy
                )
            return line
        raise self.refusal(None, "an empty file", "a log", "check that the export has finished")

    def refusal(self, line: int | None, found: str, expected: str, remedy: str) -> LedgerError:
        """An error about this file."""
        return LedgerError([Problem(self.name, line, found, expected, remedy)])

    def close(self) -> None:
        """Close the file, for whoever stops in the middle of it."""
        if self._raw is not None:
            self._raw.close()

    def _first_bytes(self) -> bytes:
        with self._unpacked() as stream:
            return stream.read(_START)

    def _refuse_foreign(self, data: bytes) -> None:
        if known := foreign(data):
            found, remedy = known
            raise self.refusal(None if found != "UTF-16 text" else 1, found, "UTF-8 text", remedy)

    def stream(self) -> AbstractContextManager[IO[bytes]]:
        """The bytes of the file, unpacked. Raises `LedgerError` for a file that cannot be opened or unpacked."""
        return self._unpacked()

    @contextmanager
    def _unpacked(self) -> Iterator[IO[bytes]]:
        try:
            with self._opened() as self._raw, unpacked(self._raw) as stream:
                yield stream
        except DAMAGED as error:
            packing = "zstandard" if isinstance(error, DamagedError) else "gzip"
            found = f"a damaged {packing} file ({clip(str(error))})"
            raise self.refusal(None, found, "one that can be unpacked to its end", "copy it again") from error
        except NeedsZstandardError:
            remedy = "pip install 'fullcount[ledger]', or unpack it first: unzstd FILE"
            raise self.refusal(None, "a zstandard file", "the library zstandard", remedy) from None
        except OSError as error:
            found = f"a file that cannot be read ({error.strerror or error})"
            raise self.refusal(None, found, "a readable file", "check path and permissions") from error

    def _opened(self) -> IO[bytes]:
        mode = self.path.stat().st_mode
        if not stat.S_ISREG(mode):
            kind = "a folder (directory)" if stat.S_ISDIR(mode) else "a pipe or a device"
            raise self.refusal(None, kind, "a file", "name a file, or save what comes out of it in one")
        raw = self.path.open("rb")
        self._state = self._state or _state(os.fstat(raw.fileno()))
        return raw

    def _refuse_changes(self) -> None:
        if _state_at(self.path) != self._state:
            raise _changed(self.name)


def _nobody(_line: int) -> None:
    """Nobody wants to know."""


def _state(found: os.stat_result) -> _State:
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


@contextmanager
def unchanged(paths: Iterable[Path]) -> Iterator[None]:
    """Around a reading that goes over files more than once: raises `LedgerError` where one of them changed."""
    before = [(path, _state_at(path)) for path in paths]
    yield
    for path, state in before:
        if _state_at(path) != state:
            raise _changed(path.name)


def _state_at(path: Path) -> _State:
    try:
        return _state(path.stat())
    except OSError as error:
        found = f"a file that cannot be read ({error.strerror or error})"
        problem = Problem(path.name, None, found, "a readable file", "check path and permissions")
        raise LedgerError([problem]) from error


def _changed(name: str) -> LedgerError:
    remedy = "wait until nothing writes to it, or read a copy"
    return LedgerError(
        [Problem(name, None, "a file that changed while it was read", "one that stays", remedy)]
    )


def _numbered(stream: IO[bytes], on_unended: Callable[[int], None]) -> Iterator[Line]:
    for number in count(1):
        raw = stream.readline(LINE_LIMIT)
        if not raw:
            return
        ended = raw.endswith(b"\n")
        if not ended and len(raw) == LINE_LIMIT:
            yield Line(number, f"more than {LINE_LIMIT} bytes", "line-too-long")
            _finish_line(stream)
            continue
        line = _line(number, raw.removeprefix(_BOM) if number == 1 else raw)
        if line.fault or line.text.strip():
            if not ended and not line.text.endswith(_CLOSED):
                on_unended(number)
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
