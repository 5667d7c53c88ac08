"""Long remarks of the cells of a table as notes below it, each under a letter."""

from dataclasses import replace

from fullcount_reports.card.model import Cell, Table

__all__ = ["with_notes"]

LONG = 40
"""Characters of the longest remark that stays in its cell."""
_LETTERS = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
_ABSENT = "–"


def with_notes(table: Table) -> tuple[Table, tuple[str, ...]]:
    """The table with letters for its long remarks, and the notes that begin with these letters; equal ones once.

    A remark is the small print of a cell, or the reason why something is missing.
    """
    marks: dict[str, str] = {}
    rows = tuple(tuple(_marked(cell, marks) for cell in row) for row in table.rows)
    return replace(table, rows=rows), tuple(f"{mark}\N{NO-BREAK SPACE}{text}" for text, mark in marks.items())


def _marked(cell: Cell, marks: dict[str, str]) -> Cell:
    if cell.missing and len(cell.text) > LONG:
        cell = replace(cell, text=_ABSENT + _mark(cell.text, marks))
    if len(cell.detail) > LONG:
        cell = replace(cell, text=cell.text + _mark(cell.detail, marks), detail="")
    return cell


def _mark(text: str, marks: dict[str, str]) -> str:
    return marks.setdefault(text, _letters(len(marks)))


def _letters(number: int) -> str:
    """The first, second … mark; two letters after the last of the alphabet."""
    rest, last = divmod(number, len(_LETTERS))
    return (_letters(rest - 1) if rest else "") + _LETTERS[last]
