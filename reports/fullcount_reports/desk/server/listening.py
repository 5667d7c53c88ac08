"""The server: one address of this machine that no other machine reaches, few connections at once."""

import errno
import json
import os
import secrets
import socket
from pathlib import Path
from socketserver import TCPServer, ThreadingMixIn
from threading import BoundedSemaphore, Lock
from typing import Any

from fullcount_reports.desk.answer import answer
from fullcount_reports.desk.server.drafts import Draft
from fullcount_reports.desk.server.handler import Handler, busy
from fullcount_reports.desk.server.pages import page_folder, pages_of
from fullcount_reports.desk.server.patience import Patience

__all__ = ["LOOPBACK", "DeskServer", "listening"]

LOOPBACK = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))
"""The only addresses that are ever listened on; the second where a machine has no first."""

TOKEN_BYTES = 32
_NO_SUCH_ADDRESS = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)
DEFAULT_PATIENCE = Patience()


def listening(
    port: int = 0,
    draft: Draft | None = None,
    *,
    pages: Path | None = None,
    patience: Patience = DEFAULT_PATIENCE,
) -> "DeskServer":
    """A server that listens but does not yet serve; port 0 takes a free one. Raises OSError where the port is taken."""
    pages = page_folder() if pages is None else pages
    for family, host in LOOPBACK[:-1]:
        try:
            return DeskServer((family, host, port), draft, pages, patience)
        except OSError as error:
            if error.errno not in _NO_SUCH_ADDRESS:
                raise
    return DeskServer((*LOOPBACK[-1], port), draft, pages, patience)


class DeskServer(ThreadingMixIn, TCPServer):
    """Serves the page in the folder `pages`, its engine and one file of the user, until it is closed."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = os.name == "posix"  # elsewhere it would let others take the port
    request_queue_size = 64

    def __init__(
        self,
        where: tuple[socket.AddressFamily, str, int],
        draft: Draft | None,
        pages: Path,
        patience: Patience,
    ) -> None:
        self.address_family, host, port = where
        self.draft = draft
        self.pages = pages_of(pages)
        self.patience = patience
        self.token = secrets.token_urlsafe(TOKEN_BYTES)
        self._once = secrets.token_urlsafe(TOKEN_BYTES)
        self._slots = BoundedSemaphore(patience.connections)
        self._one_at_a_time = Lock()
        super().__init__((host, port), Handler)

    @property
    def port(self) -> int:
        """The port that was taken."""
        return int(self.server_address[1])

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        host = "127.0.0.1" if self.address_family == socket.AF_INET else "[::1]"
        return f"http://{host}:{self.port}"

    @property
    def address(self) -> str:
        """What the user opens, as often as they like."""
        return f"{self.origin}/#token={self.token}"

    @property
    def address_once(self) -> str:
        """What leads to that address the first time it is opened, and to nothing after."""
        return f"{self.origin}/open/{self._once}"

    def take_once(self, key: str) -> bool:
        """Whether `key` opens the desk; it does so once."""
        with self._one_at_a_time:
            fits = bool(self._once) and secrets.compare_digest(key.encode(), self._once.encode())
            self._once = "" if fits else self._once
        return fits

    def engine(self) -> dict[str, Any]:
        """What the page finds at `engine.json`."""
        return {"engine": "server", "draft": self.draft is not None}

    def ask(self, question: object) -> bytes:
        """The answer as JSON in ASCII; one is worked out at a time."""
        folders = {self.draft.name: self.draft.path.parent} if self.draft else {}
        with self._one_at_a_time:
            return json.dumps(answer(question, folders), allow_nan=False).encode()

    def process_request(self, request: Any, client_address: Any) -> None:
        """A thread for the connection, if there are not too many."""
        if self._slots.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            busy(request)
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """The whole life of a connection."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._slots.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away in the middle is no news."""
