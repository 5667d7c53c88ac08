"""Packed logs as streams of bytes: gzip and zstandard, in memory that the log cannot blow up."""

import gzip
import io
import zlib
from typing import IO, Any, cast

__all__ = ["DAMAGED", "DamagedError", "NeedsZstandardError", "unpacked"]

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_ZSTD_PIECE = 512
"""Bytes unpacked at once: a block of 4 bytes can hold 128 KiB, so at most 16 MiB come of it."""


class DamagedError(Exception):
    """A zstandard file that cannot be unpacked to its end."""


class NeedsZstandardError(Exception):
    """A zstandard file, and the library for it is not installed."""


DAMAGED = (DamagedError, EOFError, zlib.error, gzip.BadGzipFile)
"""What reading a damaged file raises."""


def unpacked(raw: IO[bytes]) -> IO[bytes]:
    """The bytes of a file, unpacked where its first bytes say that it is packed; several parts in a row are one."""
    start = raw.read(len(_ZSTD))
    raw.seek(0)
    if start.startswith(_GZIP):
        return cast("IO[bytes]", gzip.GzipFile(fileobj=raw, mode="rb"))
    if start == _ZSTD:
        return cast("IO[bytes]", io.BufferedReader(_Zstandard(raw), 1 << 20))
    return raw


class _Zstandard(io.RawIOBase):
    """Frames in a row. The library's own reader ends in silence where a file is cut; this one raises."""

    def __init__(self, raw: IO[bytes]) -> None:
        try:
            import zstandard  # noqa: PLC0415 - an extra
        except ImportError:
            raise NeedsZstandardError from None
        self._raw, self._library = raw, zstandard
        self._frame: Any = None
        self._packed, self._ready = b"", memoryview(b"")

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill as much of `buffer` as is at hand; 0 at the end of the last frame."""
        while not self._ready and self._unpack_more():
            pass
        size = min(len(buffer), len(self._ready))
        buffer[:size], self._ready = self._ready[:size], self._ready[size:]
        return size

    def _unpack_more(self) -> bool:
        packed = self._packed or self._raw.read(_ZSTD_PIECE)
        if not packed:
            if self._frame is not None:
                raise DamagedError("it ends in the middle of a frame")
            return False
        self._frame = self._frame or self._library.ZstdDecompressor().decompressobj()
        try:
            self._ready = memoryview(self._frame.decompress(packed))
        except self._library.ZstdError as error:
            raise DamagedError(str(error)) from error
        ended = self._frame.eof
        self._packed = self._frame.unused_data if ended else b""
        self._frame = None if ended else self._frame
        return True
