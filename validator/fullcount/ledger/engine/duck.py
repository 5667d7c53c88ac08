"""DuckDB: the embedded engine, streaming, with bounded memory, spilling to disk."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYetError
from glob import escape
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

from fullcount.ledger.engine.base import NO_NULL, Broken, EngineError, Scan, literal
from fullcount.ledger.reading.source import LINE_LIMIT

__all__ = ["MEMORY_MB", "DuckEngine"]

MEMORY_MB = 200
"""What DuckDB keeps in memory before it writes to disk."""
_HARMFUL = frozenset({"type_pushdown", "grouping_sets"})
"""One makes a cast in the reader raise where `try_cast` gives null; the other keeps a copy of all rows of a query."""
_BATCH = 10_000
_LOOK_S = 0.1
_FAULTS = {"INVALID ENCODING": "bad-encoding", "LINE SIZE OVER MAXIMUM": "line-too-long"}


class DuckEngine:
    """One in-memory database. Raises ImportError, naming the extra, where DuckDB is not installed.

    `watch` is called several times a second while a query runs, with the share of it that is done, where known.
    """

    @property
    def name(self) -> str:
        """What it is called."""
        return "duckdb"

    @property
    def may_give_up(self) -> bool:
        """It can: the files are on this machine."""
        return True

    def __init__(
        self,
        threads: int | None = None,
        memory_mb: int = MEMORY_MB,
        watch: Callable[[float | None], None] | None = None,
    ) -> None:
        try:
            import duckdb  # noqa: PLC0415 - an extra, and slow to import
        except ImportError as error:
            raise ImportError("the engine needs DuckDB: pip install 'fullcount[ledger]'") from error
        self._folder, self._watch = mkdtemp(prefix="fullcount-"), watch
        self._error = duckdb.Error
        settings: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": f"{memory_mb}MB",
            "temp_directory": self._folder,
            "preserve_insertion_order": False,
            "autoinstall_known_extensions": False,
        }
        self._database = duckdb.connect(
            config=settings if threads is None else {**settings, "threads": threads}
        )

        self._switch_off()
        self._database.execute("set enable_progress_bar_print = false")
        self._database.execute(f"set enable_progress_bar = {str(watch is not None).lower()}")

    def _switch_off(self) -> None:
        """Leave out the optimizers that do harm here, of those that this version of DuckDB has."""
        known = {name for (name,) in self._database.execute("from duckdb_optimizers()").fetchall()}
        self._database.execute(f"set disabled_optimizers = {literal(','.join(sorted(_HARMFUL & known)))}")

    def table(self, name: str, scan: Scan) -> str:  # noqa: ARG002 - DuckDB needs no name
        """The files are opened by the query, except for Parquet, whose types are looked up here."""
        paths = ", ".join(literal(escape(str(path))) for path in scan.paths)
        if scan.is_parquet:
            return self._parquet(f"read_parquet([{paths}])", scan.columns)
        columns = ", ".join(f"{literal(column)}: 'VARCHAR'" for column in scan.columns)
        quote, null = literal(scan.quote), literal("" if scan.empty_is_null else NO_NULL)
        return (
            f"read_csv([{paths}], delim={literal(scan.separator)}, quote={quote}, escape={quote}, nullstr={null}, "
            f"header={str(scan.header).lower()}, auto_detect=false, columns={{{columns}}}, "
            f"store_rejects=true, rejects_limit=0, max_line_size={LINE_LIMIT})"
        )

    def _parquet(self, table: str, columns: Sequence[str]) -> str:
        """Every cell as text."""
        kinds = {name: kind for name, kind, *_ in self.rows(f"describe select * from {table}")}
        if lacking := [name for name in columns if name not in kinds]:
            raise EngineError(f"a Parquet table without {', '.join(lacking)}")
        cells = ", ".join(f'{_text(name, kinds[name])} as "{name}"' for name in columns)
        return f"(select {cells} from {table})"

    def rows(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """Batches of 10,000 rows, one after the other."""
        try:
            self._run(sql)
            while batch := self._database.fetchmany(_BATCH):
                yield from batch
        except self._error as error:
            raise EngineError(str(error)) from error

    def _run(self, sql: str) -> None:
        """Run the query in a thread, so that this one can watch it, and stop it when it is interrupted."""
        with ThreadPoolExecutor(1) as pool:
            running = pool.submit(self._database.execute, sql)
            try:
                while not running.done():
                    self._look(running.exception)
            except BaseException:
                self._database.interrupt()
                raise
            running.result()

    def _look(self, wait: Callable[[float], object]) -> None:
        try:
            wait(_LOOK_S)
        except NotYetError:
            if self._watch:
                percent = self._database.query_progress()
                self._watch(percent / 100 if percent >= 0 else None)

    def keep(self, name: str, sql: str) -> int:
        """A temporary table."""
        list(self.rows(f"create or replace temp table {name} as {sql}"))
        return int(next(self.rows(f"select count(*) from {name}"))[0])

    def broken(self, scan: Scan) -> Sequence[Broken]:
        """Lines of these files that the queries so far rejected, each once."""
        paths = {str(path): path for path in scan.paths}
        try:
            rejected = list(
                self.rows(
                    "select distinct file_path, e.line, e.line_byte_position, e.csv_line, e.error_type "
                    "from reject_errors e join reject_scans using (scan_id, file_id) order by 1, 2"
                )
            )
        except EngineError:  # nothing was read from text
            return ()
        lines = {(file, line): (at, text, kind) for file, line, at, text, kind in rejected if file in paths}
        return [
            Broken(paths[file].name, line, _line(paths[file], at, text or "", kind), _FAULTS.get(kind, ""))
            for (file, line), (at, text, kind) in lines.items()
        ]

    def close(self) -> None:
        """Close the database and remove what it spilled."""
        self._database.close()
        rmtree(self._folder, ignore_errors=True)


def _line(path: Path, at: int, text: str, kind: str) -> str:
    """The text of a rejected line, which DuckDB cuts at a bad byte; `at` is the place of its first byte, from 1."""
    if kind == "INVALID ENCODING" and path.suffix not in (".gz", ".zst"):
        with path.open("rb") as stream:
            stream.seek(at - 1)
            text = stream.readline(LINE_LIMIT).decode("utf-8", "replace")
    return text.strip("\r\n")


def _text(name: str, kind: str) -> str:
    if kind.startswith("TIMESTAMP"):
        return f"strftime(\"{name}\", '%Y-%m-%dT%H:%M:%S')"
    return f'cast("{name}" as varchar)'
