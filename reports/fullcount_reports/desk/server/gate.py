"""What a request must be to get in: for this address, from this page, with the token."""

from collections.abc import Mapping
from hmac import compare_digest
from http import HTTPStatus
from typing import Protocol

from fullcount_reports.desk.refused import Wrong
from fullcount_reports.desk.server.refusal import Refusal

__all__ = ["Headers", "may_ask", "may_enter", "method_fits"]


class Headers(Protocol):
    """The headers of a request; the same name may come more than once."""

    def get_all(self, name: str) -> list[str] | None:
        """Every value of that name."""


def may_enter(headers: Headers, port: int) -> None:
    """Refuse what another site makes a browser send: a foreign name for this address, a foreign page.

    A page elsewhere can have its own name resolve to 127.0.0.1 (DNS rebinding); the browser then still says that
    name in Host and Origin.
    """
    hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")}
    host = _only(headers, "Host")
    if host is None or host.lower() not in hosts:
        raise _forbidden(
            "this is not the address of the desk", f"the Host {host!r}", f"Host: 127.0.0.1:{port}"
        )
    origin = _only(headers, "Origin")
    if origin is not None and origin.lower() != f"http://{host.lower()}":
        raise _forbidden("another page asked", f"the Origin {origin!r}", f"Origin: http://{host}")
    site = _only(headers, "Sec-Fetch-Site")
    if site not in (None, "same-origin", "none"):
        raise _forbidden(
            "another page asked", f"Sec-Fetch-Site: {site}", "a request of the page of the desk itself"
        )


def may_ask(headers: Headers, token: str) -> None:
    """Refuse what comes without the token."""
    given = _only(headers, "Authorization") or ""
    scheme, _, credentials = given.partition(" ")
    if scheme.lower() == "bearer" and compare_digest(credentials.strip().encode(), token.encode()):
        return
    found = "another token" if given else "no token"
    remedy = "open the whole address that fullcount desk printed in its terminal"
    wrong = Wrong(found, "the token of this desk", remedy)
    headers_of = {"WWW-Authenticate": 'Bearer realm="fullcount desk"'}
    raise Refusal(HTTPStatus.UNAUTHORIZED, "the token is missing or wrong", wrong, headers_of)


def method_fits(method: str, allowed: Mapping[str, object]) -> None:
    """Refuse a method that this address does not have."""
    if method not in allowed:
        names = ", ".join(allowed)
        wrong = Wrong(f"the method {method[:20]!r}", names, f"send {names}")
        raise Refusal(HTTPStatus.METHOD_NOT_ALLOWED, "this method is not known here", wrong, {"Allow": names})


def _only(headers: Headers, name: str) -> str | None:
    """The value of a header that may come once."""
    values = headers.get_all(name) or []
    if len(values) > 1:
        wrong = Wrong(f"{len(values)} headers {name}", "one", "send it once")
        raise Refusal(HTTPStatus.BAD_REQUEST, "a header comes twice", wrong)
    return values[0].strip() if values else None


def _forbidden(because: str, found: str, expected: str) -> Refusal:
    remedy = "open the address that fullcount desk printed in its terminal"
    return Refusal(HTTPStatus.FORBIDDEN, because, Wrong(found[:200], expected, remedy))
