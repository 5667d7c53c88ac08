"""The pages of plain values, of codelists and of tables."""

from collections.abc import Iterator
from pathlib import Path

from fullcount.rooms import schema_room
from reference.schema import cell, definition, read_json, rows
from reference.sections import values
from reference.types import type_of, unit_of

__all__ = ["codelists_page", "tables_page", "values_page"]

KINDS = {
    "closed": "Closed: no other code is valid.",
    "custom": "Closed, but for codes of your own with a prefix, such as `ourlab:distil`.",
    "open": "Open: another code is valid, and the rule [unlisted-code](../rules/unlisted-code.md) takes note of it.",
}


def values_page() -> Iterator[str]:
    """Texts, ids, dates and the like."""
    yield from ("# Values", "", "What stands in fields that are neither figures, codes nor objects.", "")
    yield from ("| value | type | unit | |", "|---|---|---|---|")
    for name in values():
        schema = definition(name)
        anchor = f'<a id="{name}"></a>`{name}`'
        yield f"| {anchor} | {cell(type_of(schema))} | {unit_of(schema)} | {cell(schema['description'])} |"


def codelists_page() -> Iterator[str]:
    """Every codelist with its codes."""
    yield from ("# Codelists", "", CODELISTS, "")
    for entry in rows(schema_room() / "codelists" / "codelists.csv"):
        yield from _codelist(entry)


CODELISTS = """\
Each list is a CSV file of the standard, with the columns `code`, `title` and `description`. `fullcount codelist NAME`
prints one. New codes come with a new minor version; the meaning of a code never changes."""


def _codelist(entry: dict[str, str]) -> Iterator[str]:
    name = entry["codelist"]
    file = f'<a href="../../1.0/codelists/{name}.csv">{name}.csv</a>'
    yield from (
        f"## {name}",
        "",
        f"**{entry['title']}.** {entry['description']} {KINDS[entry['kind']]} {file}",
        "",
    )
    yield from ("| code | title | |", "|---|---|---|")
    for row in rows(schema_room() / "codelists" / f"{name}.csv"):
        yield f"| `{row['code']}` | {cell(row['title'])} | {cell(row['description'])} |"
    yield ""


def tables_page() -> Iterator[str]:
    """The columns of every table."""
    yield from ("# Tables", "", TABLES, "")
    for path in sorted((schema_room() / "tables").glob("*.schema.json")):
        yield from _table(path)


TABLES = """\
Ledgers, factors and the corpus are tables, each with a [Table Schema](https://specs.frictionlessdata.io/table-schema/)
in the standard. An empty cell is unknown, and never 0."""


def _table(path: Path) -> Iterator[str]:
    schema = read_json(f"tables/{path.name}")
    name = path.name.removesuffix(".schema.json")
    file = f'<a href="../../1.0/tables/{path.name}">{path.name}</a>'
    yield from (f"## {name}", "", f"**{schema['title']}.** {schema['description']} {file}", "")
    yield from ("| column | type | unit | required | |", "|---|---|---|---|---|")
    for field in schema["fields"]:
        required = "always" if field.get("constraints", {}).get("required") else ""
        unit = f"`{field['unit']}`" if field.get("unit") else ""
        yield f"| `{field['name']}` | {field['type']} | {unit} | {required} | {cell(field['description'])} |"
    yield ""
