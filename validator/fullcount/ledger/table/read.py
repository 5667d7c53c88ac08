"""Reading a ledger from its table, streaming, with every bad cell named."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from fullcount.ledger.cells import COLUMNS, CellError, row_of_cells
from fullcount.ledger.errors import LedgerError, Problem, clip
from fullcount.ledger.parquet import cells_of_parquet, is_parquet
from fullcount.ledger.reading.source import TextSource
from fullcount.ledger.row import LedgerRow
from fullcount.ledger.table.package import DESCRIPTOR, TABLES, described_table

__all__ = ["PROBLEMS_KEPT", "is_ledger", "read_table", "table_of"]

PROBLEMS_KEPT = 100


def read_table(path: str | Path) -> Iterator[LedgerRow]:
    """Rows of a ledger: CSV (plain, gzip or zstandard), Parquet, a `datapackage.json`, or the folder that holds one.

    Raises `LedgerError` at the end of the bad rows, with line and column of the first 100; no row after the
    first bad one is given out. The line of a row in a Parquet file is the one that it would have in CSV.
    """
    table = table_of(path)
    problems: list[Problem] = []
    for line, cells in cells_of_parquet(table) if is_parquet(table) else _cells_of_csv(table):
        try:
            row = row_of_cells(cells, table.name, line)
        except CellError as bad:
            problems += bad.problems
            if len(problems) >= PROBLEMS_KEPT:
                break
        else:
            if not problems:
                yield row
    if problems:
        raise LedgerError(problems[:PROBLEMS_KEPT])


def is_ledger(path: str | Path) -> bool:
    """Whether a path is a ledger by its looks: a folder or package with its table, Parquet, or CSV with its header."""
    place = Path(path)
    if place.is_dir():
        return (place / DESCRIPTOR).is_file() or any((place / name).is_file() for name in TABLES.values())
    if place.suffix == ".json":
        return place.name == DESCRIPTOR
    return place.suffix == ".parquet" or TextSource(place).first_line.split(",") == list(COLUMNS)


def table_of(path: str | Path) -> Path:
    """The table that a folder or package names; it must lie inside the folder. Any other path is a table itself."""
    place = Path(path)
    if not place.is_dir():
        return described_table(place) if place.suffix == ".json" else place
    if (place / DESCRIPTOR).is_file():
        return described_table(place / DESCRIPTOR)
    tables = [place / name for name in TABLES.values() if (place / name).is_file()]
    return tables[0] if len(tables) == 1 else described_table(place / DESCRIPTOR)


def _cells_of_csv(table: Path) -> Iterable[tuple[int, Sequence[str]]]:
    source = TextSource(table)
    head = source.header()
    if head.text.split(",") != list(COLUMNS):
        expected = f"the header {clip(','.join(COLUMNS))}"
        raise source.refusal(head.number, f"{clip(head.text)!r}", expected, "write the ledger with fullcount")
    for line in source.lines():
        if line.number != head.number:
            yield line.number, _split(line.text, line.fault)


def _split(text: str, fault: str) -> list[str]:
    try:
        return [] if fault else [cell.removeprefix(" ") for cell in next(csv.reader([text], strict=True))]
    except csv.Error:
        return []
