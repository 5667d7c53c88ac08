"""Rows of a Parquet file, in batches."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from fullcount.ledger.errors import clip
from fullcount.ledger.reading.source import TextSource

__all__ = ["columns_of_parquet", "rows_of_parquet"]

_BATCH = 10_000
_GLOB = re.compile(r"([*?\[])")


def columns_of_parquet(source: TextSource) -> list[str]:
    """The names of the columns. Raises `LedgerError` where the file is no Parquet, or duckdb is not installed."""
    return [str(column[0]) for column in _run(source, "SELECT * FROM read_parquet($1) LIMIT 0").description]


def rows_of_parquet(source: TextSource, columns: Sequence[str]) -> Iterator[dict[str, str]]:
    """The named columns of every row, as text: numbers in their shortest form, times in ISO 8601, nothing as empty."""
    import duckdb  # noqa: PLC0415 - an extra; its absence has been told before

    chosen = ", ".join('"' + name.replace('"', '""') + '"' for name in columns) or "1"
    result = _run(source, f"SELECT {chosen} FROM read_parquet($1)")  # noqa: S608 - names are quoted
    while True:
        try:
            batch = result.fetchmany(_BATCH)
        except duckdb.Error as error:
            raise _broken(source, error) from error
        if not batch:
            return
        for row in batch:
            yield dict(zip(columns, map(_text, row), strict=False))


def _run(source: TextSource, query: str) -> Any:
    try:
        import duckdb  # noqa: PLC0415 - an extra
    except ImportError:
        remedy = "pip install 'fullcount[ledger]', or export the table as CSV"
        raise source.refusal(None, "a Parquet file", "the library duckdb", remedy) from None
    if not source.path.is_file():
        raise source.refusal(None, "no such file", "a Parquet file", "check the path")
    path = _GLOB.sub(r"[\1]", str(source.path.resolve()))
    try:
        connection = duckdb.connect()
        connection.execute("SET autoinstall_known_extensions = false; SET TimeZone = 'UTC'")
        return connection.execute(query, [path])
    except duckdb.Error as error:
        raise _broken(source, error) from error


def _broken(source: TextSource, error: Exception) -> Exception:
    found = f"a file that is no whole Parquet ({clip(str(error).splitlines()[0])})"
    return source.refusal(None, found, "a Parquet file", "write it again, or say format: csv")


def _text(value: Any) -> str:
    if value is None:
        return ""
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    if hasattr(value, "total_seconds"):
        return repr(value.total_seconds())
    return repr(value) if isinstance(value, float) else str(value)
