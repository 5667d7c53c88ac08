"""What is wrong with a factor table, as data."""

from typing import NamedTuple

from fullcount.problems import ProblemsError

__all__ = ["FactorError", "Problem"]


class Problem(NamedTuple):
    """One thing wrong in one place: `line` counts from 1, and is 0 when the whole file is meant."""

    file: str
    line: int
    found: str
    expected: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: found {self.found}; expected {self.expected}; {self.remedy}"


class FactorError(ProblemsError):
    """A factor table cannot be used. `problems` lists everything that is wrong with it, in file order."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems
