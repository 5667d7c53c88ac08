"""What is to be checked: a table with its schema, alone or as a resource of a data package."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fullcount.ledger.check.schema import TableSchema, as_schema, load_schema, read_json, refusal
from fullcount.ledger.errors import clip

__all__ = ["Table", "tables_of"]

_TABLES = (".csv", ".tsv", ".csv.gz", ".csv.zst", ".tsv.gz", ".parquet")


@dataclass(frozen=True, slots=True)
class Table:
    """One table. `siblings` are all the tables of its package by name, for foreign keys."""

    path: Path
    name: str
    schema: TableSchema
    resource: str = ""
    dialect: Mapping[str, Any] = field(default_factory=dict)
    encoding: str = "utf-8"
    stated_hash: str = ""
    stated_bytes: int | None = None
    siblings: Mapping[str, "Table"] = field(default_factory=dict, repr=False)


def tables_of(path: Path, schema: TableSchema | None, default: TableSchema) -> Iterator[Table]:
    """The tables that a path names: one table, or those of a data package (its folder, or its JSON).

    `schema` holds for every table where it is given; otherwise a package says its own, and `default` is for a table
    alone. Raises `LedgerError` for a package that cannot be used.
    """
    described = path / "datapackage.json" if path.is_dir() else path
    if described.suffix != ".json":
        yield Table(described, described.name, schema or default)
        return
    package = read_json(described)
    resources = package.get("resources") if isinstance(package, dict) else None
    found = [item for item in resources if _is_table(item)] if isinstance(resources, list) else []
    if not found:
        remedy = "name a table, or a datapackage.json with one"
        raise refusal(described.name, "no table", "a resource with path and schema", remedy)
    siblings: dict[str, Table] = {}
    for item in found:
        table = _table(item, described, schema, siblings)
        siblings[table.resource] = table
    yield from siblings.values()


def _is_table(item: Any) -> bool:
    if not isinstance(item, dict) or not isinstance(item.get("path"), str):
        return False
    return "schema" in item or item["path"].lower().endswith(_TABLES)


def _table(
    item: Mapping[str, Any], package: Path, schema: TableSchema | None, siblings: Mapping[str, Table]
) -> Table:
    path = _inside(package, item["path"])
    dialect, size = item.get("dialect"), item.get("bytes")
    return Table(
        path,
        path.name,
        schema or _schema(item, package),
        str(item.get("name", path.name)),
        dialect if isinstance(dialect, dict) else {},
        str(item.get("encoding", "utf-8")),
        str(item.get("hash", "")),
        size if isinstance(size, int) else None,
        siblings,
    )


def _schema(item: Mapping[str, Any], package: Path) -> TableSchema:
    raw = item.get("schema")
    if isinstance(raw, str):
        return load_schema(_inside(package, raw))
    return as_schema(raw, package.name)


def _inside(package: Path, named: str) -> Path:
    folder = package.parent.resolve()
    path = (folder / named).resolve()
    if not path.is_relative_to(folder) or "://" in named:
        remedy = "put the file beside its datapackage.json"
        raise refusal(package.name, f"the path {clip(named)!r}", "a path inside the package", remedy)
    return path
