"""A request that is not answered, and why."""

from typing import NamedTuple

__all__ = ["Refused", "Wrong"]


class Wrong(NamedTuple):
    """One thing that is wrong with a request, in short phrases without a full stop."""

    found: str
    expected: str
    remedy: str


class Refused(Exception):  # noqa: N818 - it is an answer, not a fault of the program
    """The request cannot be answered. `because` is one phrase, `problems` lists everything that is wrong with it."""

    def __init__(self, because: str, problems: tuple[Wrong, ...]) -> None:
        super().__init__(because, problems)
        self.because = because
        self.problems = problems
