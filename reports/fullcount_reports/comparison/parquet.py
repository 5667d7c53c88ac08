"""A comparison as Parquet, for databases and notebooks."""

from pathlib import Path
from typing import TYPE_CHECKING

from fullcount_reports.comparison.frames import frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fullcount_reports.comparison.row import Row

__all__ = ["write_parquet"]


def write_parquet(rows: "Sequence[Row]", target: Path) -> None:
    """Write the rows with typed columns. Raises ImportError, naming the extra, where a library is not installed."""
    try:
        import duckdb  # noqa: PLC0415 - an extra, and slow to import
    except ImportError as error:
        raise ImportError("Parquet needs duckdb: pip install 'fullcount[ledger]'") from error
    table = frame(rows)
    with duckdb.connect() as database:
        database.register("comparison", table)
        name = str(target).replace("'", "''")
        database.execute(f"COPY comparison TO '{name}' (FORMAT parquet, COMPRESSION zstd)")
