"""Reading from a client that may be slow on purpose: the deadline is for the whole request, not for each byte."""

import io
import socket
from time import monotonic

__all__ = ["DeadlineReader"]


class DeadlineReader(io.RawIOBase):
    """What comes from a socket until a moment; after it, reading raises TimeoutError."""

    def __init__(self, connection: socket.socket, seconds: float) -> None:
        self._connection = connection
        self._end = monotonic() + seconds

    def extend(self, seconds: float) -> None:
        """Put the deadline so many seconds from now."""
        self._end = monotonic() + seconds

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Some bytes, or 0 where the client sends no more."""
        left = self._end - monotonic()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(left)
        return self._connection.recv_into(buffer)
