"""The fields of the three tables of a corpus, from their Table Schemas."""

import json
from functools import cache
from typing import Any, NamedTuple

from fullcount.rooms import schema_room

__all__ = ["TABLES", "Field", "fields", "table_schema"]

TABLES = {"figures": "corpus", "disclosures": "corpus-disclosures", "findings": "corpus-findings"}
"""The tables, and the names of their schemas."""


class Field(NamedTuple):
    """A column: its type in the words of Table Schema, its unit, what it is, and the codelist of its values."""

    name: str
    type: str
    unit: str | None
    description: str
    codelist: str | None
    values: tuple[str, ...]


@cache
def table_schema(table: str) -> dict[str, Any]:
    """The Table Schema of `figures`, `disclosures` or `findings`. It is not to be changed."""
    path = schema_room() / "tables" / f"{TABLES[table]}.schema.json"
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema


@cache
def fields(table: str) -> tuple[Field, ...]:
    """The columns of a table, in order."""
    return tuple(
        Field(
            field["name"],
            field["type"],
            field.get("unit"),
            field["description"],
            field.get("codelist"),
            tuple(field.get("constraints", {}).get("enum", ())),
        )
        for field in table_schema(table)["fields"]
    )
