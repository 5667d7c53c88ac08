"""What is wrong with the changes of a scenario, as data."""

from typing import NamedTuple

from fullcount.disclosure.spelling import quoted
from fullcount.problems import ProblemsError

__all__ = ["Bad", "Problem", "ScenarioError"]


class Bad(Exception):  # noqa: N818 - never leaves this room: it becomes a Problem
    """A value that cannot be used: what was found, what was expected, what to do."""

    def __init__(self, found: str, expected: str, remedy: str) -> None:
        super().__init__(found, expected, remedy)
        self.found, self.expected, self.remedy = found, expected, remedy


class Problem(NamedTuple):
    """One thing wrong with one change; `text` is the change as it was written."""

    text: str
    found: str
    expected: str
    remedy: str

    def __str__(self) -> str:
        return f"{quoted(self.text)}: found {self.found}; expected {self.expected}; {self.remedy}"


class ScenarioError(ProblemsError):
    """A scenario cannot be made. `problems` lists everything that is wrong with it, change by change."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems
