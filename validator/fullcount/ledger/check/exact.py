"""The exact reader: every record of a CSV file in order, by the same steps as frictionless 5.

It is the measure of what is right, and the way for files that the fast scan does not take: blank lines, ragged rows
among quotes, other encodings or dialects. It holds the values of keys, and otherwise one record at a time.
"""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import IO, NamedTuple

from fullcount.ledger.check.dialect import (
    SAMPLE,
    Dialect,
    dialect_of,
    first_lines,
    header_row,
    python_dialect,
)
from fullcount.ledger.check.faults import Fault
from fullcount.ledger.check.keys import KeyCheck, Lookups
from fullcount.ledger.check.labels import Header, header_of
from fullcount.ledger.check.rows import Row, RowCheck
from fullcount.ledger.check.schema import ForeignKey, refusal
from fullcount.ledger.check.table import Table
from fullcount.ledger.reading.source import TextSource

__all__ = ["Opening", "Records", "exact_rows", "lookups_of", "open_records", "opening_of"]

_LONGEST_CELL = 1 << 27
_BUFFER = 100_000


class Opening(NamedTuple):
    """What the start of a table says: how it is written, its columns, its first rows. `row` is that of the header."""

    dialect: Dialect
    row: int
    labels: tuple[str, ...]
    header: Header
    faults: tuple[Fault, ...]
    sample: tuple[Row, ...] = ()


class Records:
    """The records of a table after its header. `fault` is what stopped the reading before the end."""

    def __init__(self, opening: Opening, rows: Iterator[Row]) -> None:
        self.opening = opening
        self.fault: Fault | None = None
        self._rows = rows

    def __iter__(self) -> Iterator[Row]:
        last = 0
        try:
            for row in self._rows:
                last = row.line or last
                yield row
        except (UnicodeDecodeError, csv.Error) as error:
            self.fault = _stopped(error, last)


@contextmanager
def open_records(table: Table, path: Path) -> Iterator[Records]:
    """The records of `table`, read from its unpacked copy at `path`. Raises `LedgerError`."""
    limit = csv.field_size_limit(_LONGEST_CELL)
    try:
        with path.open("rb") as raw:
            start = raw.read(_BUFFER)
            raw.seek(0)
            text = io.TextIOWrapper(raw, _codec(table, start), newline="")
            yield _records(table, text)
    finally:
        csv.field_size_limit(limit)


def opening_of(table: Table, path: Path) -> Opening:
    """How the table begins."""
    with open_records(table, path) as records:
        return records.opening


def _codec(table: Table, start: bytes) -> str:
    try:
        name = codecs.lookup(table.encoding).name
    except LookupError:
        remedy = "save the table as UTF-8"
        raise refusal(table.name, f"the encoding {table.encoding!r}", "an encoding", remedy) from None
    return "utf-8-sig" if name == "utf-8" and start.startswith(codecs.BOM_UTF8) else name


def _records(table: Table, text: IO[str]) -> Records:
    try:
        lines = first_lines(text)
        dialect = dialect_of(lines, table.dialect)
        rows = _rows(csv.reader(chain(lines, text), python_dialect(dialect)))
        sample = list(islice(rows, SAMPLE))
    except (UnicodeDecodeError, csv.Error) as error:
        return Records(Opening(Dialect(), 1, (), Header((), ()), (_stopped(error, None),)), iter(()))
    number = header_row([row.cells for row in sample]) if dialect.header else 0
    labels = _labels(sample, number)
    header = header_of(labels, table.schema, table.name, number)
    empty = not labels and not sample[number:]
    nothing = Fault("source-error", None, None, None, "", "an empty table", "a header and rows")
    faults = ((nothing,) if empty else ()) + header.faults
    opening = Opening(dialect, number, labels, header, faults, tuple(sample[number:]))
    return Records(opening, islice(chain(sample, rows), number, None))


def _labels(sample: Sequence[Row], number: int) -> tuple[str, ...]:
    cells = sample[number - 1].cells if 0 < number <= len(sample) else ()
    return tuple(str(cell).strip() for cell in cells)


def _rows(reader: Iterator[list[str]]) -> Iterator[Row]:
    line = 1
    for number, cells in enumerate(reader, 1):
        yield Row(number, line, cells)
        line = reader.line_num + 1  # type: ignore[attr-defined]


def _stopped(error: Exception, after: int | None) -> Fault:
    if isinstance(error, UnicodeDecodeError):
        found = f"the byte 0x{error.object[error.start]:02x}, which is no {error.encoding.upper()}"
        return Fault("encoding-error", None, after, None, "", found, "text in the encoding of the table")
    return Fault("source-error", None, after, None, "", f"no CSV ({error})", "CSV")


def exact_rows(table: Table, records: Records, lookups: Lookups) -> Iterator[tuple[Row, list[Fault]]]:
    """Each row with everything that is wrong with it."""
    fields = records.opening.header.fields
    rows, keys = RowCheck(fields), KeyCheck(table.schema, fields, lookups)
    for row in records:
        judged = rows.judge(row)
        more = keys.judge(row, judged.values) if keys.needed else ()
        yield row, [*judged.faults, *more]


def lookups_of(table: Table) -> Lookups:
    """The values that foreign keys may have. Raises `LedgerError` where a resource is not there."""
    return {key: _values(table, key) for key in table.schema.foreign_keys}


def _values(table: Table, key: ForeignKey) -> frozenset[tuple[object, ...]]:
    own = not key.resource or key.resource == table.resource
    source = table if own else table.siblings.get(key.resource)
    if source is None:
        found = f"a foreign key to the resource {key.resource!r}"
        remedy = "check the table with its datapackage.json"
        raise refusal(table.name, found, "a resource of the same package", remedy)
    from fullcount.ledger.check.content import unpacked  # noqa: PLC0415 - it imports this module

    found_values = set()
    with unpacked(TextSource(source.path)) as content, open_records(source, content) as records:
        rows = RowCheck(records.opening.header.fields)
        for row in records:
            values = rows.judge(row).values
            held = tuple(values.get(name) for name in key.reference)
            if any(value is not None for value in held):
                found_values.add(held)
    return frozenset(found_values)
