"""The ledger on disk: CSV or Parquet in a frictionless data package, written whole or not at all."""

from fullcount.ledger.table.package import (
    TABLES,
    UNDECIDED,
    Package,
    digest_of,
    licence_of,
    package_of,
    stated_digest,
)
from fullcount.ledger.table.read import PROBLEMS_KEPT, is_ledger, read_table, table_of
from fullcount.ledger.table.write import write_ledger

__all__ = [
    "PROBLEMS_KEPT",
    "TABLES",
    "UNDECIDED",
    "Package",
    "digest_of",
    "is_ledger",
    "licence_of",
    "package_of",
    "read_table",
    "stated_digest",
    "table_of",
    "write_ledger",
]
