"""What a reader gives: a draft with notes, or all that is wrong with the file."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from fullcount.printing import printable
from fullcount.problems import ProblemsError

__all__ = ["Fault", "Imported", "NotReadableError"]


class Imported(NamedTuple):
    """`draft` is what the file says, in the keys of a disclosure; it may leave out the header.

    `notes` say, one a line with its place, what could not be taken over, was assumed, or looks odd.
    """

    draft: dict[str, Any]
    notes: tuple[str, ...]


class Fault(NamedTuple):
    """One thing wrong with the file: `place` is a line or a JSON pointer, empty for the file as a whole."""

    file: str
    place: str
    found: str
    expected: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.place}" if self.place else self.file
        return printable(f"{where}: found {self.found}, expected {self.expected}: {self.remedy}")


class NotReadableError(ProblemsError):
    """A file from which no draft can be made, with every `Fault`, or whatever else says its place in its own way."""

    def __init__(self, faults: Sequence[object]) -> None:
        super().__init__(faults)
        self.faults = faults
