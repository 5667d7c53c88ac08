"""Rows of new and of unchanged files, written group by group in the order of the paths."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from fullcount.corpus.columns import arrow_schema, canonical, joined
from fullcount.corpus.duplicates import Seen
from fullcount.corpus.fields import TABLES
from fullcount.corpus.kept import KeptRows, Starts
from fullcount.corpus.pieces import Piece, Verdict

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Earlier", "Group", "assemble"]


SOUGHT = ["file", "disclosure"]
"""Columns whose least and greatest value is kept for every part of a table, so that a query reads only some parts."""


class Earlier(NamedTuple):
    """Tables of an earlier run, the file of each, and where in them the rows of each file begin."""

    files: Mapping[str, Path]
    starts: Mapping[str, Starts]


class Group(NamedTuple):
    """Verdicts in the order of the paths, and the rows of those that are new."""

    verdicts: Sequence[Verdict]
    piece: Piece | None


class _Run(NamedTuple):
    """Rows that stand one after the other, in the earlier table or in the new piece."""

    kept: bool
    start: int
    rows: int


def assemble(
    groups: Iterator[Group], earlier: Earlier, target: Mapping[str, Path], seen: Seen
) -> tuple[list[Verdict], frozenset[str]]:
    """Write the tables; returns the verdicts, and the paths of the disclosures that were left out on the way."""
    verdicts: list[Verdict] = []
    left_out: set[str] = set()
    with ExitStack() as stack:
        writers = {table: stack.enter_context(_writer(table, path)) for table, path in target.items()}
        kept = {table: KeptRows(path, table) for table, path in earlier.files.items()}
        for group in groups:
            for verdict in group.verdicts:
                seen.add(verdict)
            left_out |= {item.path for item in group.verdicts if item.path in seen.problems}
            verdicts += group.verdicts
            for number, table in enumerate(TABLES):
                rows = _rows(group, number, earlier.starts, left_out)
                _append(writers[table], list(_parts(rows, group.piece, table, kept.get(table))))
    return verdicts, frozenset(left_out)


def _writer(table: str, path: Path) -> Any:
    import pyarrow.parquet as pq  # noqa: PLC0415 - an extra

    return pq.ParquetWriter(
        path, arrow_schema(table), compression="zstd", store_schema=False, write_statistics=SOUGHT
    )


def _append(writer: Any, parts: "list[pa.Table]") -> None:
    if parts:
        rows = canonical(joined(parts))
        writer.write_table(rows, row_group_size=len(rows))


def _rows(group: Group, number: int, starts: Mapping[str, Starts], left_out: set[str]) -> Iterator[_Run]:
    """The rows of a group in one table, as few runs as there can be."""
    run = _Run(False, 0, 0)
    new = 0
    for verdict in group.verdicts:
        count, begun = verdict.rows[number], starts.get(verdict.path)
        start = new if begun is None else begun[number]
        new += count if begun is None else 0
        if verdict.path in left_out or not count:
            continue
        if run.kept is (begun is not None) and run.start + run.rows == start:
            run = run._replace(rows=run.rows + count)
        else:
            yield run
            run = _Run(begun is not None, start, count)
    yield run


def _parts(
    runs: Iterator[_Run], piece: Piece | None, table: str, kept: KeptRows | None
) -> "Iterator[pa.Table]":
    for run in runs:
        if run.kept and kept is not None:
            yield from kept.rows(run.start, run.rows)
        elif run.rows and piece is not None:
            yield piece.tables[table].slice(run.start, run.rows)
