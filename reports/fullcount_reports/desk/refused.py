"""A request that is not answered, and why."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fullcount.disclosure import Problem

__all__ = ["Refused", "Wrong", "wrongs"]


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


def wrongs(problems: Iterable["Problem"]) -> tuple[Wrong, ...]:
    """Problems of a document or a review as those of a request; their place is in the words where it matters."""
    return tuple(
        Wrong(
            f"{problem.place.line}:{problem.place.column}: {problem.found}", problem.expected, problem.remedy
        )
        if problem.place
        else Wrong(problem.found, problem.expected, problem.remedy)
        for problem in problems
    )
