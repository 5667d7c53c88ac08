"""CSV with the line on which each record starts: cells may hold line breaks, and bad lines do not end the reading."""

import csv
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from fullcount.counted import counted
from fullcount.ledger.errors import clip
from fullcount.ledger.reading.source import Line, TextSource
from fullcount.ledger.reading.tally import Tally

__all__ = ["Record", "Table", "cells_of"]

_LONGEST_RECORD = 500
"""Own choice: lines after which a quotation mark that was not closed is taken for a slip."""


class Record(NamedTuple):
    """One record: its first line and its cells by column; a column named twice holds its first cell."""

    line: int
    cells: dict[str, str]


def cells_of(text: str, delimiter: str = ",") -> list[str]:
    """The cells of one record; raises `csv.Error` for a broken quotation."""
    if '"' not in text:
        return text.split(delimiter)
    lines = (f"{line}\n" for line in text.split("\n"))
    return next(csv.reader(lines, delimiter=delimiter, strict=True), [])


class Table:
    """A CSV file: `columns`, those named `twice`, and `records`. Raises `LedgerError` for a header that is none."""

    def __init__(self, source: TextSource, delimiter: str = ",") -> None:
        self._source, self._delimiter = source, delimiter
        self._lines = _Lines(source, delimiter)
        self.head_line, names = self._header()
        self.columns = [name.strip() for name in names]
        self.twice = {name for name in self.columns if self.columns.count(name) > 1}

    def _header(self) -> tuple[int, list[str]]:
        self._source.header()
        line, cells = next(iter(self._lines), (1, []))
        if isinstance(cells, list) and cells[0].lower().startswith("sep=") and not any(cells[1:]):
            line, cells = next(iter(self._lines), (1, []))
        if isinstance(cells, Fault) or not any(cells):
            found = cells.found if isinstance(cells, Fault) else "no column names"
            raise self._source.refusal(
                line, found, "a line of column names", "export the table with its header"
            )
        return line, cells

    def records(self, tally: Tally) -> Iterator[Record]:
        """Every whole record; the caller tells the tally of it. Those that cannot be read are rejected here."""
        for line, cells in self._lines:
            if isinstance(cells, Fault):
                tally.read(line)
                tally.reject(cells.reason, line, cells.found, cells.expected)
            elif [cell.strip() for cell in cells] == self.columns:
                tally.read(line)
                tally.skip("repeated-header", line, "the header again")
            elif len(cells) != len(self.columns):
                tally.read(line)
                reason = "short-row" if len(cells) < len(self.columns) else "long-row"
                expected = f"{counted(len(self.columns), 'cell')}, as in the header"
                tally.reject(reason, line, counted(len(cells), "cell"), expected)
            else:
                pairs = zip(reversed(self.columns), reversed(cells), strict=True)
                yield Record(line, dict(pairs))


class Fault(NamedTuple):
    """A record that cannot be read."""

    reason: str
    found: str
    expected: str


class _Lines:
    """Records of physical lines. A record whose quotation never ends is a fault of its first line alone."""

    def __init__(self, source: TextSource, delimiter: str) -> None:
        self._fresh, self._delimiter = source.lines(), delimiter
        self._waiting: deque[Line] = deque()

    def __iter__(self) -> Iterator[tuple[int, list[str] | Fault]]:
        while (line := self._pull()) is not None:
            yield line.number, self._cells(line)

    def _pull(self) -> Line | None:
        return self._waiting.popleft() if self._waiting else next(self._fresh, None)

    def _cells(self, first: Line) -> list[str] | Fault:
        if first.fault:
            return Fault(first.fault, first.text, "a line of UTF-8 text")
        taken: list[Line] = []
        text = first.text
        while True:
            try:
                return cells_of(text, self._delimiter)
            except csv.Error as error:
                more = self._pull() if _is_open(error) and len(taken) < _LONGEST_RECORD else None
                if more is None or more.fault:
                    self._waiting.extendleft(reversed([*taken, *([more] if more else [])]))
                    return Fault("broken-quotation", clip(str(error)), "CSV with closed quotation marks")
            taken.append(more)
            text = f"{text}\n{more.text}"


def _is_open(error: csv.Error) -> bool:
    return "unexpected end" in str(error)
