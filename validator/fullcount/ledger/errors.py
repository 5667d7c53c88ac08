"""What a log that cannot be read is answered with."""

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["LedgerError", "Problem", "clip"]

_SHOWN = 60


def clip(text: str) -> str:
    """`text` fit for one line of a message: at most 60 characters, control characters escaped."""
    shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return shown.encode("unicode_escape").decode("ascii") if not shown.isprintable() else shown


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one place: `line` counts from 1 and is None for the file as a whole."""

    file: str
    line: int | None
    found: str
    expected: str
    remedy: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: found {self.found}, expected {self.expected}: {self.remedy}"


class LedgerError(Exception):
    """A log, a rules file or a ledger table that cannot be used; `problems` says all that is wrong."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
