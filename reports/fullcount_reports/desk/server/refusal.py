"""A request that the server does not pass on, with its status."""

from collections.abc import Mapping
from http import HTTPStatus

from fullcount_reports.desk.refused import Wrong

__all__ = ["Refusal"]


class Refusal(Exception):  # noqa: N818 - it is an answer, not a fault of the program
    """What HTTP calls a client error, in our words. `headers` are those that the status asks for."""

    def __init__(
        self, status: HTTPStatus, because: str, wrong: Wrong, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(status, because)
        self.status = status
        self.because = because
        self.wrong = wrong
        self.headers = dict(headers or {})
