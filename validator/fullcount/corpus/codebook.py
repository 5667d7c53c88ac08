"""The codebook of a corpus: a page for people, and a data package with the Table Schemas for programs."""

import csv
import json
from collections.abc import Iterator, Mapping
from hashlib import file_digest
from pathlib import Path
from typing import Any

from fullcount.corpus.fields import TABLES, Field, fields, table_schema
from fullcount.rooms import schema_room

__all__ = ["codebook_json", "codebook_lines", "codebook_markdown", "codes_of", "kind_of"]

OTHERS = {"closed": "", "open": ", and others", "custom": ", and a lab's own with a namespace"}
MANY = 12
"""Codes from which on the page names only their list; the codebook for programs has them all."""


def codebook_markdown() -> str:
    """Every table and every column: type, unit, what it is, and the values that are allowed."""
    return "\n".join(["# Codebook of the corpus", "", *codebook_lines(2)]) + "\n"


def codebook_lines(level: int) -> Iterator[str]:
    """The tables as Markdown, each under a heading of that level."""
    for table in TABLES:
        schema = table_schema(table)
        yield from (f"{'#' * level} {schema['title']} (`{table}`)", "", schema["description"], "")
        yield from ("| column | type | unit | | allowed values |", "|---|---|---|---|---|")
        yield from map(_line, fields(table))
        yield ""


def _line(field: Field) -> str:
    cells = (f"`{field.name}`", field.type, field.unit or "", field.description, _allowed(field))
    return f"| {' | '.join(cells)} |"


def _allowed(field: Field) -> str:
    if field.values:
        return ", ".join(f"`{value}`" for value in field.values)
    if field.codelist is None:
        return ""
    named = f"codelist `{field.codelist}`{OTHERS[kind_of(field.codelist)]}"
    codes = codes_of(field.codelist)
    return named if len(codes) > MANY else f"{named}: {', '.join(f'`{code}`' for code in codes)}"


def codes_of(codelist: str) -> list[str]:
    """The codes of a codelist of the standard."""
    return [row["code"] for row in _rows(codelist)]


def kind_of(codelist: str) -> str:
    """`closed`, `open`, or `custom`, which takes a lab's own codes with their namespace."""
    return next(row["kind"] for row in _rows("codelists") if row["codelist"] == codelist)


def _rows(codelist: str) -> list[dict[str, str]]:
    with (schema_room() / "codelists" / f"{codelist}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def codebook_json(name: str, files: Mapping[str, Path]) -> str:
    """A data package of the tables, which are written already; of a database, the schemas of its tables."""
    described = {
        "profile": "data-package",
        "name": name.lower(),
        "title": "Corpus of compute disclosures",
        "resources": [_resource(table, path) for table, path in files.items()],
    }
    return json.dumps(described, indent=2, ensure_ascii=False) + "\n"


def _resource(table: str, path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    schema = {**table_schema(table), "fields": [_described(table, field) for field in fields(table)]}
    form = path.suffix.removeprefix(".")
    where = {"dialect": {"table": table}} if form == "duckdb" else {}
    return {
        "name": table,
        "path": path.name,
        "format": form,
        **where,
        "hash": f"sha256:{digest}",
        "schema": schema,
    }


def _described(table: str, field: Field) -> dict[str, Any]:
    """A field with the codes of its codelist, so that the codebook needs nothing beside it."""
    found: dict[str, Any] = next(item for item in table_schema(table)["fields"] if item["name"] == field.name)
    return {**found, "codes": codes_of(field.codelist)} if field.codelist else found
