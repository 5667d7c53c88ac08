"""A DuckDB that keeps to its room: bounded memory, files of its own in a folder that goes away, no network."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fullcount.ledger.check.schema import refusal

__all__ = ["connected"]

MEMORY = "144MB"
"""For the tables of the engine; with its libraries a check of a million rows stays under 300 MB."""


@contextmanager
def connected(threads: int | None = None) -> Iterator[tuple[Any, Path]]:
    """A connection and a folder for its files, both gone at the end. Raises `LedgerError` without the library."""
    try:
        import duckdb  # noqa: PLC0415 - an extra
    except ImportError:
        remedy = "pip install 'fullcount[ledger]'"
        raise refusal("fullcount ledger check", "no DuckDB", "the library duckdb", remedy) from None
    with tempfile.TemporaryDirectory(prefix="fullcount-") as folder:
        settings: dict[str, Any] = {
            "memory_limit": MEMORY,
            "temp_directory": str(Path(folder) / "spill"),
            "preserve_insertion_order": "false",
            "autoinstall_known_extensions": "false",
            **({"threads": str(threads)} if threads else {}),
        }
        connection = duckdb.connect(":memory:", config=settings)
        try:
            _without_type_pushdown(connection)
            yield connection, Path(folder)
        finally:
            connection.close()


def _without_type_pushdown(connection: Any) -> None:
    """DuckDB 2.0 moves a cast into the CSV reader, where a `try_cast` fails at the first cell that is no such value."""
    there = connection.execute("select name from duckdb_optimizers() where name = 'type_pushdown'").fetchall()
    if there:
        connection.execute("set disabled_optimizers = 'type_pushdown'")
