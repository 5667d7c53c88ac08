"""One connection, one request, one answer."""

import json
import socket
from collections.abc import Callable, Mapping
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from io import BufferedReader
from typing import TYPE_CHECKING, Any

from fullcount.disclosure import Unreadable
from fullcount_reports.desk.answer import refusal
from fullcount_reports.desk.refused import Wrong
from fullcount_reports.desk.server.body import length_of, question
from fullcount_reports.desk.server.deadline import DeadlineReader
from fullcount_reports.desk.server.gate import may_ask, may_enter, method_fits
from fullcount_reports.desk.server.pages import KINDS
from fullcount_reports.desk.server.refusal import Refusal
from fullcount_reports.desk.server.strict import STRICT

if TYPE_CHECKING:
    from fullcount_reports.desk.server.listening import DeskServer

__all__ = ["Handler", "busy"]

LONGEST_LINE = 8192
"""Bytes of a request line; our addresses have under 100."""

JSON = "application/json"
Routes = Mapping[str, Callable[[], None]]


class Handler(BaseHTTPRequestHandler):
    """Reads a request within the patience of the server, lets it in or refuses it, answers and hangs up."""

    protocol_version = "HTTP/1.1"
    server: "DeskServer"

    def setup(self) -> None:
        """Read through a deadline."""
        super().setup()
        self._source = DeadlineReader(self.connection, self.server.patience.head_s)
        self.rfile.close()
        self.rfile = BufferedReader(self._source)
        self._continue = False
        self.command = ""

    def handle(self) -> None:
        """The one request of this connection."""
        with suppress(OSError):  # the client is gone
            try:
                self._serve()
            except Refusal as refused:
                self._refuse(refused)
            except TimeoutError:
                wrong = Wrong("a request that does not end", "the whole request at once", "send it again")
                self._refuse(Refusal(HTTPStatus.REQUEST_TIMEOUT, "the request came too slowly", wrong))

    def _serve(self) -> None:
        self.raw_requestline = self.rfile.readline(LONGEST_LINE + 1)
        if len(self.raw_requestline) > LONGEST_LINE:
            self.send_error(HTTPStatus.REQUEST_URI_TOO_LONG)
        if not self.raw_requestline.strip():
            return
        self.parse_request()
        self._source.extend(self.server.patience.whole_s)
        may_enter(self.headers, self.server.port)
        routes = self._routes(self.path.partition("?")[0])
        method_fits(self.command, routes)
        routes[self.command]()

    def _routes(self, path: str) -> Routes:
        """The methods that an address has."""
        if path == "/ask":
            return {"POST": self._ask}
        if path == "/draft":
            return {"GET": self._draft}
        if path.startswith("/open/"):
            return {"GET": lambda: self._open(path.removeprefix("/open/"))}
        page = self._engine if path == "/engine.json" else lambda: self._page(path)
        return {"GET": page, "HEAD": page}

    def _ask(self) -> None:
        may_ask(self.headers, self.server.token)
        length = length_of(self.headers, self.server.patience.body_bytes)
        if self._continue:
            self.send_response_only(HTTPStatus.CONTINUE)
            self.end_headers()
        self._send(HTTPStatus.OK, JSON, self.server.ask(question(self.rfile, length)))

    def _draft(self) -> None:
        may_ask(self.headers, self.server.token)
        if self.server.draft is None:
            wrong = Wrong(
                "no file", "fullcount desk FILE", "start the desk with a file, or open one in the page"
            )
            raise Refusal(HTTPStatus.NOT_FOUND, "the desk was opened without a file", wrong)
        try:
            document = self.server.draft.as_document()
        except Unreadable as unreadable:
            first = unreadable.problems[0]
            wrong = Wrong(first.found, first.expected, first.remedy)
            raise Refusal(HTTPStatus.NOT_FOUND, f"{unreadable.name} cannot be read", wrong) from None
        self._send(HTTPStatus.OK, JSON, json.dumps(document).encode())

    def _open(self, key: str) -> None:
        if not self.server.take_once(key):
            remedy = (
                "open the address printed in the terminal; if you did not open this one before, end the desk"
            )
            wrong = Wrong("an address that was opened before, or never was one", "a new one", remedy)
            raise Refusal(HTTPStatus.GONE, "this address works once", wrong)
        self._send(HTTPStatus.SEE_OTHER, JSON, b"{}", {"Location": f"/#token={self.server.token}"})

    def _engine(self) -> None:
        self._send(HTTPStatus.OK, JSON, json.dumps(self.server.engine()).encode())

    def _page(self, path: str) -> None:
        file = self.server.pages.get(path)
        if file is None:
            wrong = Wrong(f"the address {path[:100]!r}", "a file of the page", "open the page itself, at /")
            raise Refusal(HTTPStatus.NOT_FOUND, "nothing is here", wrong)
        self._send(HTTPStatus.OK, KINDS[file.suffix], file.read_bytes())

    def _send(
        self, status: HTTPStatus, kind: str, body: bytes, headers: Mapping[str, str] | None = None
    ) -> None:
        self.connection.settimeout(self.server.patience.whole_s)
        self.request_version = self.protocol_version  # whatever came, this is what is spoken here
        self.send_response_only(status)
        about = {"Content-Type": kind, "Content-Length": str(len(body)), "Connection": "close"}
        for name, value in {**about, **STRICT, **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _refuse(self, refused: Refusal) -> None:
        """Say why, then let the client finish its sentence: one that is cut off would not read the answer."""
        body = json.dumps(refusal(refused.because, (refused.wrong,))).encode()
        self._send(refused.status, JSON, body, refused.headers)
        self.connection.shutdown(socket.SHUT_WR)
        self._source.extend(self.server.patience.linger_s)
        rest = bytearray(1 << 16)
        with suppress(TimeoutError):
            while self._source.readinto(memoryview(rest)):
                pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What the library finds wrong with the first lines of a request."""
        status = HTTPStatus(code)
        wrong = Wrong(
            message or status.phrase, "a request of a browser", explain or "open the page in a browser"
        )
        raise Refusal(status, "this is no request that the desk understands", wrong)

    def handle_expect_100(self) -> bool:
        """A client asks whether to send its body: it is told when the headers have passed."""
        self._continue = True
        return True

    def log_message(self, *_arguments: Any) -> None:
        """Nothing is written down about what the user does."""


def busy(connection: socket.socket) -> None:
    """Tell one connection too many to come back."""
    wrong = Wrong("too many connections at once", "a few", "close other windows of the desk, and try again")
    body = json.dumps(refusal("the desk is busy", (wrong,))).encode()
    headers = f"Content-Type: {JSON}\r\nContent-Length: {len(body)}\r\nConnection: close\r\nRetry-After: 1"
    with suppress(OSError):
        connection.settimeout(0.1)
        connection.sendall(f"HTTP/1.1 503 Service Unavailable\r\n{headers}\r\n\r\n".encode() + body)
        connection.shutdown(socket.SHUT_WR)
        connection.recv(1 << 16)
