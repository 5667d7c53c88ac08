"""Search in the bytes of a CSV file that is sorted by its first column.

A shipped table has thousands of rows of which a command needs two or three, so nothing is parsed but the rows
that are asked for. The first cell holds no comma and no quotation mark, and every character in it sorts after
the comma: the order of the cells is therefore the order of the lines.
"""

import csv
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from fullcount.factors.seals import refuse_changed

__all__ = ["SortedLines"]


class SortedLines:
    """The lines of one sorted file, read on first use; `path` must be a file that this project ships and seals."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def _content(self) -> bytes:
        content = self.path.read_bytes()
        refuse_changed(self.path, content)
        return content

    @cached_property
    def columns(self) -> list[str]:
        """The cells of the header."""
        return _cells(self._content[: self._body])

    @cached_property
    def _body(self) -> int:
        return self._content.index(b"\n") + 1

    def first_from(self, key: bytes) -> int:
        """The offset of the first line that is not before `key`, or the length of the file."""
        low, high = self._body, len(self._content)
        while low < high:
            start = self._content.rfind(b"\n", 0, (low + high) // 2) + 1
            if self._content[start : start + len(key)] < key:
                low = self._content.index(b"\n", start) + 1
            else:
                high = start
        return low

    def line_at(self, offset: int) -> bytes:
        """The line that starts at `offset`; empty at the end of the file."""
        return self._content[offset : self._content.find(b"\n", offset) + 1]

    def row_at(self, offset: int) -> dict[str, str]:
        """The cells of the line at `offset` by column name."""
        return dict(zip(self.columns, _cells(self.line_at(offset)), strict=True))

    def get(self, key: str) -> dict[str, str] | None:
        """The row whose first cell is `key`, or None."""
        row = next(self.under(f"{key},"), None)
        return row if row and row[self.columns[0]] == key else None

    def under(self, prefix: str) -> Iterator[dict[str, str]]:
        """The rows whose first cell starts with `prefix`, in file order; every row for ""."""
        key = prefix.encode(errors="surrogatepass")
        offset = self.first_from(key)
        while (line := self.line_at(offset)) and line.startswith(key):
            yield self.row_at(offset)
            offset += len(line)

    def families(self) -> Iterator[tuple[str, int]]:
        """The first two segments of the first cell, each once, with the offset of its first line."""
        offset = self._body
        while line := self.line_at(offset):
            prefix = b"/".join(line.split(b"/", 2)[:2]) + b"/"
            yield prefix.decode(), offset
            offset = self.first_from(prefix + b"\xff")


def _cells(line: bytes) -> list[str]:
    return next(csv.reader([line.decode()]))
