"""Requests over a real socket, byte for byte as a test writes them."""

import json
import socket
from typing import Any, NamedTuple

from fullcount_reports.desk.server import DeskServer

__all__ = ["Reply", "ask", "get", "lines", "sent"]


class Reply(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def data(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


def lines(server: DeskServer, method: str, path: str, **headers: str | None) -> bytes:
    """Request line and headers; those given here replace the usual ones, None leaves one out."""
    usual = {
        "Host": f"127.0.0.1:{server.port}",
        "Authorization": f"Bearer {server.token}",
        "Content-Type": "application/json",
    }
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    shown = "".join(f"{name}: {value}\r\n" for name, value in {**usual, **given}.items() if value is not None)
    return f"{method} {path} HTTP/1.1\r\n{shown}\r\n".encode()


def sent(server: DeskServer, data: bytes) -> Reply:
    """The reply to these bytes; the connection stays open on this side until the server hangs up."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall(data)
        return reply(connection)


def reply(connection: socket.socket) -> Reply:
    """What comes until the server hangs up."""
    got = b""
    while piece := connection.recv(1 << 16):
        got += piece
    head, _, body = got.partition(b"\r\n\r\n")
    first, *rest = head.decode().split("\r\n")
    headers = dict(line.split(": ", 1) for line in rest)
    return Reply(int(first.split()[1]), headers, body)


def get(server: DeskServer, path: str, **headers: str | None) -> Reply:
    return sent(server, lines(server, "GET", path, **headers))


def ask(server: DeskServer, request: Any, **headers: str | None) -> Reply:
    """The reply to a question."""
    body = request if isinstance(request, bytes) else json.dumps(request).encode()
    given = {"Content_Length": str(len(body)), **headers}
    return sent(server, lines(server, "POST", "/ask", **given) + body)
