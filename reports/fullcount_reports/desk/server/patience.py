"""How much one client may cost the server."""

from typing import NamedTuple

__all__ = ["Patience"]


class Patience(NamedTuple):
    """Limits on requests. All are our own choices, for one user whose page asks one thing at a time."""

    body_bytes: int = 64 * 1024 * 1024
    """Bytes of a request: two documents of the largest size that is read, written as JSON or in base64."""
    head_s: float = 10
    """Seconds until the request line and all headers have come."""
    whole_s: float = 60
    """Seconds until the whole request has come, however steadily it drips; and again until the answer is taken."""
    linger_s: float = 2
    """Seconds in which the rest of a refused request is thrown away, so that its sender reads why."""
    connections: int = 32
    """Connections at once; a browser opens six."""
