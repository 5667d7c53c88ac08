"""Check tables: their Table Schema with the verdicts of frictionless 5, and the rules of the ledger."""

import codecs
import csv
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from fullcount.ledger.check.content import Content, content_of, has_blank_line, line_bytes, unpacked
from fullcount.ledger.check.engine import connected
from fullcount.ledger.check.exact import Opening, Records, exact_rows, lookups_of, open_records, opening_of
from fullcount.ledger.check.faults import Fault
from fullcount.ledger.check.findings import RuleResult, TableResult, grouped
from fullcount.ledger.check.keys import KeyCheck, Lookups
from fullcount.ledger.check.lines import find_lines
from fullcount.ledger.check.parquet import is_parquet, parquet_opening
from fullcount.ledger.check.relation import Relation, of_copy, of_csv, of_lines
from fullcount.ledger.check.rows import Row, RowCheck
from fullcount.ledger.check.rules.context import Context
from fullcount.ledger.check.rules.run import RuleRun
from fullcount.ledger.check.scan import (
    MASK_RULES,
    Screened,
    TooOdd,
    doubted,
    judged,
    mask_of_rules,
    plan_of,
    screened,
)
from fullcount.ledger.check.schema import TableSchema, ledger_schema
from fullcount.ledger.check.table import Table, tables_of
from fullcount.ledger.reading.source import TextSource

__all__ = ["check_ledger", "check_table"]

Told = Callable[[int], None]
_TOLD_EVERY = 10_000


def check_ledger(
    path: str | Path,
    schema: TableSchema | None = None,
    context: Context | None = None,
    told: Told | None = None,
) -> Iterator[TableResult]:
    """Check a table (CSV, plain or packed, or Parquet), or the tables of a data package.

    `schema` replaces the schema of the package, or that of the ledger; `context` is what the rules know beside the
    table; `told` is called with numbers of rows. Raises `LedgerError` for what cannot be read at all.
    """
    for table in tables_of(Path(path), schema, ledger_schema()):
        yield check_table(table, context, told)


def check_table(table: Table, context: Context | None = None, told: Told | None = None) -> TableResult:
    """Check one table. Raises `LedgerError` where it cannot be read, or the engine is not installed."""
    with unpacked(TextSource(table.path)) as path, connected() as (connection, folder):
        link = folder / "table"  # a name without the characters that DuckDB takes for a pattern
        link.symlink_to(path.resolve())
        job = _Job(table, link, folder, connection, context or Context(), told or _untold)
        result = job.parquet() if is_parquet(link) else job.csv()
    return replace(result, findings=(*result.findings, *grouped(_against_package(table))))


def _untold(_rows: int) -> None:
    pass


