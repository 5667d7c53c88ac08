"""A Parquet ledger: its columns as labels, and its stored types against those of the schema."""

from pathlib import Path
from typing import Any

from fullcount.ledger.check.dialect import Dialect
from fullcount.ledger.check.exact import Opening
from fullcount.ledger.check.faults import Fault
from fullcount.ledger.check.labels import Header, header_of
from fullcount.ledger.check.relation import Relation, fits, of_parquet, stored_types
from fullcount.ledger.check.schema import Field, refusal
from fullcount.ledger.check.table import Table
from fullcount.ledger.errors import clip

__all__ = ["is_parquet", "parquet_opening"]

_MAGIC = b"PAR1"


def is_parquet(path: Path) -> bool:
    """Whether the file says that it is one."""
    with path.open("rb") as stream:
        return stream.read(len(_MAGIC)) == _MAGIC


def parquet_opening(connection: Any, path: Path, table: Table) -> tuple[Opening, Relation]:
    """The columns, what is wrong with them, and the relation. A column of another type is one fault as a whole."""
    from duckdb import Error  # noqa: PLC0415 - an extra

    try:
        stored = stored_types(connection, path)
    except Error as error:
        found = f"a damaged Parquet file ({clip(str(error))})"
        raise refusal(table.name, found, "a whole one", "copy it again") from error
    labels = tuple(stored)
    header = header_of(labels, table.schema, table.name)
    faults, fields = [*header.faults], list[Field]()
    for number, (field, kind) in enumerate(zip(header.fields, stored.values(), strict=True), 1):
        right = fits(field, kind)
        fields.append(field if right else Field(field.name, "any"))
        if not right:
            expected = f"values of type {field.type}"
            faults.append(
                Fault("type-error", None, None, number, field.name, f"a column of {kind}", expected)
            )
    opening = Opening(Dialect(), 0, labels, Header(tuple(fields), ()), tuple(faults))
    return opening, of_parquet(path, labels, tuple(stored.values()), fields)
