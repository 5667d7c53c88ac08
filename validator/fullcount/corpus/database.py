"""The corpus as one DuckDB database: three tables and the codebook as a fourth."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fullcount.corpus.fields import TABLES, fields
from fullcount.corpus.problem import Problem
from fullcount.problems import ProblemsError

__all__ = ["export_tables", "write_database"]

_MEMORY = "200MB"


@contextmanager
def _opened(path: Path, *, read_only: bool = False) -> Iterator[Any]:
    """A database in a file, on one processor and in little memory, which loads nothing from elsewhere."""
    try:
        import duckdb  # noqa: PLC0415 - an extra
    except ImportError:
        remedy = "pip install 'fullcount[corpus]'"
        raise ProblemsError([Problem(str(path), "no library duckdb", "it", remedy)]) from None
    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": 1,
        "memory_limit": _MEMORY,
        "autoinstall_known_extensions": False,
    }
    with duckdb.connect(str(path), read_only=read_only, config=config) as database:
        yield database


def write_database(target: Path, tables: Mapping[str, Path]) -> None:
    """The tables, given in Parquet, in the order of their rows; each column says what it is."""
    with _opened(target) as database:
        for table, path in tables.items():
            database.execute(f'CREATE TABLE "{table}" AS SELECT * FROM read_parquet(?)', [str(path)])  # noqa: S608
        database.execute(
            'CREATE TABLE codebook ("table" VARCHAR, field VARCHAR, type VARCHAR, unit VARCHAR, '
            "codelist VARCHAR, description VARCHAR)"
        )
        for table in TABLES:
            for field in fields(table):
                row = [table, field.name, field.type, field.unit, field.codelist, field.description]
                database.execute("INSERT INTO codebook VALUES (?, ?, ?, ?, ?, ?)", row)
                said = field.description.replace("'", "''")
                database.execute(f'COMMENT ON COLUMN "{table}"."{field.name}" IS \'{said}\'')


def export_tables(source: Path, folder: Path) -> dict[str, Path]:
    """The tables of a database as files of Parquet in `folder`."""
    files = {table: folder / f"{table}.earlier" for table in TABLES}
    with _opened(source, read_only=True) as database:
        for table, path in files.items():
            said = str(path).replace("'", "''")
            database.execute(f"COPY \"{table}\" TO '{said}' (FORMAT parquet)")
    return files
