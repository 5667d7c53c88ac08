"""The ledger as a Parquet file, through DuckDB, in bounded memory.

| Table Schema | Parquet                                        |
|--------------|------------------------------------------------|
| string       | string; an empty cell is null                  |
| number       | double                                         |
| integer      | int64                                          |
| datetime     | timestamp in microseconds, without a time zone |
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from glob import escape
from pathlib import Path
from typing import Any

from fullcount.ledger.cells import COLUMNS
from fullcount.ledger.errors import LedgerError, Problem, clip

__all__ = ["cells_of_parquet", "is_parquet", "write_parquet"]

_BATCH = 2048
_MEMORY = "512MB"
_MAGIC = b"PAR1"
_TYPES = {
    **dict.fromkeys(COLUMNS, "VARCHAR"),
    **dict.fromkeys(("start", "end"), "TIMESTAMP"),
    **dict.fromkeys(("nodes", "cores", "restarts"), "BIGINT"),
    **dict.fromkeys(("elapsed_s", "accelerators", "memory_gib", "energy_kwh", "ghg_kgco2e"), "DOUBLE"),
}


def is_parquet(path: Path) -> bool:
    """Whether a file begins as Parquet does; False where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return stream.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def write_parquet(table: Path, target: Path) -> None:
    """Write a ledger in CSV as Parquet; the same table gives the same bytes. Raises OSError, or `LedgerError`."""
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in COLUMNS)
    csv = (
        f"read_csv(?, columns={{{columns}}}, header=true, delim=',', quote='\"', escape='\"', parallel=false)"
    )
    cells = ", ".join(_typed(name, kind) for name, kind in _TYPES.items())
    with _database(target.name, table, target) as database:
        database.execute(
            f"COPY (SELECT {cells} FROM {csv}) TO '{str(target).replace(chr(39), chr(39) * 2)}' "  # noqa: S608
            "(FORMAT parquet, COMPRESSION zstd)",
            [escape(str(table))],
        )


def _typed(name: str, kind: str) -> str:
    """A cell of CSV in its type, without the space that disarms what a spreadsheet would run."""
    if kind == "VARCHAR":
        return (
            f'CASE WHEN starts_with("{name}", \' \') THEN substr("{name}", 2) ELSE "{name}" END AS "{name}"'
        )
    return f'CAST("{name}" AS {kind}) AS "{name}"'


def cells_of_parquet(table: Path) -> Iterator[tuple[int, list[str]]]:
    """Line and cells of each row, as they would stand in CSV; raises `LedgerError` for another table."""
    with _database(table.name, table) as database:
        found = database.execute("SELECT * FROM read_parquet(?)", [escape(str(table))])
        names = [column[0] for column in found.description]
        if names != list(COLUMNS):
            raise _refusal(table.name, f"the columns {clip(','.join(names))}", clip(",".join(COLUMNS)))
        line = 1
        while batch := found.fetchmany(_BATCH):
            for values in batch:
                line += 1
                yield line, [_text(value) for value in values]


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case datetime():
            return value.isoformat()
        case _:
            return str(value)


@contextmanager
def _database(file: str, *paths: Path) -> Iterator[Any]:
    """A database in memory that sees these files and no others, and loads nothing."""
    try:
        import duckdb  # noqa: PLC0415 - an extra
    except ImportError:
        remedy = "pip install 'fullcount[ledger]', or use a ledger in CSV (--table csv)"
        raise LedgerError([Problem(file, None, "a Parquet table", "the library duckdb", remedy)]) from None
    with duckdb.connect() as database:
        _shut_in(database, paths)
        try:
            yield database
        except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
            raise _refusal(file, _said(error), "a table and a disk that can be used") from error
        except duckdb.Error as error:
            raise _refusal(file, _said(error), "the columns of a ledger, in Parquet") from error


def _shut_in(database: Any, paths: tuple[Path, ...]) -> None:
    database.execute("SET threads = 1")
    database.execute(f"SET memory_limit = '{_MEMORY}'")
    database.execute("SET temp_directory = ''")
    database.execute(
        "SET allowed_paths = ?", [[name for path in paths for name in (str(path), escape(str(path)))]]
    )
    for setting in ("autoinstall_known_extensions", "autoload_known_extensions", "enable_external_access"):
        database.execute(f"SET {setting} = false")
    database.execute("SET lock_configuration = true")


def _said(error: Exception) -> str:
    return f"a Parquet file that cannot be used ({clip(str(error).splitlines()[0])})"


def _refusal(file: str, found: str, expected: str) -> LedgerError:
    return LedgerError([Problem(file, None, found, expected, "write the ledger again with fullcount")])