class _Job(NamedTuple):
    """One table in a DuckDB of its own. `source` is the unpacked file, `folder` takes files that go away."""

    table: Table
    source: Path
    folder: Path
    connection: Any
    context: Context
    told: Told

    def parquet(self) -> TableResult:
        """A Parquet file: values as stored."""
        opening, relation = parquet_opening(self.connection, self.source, self.table)
        result, _ = self._scan(opening, relation, {})
        return result

    def csv(self) -> TableResult:
        """A CSV file: by the scan, where it can be trusted to read the same records."""
        from duckdb import Error  # noqa: PLC0415 - an extra

        opening, content = opening_of(self.table, self.source), content_of(self.source)
        lookups = lookups_of(self.table)
        if _scannable(self.table, opening, content):
            try:
                return self._scanned(opening, content, lookups)
            except (Error, TooOdd):  # the scan gives up; the exact reader has the last word
                pass
        return self._exact(lookups)

    def _scanned(self, opening: Opening, content: Content, lookups: Lookups) -> TableResult:
        labels, delimiter = len(opening.labels), opening.dialect.delimiter
        if not content.quotes:
            return self._of_lines(opening, content, lookups)
        relation = of_csv(self.source, labels, delimiter)
        result, joined = self._scan(opening, relation, lookups, lambda seen: seen.rows + 1 == content.lines)
        if joined and has_blank_line(self.source):
            raise TooOdd
        if joined:
            relation = of_csv(self.source, labels, delimiter, lines_in_cells=True)
            result, _ = self._scan(opening, relation, lookups)
            find_lines(self.table, self.source, result.bad)
        return result

    def _of_lines(self, opening: Opening, content: Content, lookups: Lookups) -> TableResult:
        def whole(seen: Screened) -> bool:
            return line_bytes(self.source, seen.rows, content.returns) == seen.bytes

        relation = of_lines(self.source, len(opening.labels), opening.dialect.delimiter)
        result, odd = self._scan(opening, relation, lookups, whole)
        if odd:
            raise TooOdd
        return result

    def _scan(
        self,
        opening: Opening,
        relation: Relation,
        lookups: Lookups,
        by_line: Callable[[Screened], bool] | None = None,
    ) -> tuple[TableResult, bool]:
        """The result, and whether rows are not lines, so that it has to be done otherwise."""
        fields = opening.header.fields
        rows, keys = RowCheck(fields), KeyCheck(self.table.schema, fields, lookups)
        run = RuleRun(self.context, opening.labels)
        plan, typed = plan_of(rows, keys, relation, opening.sample), run.typed(relation)
        seen = screened(self.connection, typed, plan, lookups, run.conditions, run.kept)
        self.told(seen.rows)
        if by_line is not None and not by_line(seen):
            return TableResult(self.table.name, seen.rows, "scan", (), ()), True
        bad = seen.doubted or seen.repeated or seen.strangers
        found = judged(rows, keys, doubted(self.connection, relation, plan)) if bad else ()
        findings = grouped(chain(opening.faults, found))
        rules = run.results(self.connection, typed, MASK_RULES)
        return TableResult(self.table.name, seen.rows, "scan", findings, rules), False

    def _exact(self, lookups: Lookups) -> TableResult:
        copy = self.folder / "copy.csv"
        with (
            open_records(self.table, self.source) as records,
            copy.open("w", encoding="utf-8", newline="") as target,
        ):
            judge = _Copying(records, exact_rows(self.table, records, lookups), csv.writer(target), self.told)
            findings = grouped(judge)
        rules = self._rules_over(of_copy(copy, len(records.opening.labels)), records.opening)
        return TableResult(self.table.name, judge.rows, "exact", findings, rules)

    def _rules_over(self, relation: Relation, opening: Opening) -> tuple[RuleResult, ...]:
        run = RuleRun(self.context, opening.labels)
        if not run.asked:
            return ()
        typed = run.typed(relation)
        mask_of_rules(self.connection, typed, run.conditions, run.kept)
        return run.results(self.connection, typed, 0)


class _Copying:
    """The faults of a table, while its rows are written down for the rules, as wide as the header."""

    def __init__(
        self, records: Records, judged_rows: Iterator[tuple[Row, list[Fault]]], writer: Any, told: Told
    ) -> None:
        self._records, self._judged, self._writer, self._told = records, judged_rows, writer, told
        self._width = len(records.opening.labels)
        self.rows = 0

    def __iter__(self) -> Iterator[Fault]:
        yield from self._records.opening.faults
        for row, faults in self._judged:
            cells = [cell.replace("\0", "") if cell else "" for cell in row.cells[: self._width]]
            self._writer.writerow((row.number, row.line, *cells, *[""] * (self._width - len(cells))))
            self.rows += 1
            if not self.rows % _TOLD_EVERY:
                self._told(self.rows)
            yield from faults
        if self._records.fault:
            yield self._records.fault


def _scannable(table: Table, opening: Opening, content: Content) -> bool:
    """Whether DuckDB reads the same records as the exact reader."""
    stopped = any(fault.kind in {"source-error", "encoding-error"} for fault in opening.faults)
    codec = codecs.lookup(table.encoding).name
    usual = opening.dialect.usual and opening.row == 1 and bool(opening.labels)
    return usual and not stopped and content.plain and codec in {"utf-8", "utf-8-sig", "ascii"}


def _against_package(table: Table) -> Iterator[Fault]:
    """What the package says of the file and is not so."""
    if table.stated_bytes and table.path.stat().st_size != table.stated_bytes:
        found = f"{table.path.stat().st_size:,} bytes"
        yield Fault("byte-count", None, None, None, "", found, f"{table.stated_bytes:,} bytes")
    algorithm, _, digest = table.stated_hash.rpartition(":")
    if not digest or (algorithm or "md5") not in {"md5", "sha256"}:
        return
    with table.path.open("rb") as stream:
        actual = hashlib.file_digest(stream, algorithm or "md5").hexdigest()
    if actual != digest:
        yield Fault("hash-count", None, None, None, "", f"the hash {actual}", f"the hash {digest}")
