"""What is wrong with one file among many, as data."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fullcount.disclosure import Place, Unreadable

__all__ = ["Problem", "problems_of"]


class Problem(NamedTuple):
    """One thing wrong with one file or with one place in it.

    `file` is the path as named or found, `pointer` a JSON pointer, `place` a line and column. `found`, `expected` and
    `remedy` are short phrases without a full stop.
    """

    file: str
    found: str
    expected: str
    remedy: str
    pointer: str | None = None
    place: "Place | None" = None

    def __str__(self) -> str:
        line = f":{self.place.line}:{self.place.column}" if self.place else ""
        pointer = f" ({self.pointer})" if self.pointer else ""
        return f"{self.file}{line}{pointer}: found {self.found}, expected {self.expected}: {self.remedy}"


def problems_of(error: "Unreadable") -> list[Problem]:
    """Everything that makes one input unreadable."""
    return [
        Problem(error.name, item.found, item.expected, item.remedy, item.pointer, item.place)
        for item in error.problems
    ]
