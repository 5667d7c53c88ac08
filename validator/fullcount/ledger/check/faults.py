"""One wrong place of a table, by the names and numbers of frictionless."""

from dataclasses import dataclass

__all__ = ["Fault"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong.

    `row` counts records, the header being 1, and `field` counts cells from 1, as frictionless counts both; `line` is
    the line of the file on which the row begins. None is the table, or the row, as a whole.
    """

    kind: str
    row: int | None
    line: int | None
    field: int | None
    column: str
    found: str
    expected: str
