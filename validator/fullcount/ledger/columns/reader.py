"""Rows of a table, streamed."""

import csv
from collections.abc import Iterator, Sequence

from fullcount.disclosure.spelling import nearest
from fullcount.ledger.columns.cells import BadCellError, Cells
from fullcount.ledger.columns.mapping import TableMapping
from fullcount.ledger.columns.parquet import columns_of_parquet, rows_of_parquet
from fullcount.ledger.columns.size import sized
from fullcount.ledger.errors import LedgerError, Problem, clip
from fullcount.ledger.reading.csv_records import Record, Table, cells_of
from fullcount.ledger.reading.mapping import MATCH_KEYS
from fullcount.ledger.reading.moments import told
from fullcount.ledger.reading.options import Axes, ReadOptions, axes_of
from fullcount.ledger.reading.source import TextSource
from fullcount.ledger.reading.stated import stated_axes
from fullcount.ledger.reading.tags import read_tag
from fullcount.ledger.reading.tally import Tally
from fullcount.ledger.row import UNASSIGNED, LedgerRow

__all__ = ["read_columns"]

_NO_MAPPING = "write which column is what (see docs/logs.md) and name the file: --table-mapping FILE"
_PARQUET = "the line of a row of a Parquet file is its number, from 1"


def read_columns(sources: Sequence[TextSource], tally: Tally, options: ReadOptions) -> Iterator[LedgerRow]:
    """One ledger row a row. Raises `LedgerError` without a mapping, or where the table lacks a column of it."""
    mapping = options.table
    if mapping is None:
        raise LedgerError([Problem("the logs", None, "a table without a mapping file", "one", _NO_MAPPING)])
    tally.format = f"{'Parquet' if mapping.format == 'parquet' else 'CSV'} by {mapping.name}"
    if mapping.timezone:
        tally.assume(f"times are those of {mapping.timezone}, and not shifted")
    for source in sources:
        tally.file = source.name
        for record in _records(source, mapping, tally):
            tally.read(record.line)
            try:
                cells = Cells(record.cells, mapping)
                row, untagged = _row(cells, record.line, mapping, tally, options)
            except BadCellError as bad:
                reason = f"unreadable-{bad.field.replace('_', '-')}"
                tally.reject(reason, record.line, bad.found, bad.expected)
                continue
            yield from tally.used(row, untagged=untagged)


def _records(source: TextSource, mapping: TableMapping, tally: Tally) -> Iterator[Record]:
    wanted = list(dict.fromkeys(column.column for column in mapping.columns.values() if column.column))
    if mapping.format == "parquet":
        _refuse_missing(source, None, columns_of_parquet(source), mapping)
        tally.assume(_PARQUET)
        rows = rows_of_parquet(source, wanted)
        yield from (Record(number, row) for number, row in enumerate(rows, 1))
        return
    if source.start.startswith("PAR1"):
        raise source.refusal(None, "a Parquet file", "CSV", "say format: parquet in the mapping file")
    table = Table(source, mapping.delimiter or _delimiter(source, mapping, tally))
    _refuse_missing(source, table.head_line, table.columns, mapping)
    if twice := sorted(table.twice & set(wanted)):
        found = f"the column {clip(twice[0])!r} twice"
        raise source.refusal(table.head_line, found, "each column once", "rename one of the two")
    yield from table.records(tally)


def _delimiter(source: TextSource, mapping: TableMapping, tally: Tally) -> str:
    """The sign that shows most of the mapping's columns in the header, and parts it into most cells."""
    wanted = {column.column for column in mapping.columns.values()}
    signs = [sign for sign in ",;\t|" if not (sign == "," and mapping.decimal == ",")]

    def fit(sign: str) -> tuple[int, int]:
        try:
            cells = [cell.strip() for cell in cells_of(source.first_line, sign)]
        except csv.Error:
            return 0, 0
        return len(wanted.intersection(cells)), len(cells)

    best = max(signs, key=fit)
    named = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}[best]
    tally.assume(f"cells are parted by {named}, to judge by the header")
    return best


def _refuse_missing(source: TextSource, line: int | None, found: list[str], mapping: TableMapping) -> None:
    problems = []
    for name, column in mapping.columns.items():
        if column.column and column.column not in found:
            near = nearest(column.column, found)
            remedy = f"did you mean {near!r}?" if near else f"name one of {clip(', '.join(found))}"
            told = (
                f"no column {clip(column.column)!r} in {source.name}{f':{line}' if line else ''}, for {name}"
            )
            expected = "the name of a column of the table"
            problems.append(Problem(mapping.name, mapping.lines[name], told, expected, remedy))
    if problems:
        raise LedgerError(problems)


def _row(
    cells: Cells, line: int, mapping: TableMapping, tally: Tally, options: ReadOptions
) -> tuple[LedgerRow, bool]:
    size = sized(cells, tally)
    texts, numbers = cells.texts, cells.numbers
    axes = _axes(cells, line, tally, options)
    odd = {**cells.odd, **size.odd}
    for code, found in odd.items():
        tally.flag(code, line, found)
    for found in cells.repairs:
        tally.repair("sign-in-an-id", line, found)
    kwh = numbers["energy_kwh"]
    boundary = options.energy_boundary or mapping.energy_boundary
    counts = {
        name: None if (n := numbers[name]) is None else int(n) for name in ("nodes", "cores", "restarts")
    }
    row = LedgerRow(
        job_id=texts["job_id"] or f"{tally.file}:{line}",
        **axes.columns,
        outcome=texts["outcome"] or "unknown",
        start=told(cells.times["start"], tally),
        end=told(cells.times["end"], tally),
        elapsed_s=size.elapsed_s,
        accelerators=size.accelerators,
        accelerator_model=texts["accelerator_model"],
        nodes=counts["nodes"],
        cores=counts["cores"],
        memory_gib=numbers["memory_gib"],
        energy_kwh=kwh,
        energy_boundary=None if kwh is None else boundary,
        ghg_kgco2e=numbers["ghg_kgco2e"],
        tag_raw=texts["tag"],
        user=options.users.of(texts["user"]),
        restarts=counts["restarts"],
        note=";".join(odd),
    )
    return row, axes.untagged


def _axes(cells: Cells, line: int, tally: Tally, options: ReadOptions) -> Axes:
    """Rules first, then the table's own columns, then its tag."""
    texts = cells.texts
    job = {key: texts[key] for key in MATCH_KEYS}
    said = {f"fullcount.{name}": texts[name] for name in ("component", "stage", "run_type")}
    tag = read_tag(texts["tag"]) if texts["tag"] else None
    if tag and not any(said.values()):
        if tag.repair:
            tally.repair(tag.repair, line, texts["tag"])
        axes = axes_of(tag, tag.project, job, options.mapping)
    else:
        axes, _ = stated_axes(said, job, options, tally, line)
    named = axes.component if axes.component != UNASSIGNED else ""
    return axes._replace(
        component=named or UNASSIGNED,
        facility=axes.facility or texts["facility"],
        equipment=axes.equipment or texts["equipment"],
    )
