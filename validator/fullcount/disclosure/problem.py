"""What is wrong with an input that cannot be read, as data."""

from typing import NamedTuple

__all__ = ["MAX_PROBLEMS", "Place", "Problem", "Unreadable"]

MAX_PROBLEMS = 100
"""How many problems of one input are listed; our choice, more helps nobody."""


class Place(NamedTuple):
    """Where in a text: line and column, both counted from 1, the column in characters."""

    line: int
    column: int


class Problem(NamedTuple):
    """One thing that makes an input unreadable.

    `pointer` is the JSON pointer of the value, where it is known; `place` is where it stands in the text.
    `found`, `expected` and `remedy` are short phrases without a full stop.
    """

    pointer: str | None
    place: Place | None
    found: str
    expected: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.place.line}:{self.place.column}: " if self.place else ""
        return f"{where}{self.found}; expected {self.expected}; {self.remedy}"


class Unreadable(Exception):  # noqa: N818 (it names the state of the input, not a fault of the program)
    """An input from which no document can be read. `name` is the file as the caller gave it."""

    def __init__(self, name: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(name, problems)
        self.name = name
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(f"{self.name}:{'' if problem.place else ' '}{problem}" for problem in self.problems)
