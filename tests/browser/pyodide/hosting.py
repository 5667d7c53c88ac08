"""A host of static files on loopback, as the site has, with a strict policy for every one of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

__all__ = ["POLICY", "Hosted", "hosting"]

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "connect-src 'self'",
        "worker-src 'self'",
        "img-src data:",
    )
)


@dataclass
class Hosted:
    """Where the files are, and what was asked for: every line of a request, and every body."""

    address: str = ""
    seen: list[str] = field(default_factory=list)


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *words: object, hosted: Hosted, **named: object) -> None:
        self.hosted = hosted
        super().__init__(*words, **named)  # type: ignore[arg-type]

    def send_head(self):  # type: ignore[no-untyped-def]
        self.hosted.seen.append(self.requestline)
        return super().send_head()

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def hosting(folder: Path) -> Iterator[Hosted]:
    """Serve a folder until the end."""
    hosted = Hosted()
    handler = partial(_Handler, directory=str(folder), hosted=hosted)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        hosted.address = f"http://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield hosted
        server.shutdown()
        thread.join()
