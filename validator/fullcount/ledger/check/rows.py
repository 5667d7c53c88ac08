"""One row against the columns of a schema, as frictionless 5 judges it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from fullcount.counted import counted
from fullcount.ledger.check.constraints import Check, checks_of
from fullcount.ledger.check.faults import Fault
from fullcount.ledger.check.schema import Field
from fullcount.ledger.check.values import Reader, reader_of
from fullcount.ledger.errors import clip

__all__ = ["Column", "Judged", "Row", "RowCheck"]


_FEW, _SHORT = 24, 200
_REMEMBERED = 4096


class Row(NamedTuple):
    """A record: its number and its first line, both from 1 with the header, and its cells; None is no cell."""

    number: int
    line: int | None
    cells: Sequence[str | None]


class Column(NamedTuple):
    """A field with what reads and checks its cells."""

    number: int
    field: Field
    read: Reader
    checks: Sequence[Check]

    @classmethod
    def of(cls, number: int, field: Field) -> "Column":
        """The column for a field."""
        read = reader_of(field)
        return cls(number, field, read, checks_of(field, read))


class Judged(NamedTuple):
    """What is wrong with a row, and the values that it holds."""

    faults: list[Fault]
    values: Mapping[str, Any]


class _Read(NamedTuple):
    value: Any
    wrong: Sequence[tuple[str, str]]
    blank: bool


class RowCheck:
    """Judges rows against columns."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self.columns = [Column.of(number, field) for number, field in enumerate(fields, 1)]
        self._known = [(column, dict[str | None, _Read]()) for column in self.columns]

    def usual_texts(self, sample: Sequence[Row]) -> list[list[str]]:
        """For each column the good texts that come more than once in a sample, the most common first."""
        columns = (
            Counter(row.cells[place] for row in sample if place < len(row.cells))
            for place in range(len(self.columns))
        )
        return [self._few(column, texts) for column, texts in zip(self.columns, columns, strict=True)]

    @staticmethod
    def _few(column: Column, texts: "Counter[str | None]") -> list[str]:
        common = [text for text, times in texts.most_common(_FEW) if text is not None and times > 1]
        return [text for text in common if len(text) <= _SHORT and not _read(column, text)[1]]

    def judge(self, row: Row) -> Judged:
        """Everything wrong with the cells of one row; a row without any value is blank, and that alone."""
        faults, values, blank = list[Fault](), dict[str, Any](), True
        cells, width = row.cells, len(row.cells)
        for place, (column, known) in enumerate(self._known):
            cell = cells[place] if place < width else None
            read = known.get(cell)
            if read is None:
                read = _remembered(column, known, cell)
            values[column.field.name] = read.value
            blank = blank and read.blank
            if read.wrong:
                faults += [_at(row, column, kind, cell, expected) for kind, expected in read.wrong]
        if blank:
            nothing = Fault("blank-row", row.number, row.line, None, "", "a blank row", "a row of cells")
            return Judged([nothing], values)
        return Judged(faults + self._of_width(row) if width != len(self.columns) else faults, values)

    def _of_width(self, row: Row) -> list[Fault]:
        width, expected = len(self.columns), counted(len(self.columns), "cell")
        extra = [
            Fault(
                "extra-cell",
                row.number,
                row.line,
                number,
                "",
                f"the cell {clip(str(cell))!r} too many",
                expected,
            )
            for number, cell in enumerate(row.cells[width:], width + 1)
        ]
        short = f"a row of {counted(len(row.cells), 'cell')}"
        absent = [
            Fault("missing-cell", row.number, row.line, column.number, column.field.name, short, expected)
            for column in self.columns[len(row.cells) :]
        ]
        return extra + absent


def _remembered(column: Column, known: dict[str | None, _Read], cell: str | None) -> _Read:
    """What a cell holds; most tables say the same few things over and over."""
    if len(known) >= _REMEMBERED:
        known.clear()
    value, wrong = _read(column, cell)
    known[cell] = read = _Read(
        value, wrong, value is None and not any(kind == "type-error" for kind, _ in wrong)
    )
    return read


def _read(column: Column, cell: str | None) -> tuple[Any, list[tuple[str, str]]]:
    field = column.field
    if str(cell) in field.missing:
        cell = None
    value = None if cell is None else column.read(cell)
    if cell is not None and value is None:
        form = "" if field.format == "default" else f" in the format {field.format}"
        return None, [("type-error", f"a value of type {field.type}{form}")]
    if value is None:
        return None, [("constraint-error", "a value")] if field.required else []
    return value, [("constraint-error", words) for words, keeps in column.checks if not keeps(value)]


def _at(row: Row, column: Column, kind: str, cell: str | None, expected: str) -> Fault:
    found = f"{clip(cell)!r}" if cell else "an empty cell" if cell == "" else "no cell"
    return Fault(kind, row.number, row.line, column.number, column.field.name, found, expected)
