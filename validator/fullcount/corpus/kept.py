"""Rows that an earlier run has written, taken over for files that have not changed."""

from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from fullcount.corpus.columns import arrow_schema
from fullcount.corpus.fields import TABLES
from fullcount.corpus.pieces import Verdict

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["KeptRows", "Starts", "starts_of"]


Starts = tuple[int, ...]
"""The number of the first row of a file in each table."""


def starts_of(verdicts: Iterable[Verdict], dropped: Container[str]) -> dict[str, Starts]:
    """Where the rows of each file stand, by path, in tables written in the order of `verdicts`."""
    starts: Starts = (0,) * len(TABLES)
    found: dict[str, Starts] = {}
    for verdict in verdicts:
        if verdict.path not in dropped:
            found[verdict.path] = starts
            starts = tuple(start + count for start, count in zip(starts, verdict.rows, strict=True))
    return found


class KeptRows:
    """A table in Parquet, read a part at a time, from the beginning to the end."""

    def __init__(self, path: Path, table: str) -> None:
        self._parts = _parts(path, table)
        self._part: pa.Table | None = None
        self._first = 0

    def rows(self, start: int, count: int) -> "Iterator[pa.Table]":
        """So many rows from `start` on, which is never before an earlier one."""
        while count:
            if self._part is None or start >= self._first + len(self._part):
                self._next()
                continue
            offset = start - self._first
            taken = self._part.slice(offset, count)
            yield taken
            start, count = start + len(taken), count - len(taken)

    def _next(self) -> None:
        self._first += 0 if self._part is None else len(self._part)
        self._part = next(self._parts)


def _parts(path: Path, table: str) -> "Iterator[pa.Table]":
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.parquet as pq  # noqa: PLC0415

    schema = arrow_schema(table)
    words = [field.name for field in schema if pa.types.is_dictionary(field.type)]
    with pq.ParquetFile(path, read_dictionary=words) as file:
        for group in range(file.num_row_groups):
            yield file.read_row_group(group, use_threads=False).cast(schema)
