"""What is wrong with a workbook, by sheet and cell."""

from typing import NamedTuple

from fullcount.draft.imports.imported import NotReadableError

__all__ = ["CellProblem", "Where", "WorkbookError"]


class Where(NamedTuple):
    """A cell, such as `compute!F7`; row or column 0 for a sheet as a whole, no sheet for the workbook."""

    sheet: str = ""
    row: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.row or not self.column:
            return self.sheet
        letters, rest = "", self.column
        while rest:
            rest, digit = divmod(rest - 1, 26)
            letters = chr(ord("A") + digit) + letters
        return f"{self.sheet}!{letters}{self.row}"


class CellProblem(NamedTuple):
    """What is wrong at one place of a workbook: found, expected (where `found` does not say it), what to do."""

    where: Where
    found: str
    expected: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where.sheet else ""
        expected = f"expected {self.expected}; " if self.expected else ""
        return f"{place}{self.found}; {expected}{self.remedy}"


class WorkbookError(NotReadableError):
    """A workbook from which no disclosure can be read, with every `CellProblem`."""
