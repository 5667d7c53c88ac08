"""The line of a problem of which only the pointer is known, looked up when it is shown."""

from pathlib import Path

from fullcount.corpus.problem import Problem
from fullcount.disclosure import Unreadable, load

__all__ = ["located"]


def located(problem: Problem) -> Problem:
    """The problem with line and column, where its file can be read and has that pointer."""
    if problem.pointer is None or problem.place is not None or not Path(problem.file).is_file():
        return problem
    try:
        return problem._replace(place=load(problem.file).key_place(problem.pointer))
    except Unreadable:
        return problem
