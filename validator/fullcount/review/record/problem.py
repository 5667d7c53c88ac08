"""Why a review cannot be kept as it is."""

from fullcount.disclosure.problem import Problem
from fullcount.problems import ProblemsError

__all__ = ["RecordError", "problem"]


class RecordError(ProblemsError):
    """A review, a record or a document that does not fit. `problems` lists all that is wrong, in order."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems


def problem(found: str, expected: str, remedy: str, *, pointer: str | None = None) -> Problem:
    """A problem with no place in a text."""
    return Problem(pointer, None, found, expected, remedy)
