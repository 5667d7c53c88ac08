"""The tables that can be read from the files: those with columns, and the lists of the disclosure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from fullcount_reports.exports.croissant.files import Attached

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure

__all__ = ["Table", "tables_of_disclosure", "tables_of_files"]

Node = dict[str, Any]
TYPES = {"integer": "sc:Integer", "number": "sc:Float", "boolean": "sc:Boolean", "date": "sc:Date"}
"""Types of a table schema and what they are there; the others are text, as moments without a zone are."""
LISTS = {
    "compute": (
        "Compute lines",
        ("id", "component", "stage", "run_type", "outcome", "facility", "equipment"),
    ),
    "impacts": ("Impacts", ("category", "phase", "part", "ghg_basis")),
    "sources": ("Sources", ("id", "title", "url", "licence")),
}
FIGURES = ("runs", "accelerator_hours", "core_hours", "energy", "amount")
PARTS = ("value", "unit", "low", "high", "basis")


class _Column(NamedTuple):
    name: str
    kind: str
    about: str
    extract: Node


class Table(NamedTuple):
    """A record set, and the entry of the file that it is read from."""

    file: Attached
    record_set: Node


def tables_of_files(files: Iterable[Attached]) -> Iterator[Table]:
    """One record set for each file with columns."""
    for file in files:
        columns = [_of_field(field) for field in file.columns]
        if columns:
            yield _table(_name(file), file.title, file, columns)


def _name(file: Attached) -> str:
    stem = file.path.split(".")[0].replace("/", "-")
    return f"file-{stem}" if stem in LISTS else stem


def tables_of_disclosure(document: "Disclosure", file: Attached) -> Iterator[Table]:
    """The lists of a disclosure that is JSON, with the columns that every row has: a reader pairs them by number."""
    if file.media_type != "application/json":
        return
    for name, (title, keys) in LISTS.items():
        rows: Sequence[Mapping[str, Any]] = document.get(name, [])  # type: ignore[assignment]
        if rows:
            entry = file._replace(id=f"{file.path}-{name}", title=f"{title} of the disclosure")
            yield _table(name, title, entry, list(_of_rows(name, rows, keys)))


def _of_field(field: Mapping[str, Any]) -> _Column:
    about = field.get("description", field.get("title"))
    name, kind = field["name"], field.get("type")
    told = about if isinstance(about, str) else name
    return _Column(name, TYPES.get(str(kind), "sc:Text"), told, {"column": name})


def _of_rows(name: str, rows: Sequence[Mapping[str, Any]], keys: Iterable[str]) -> Iterator[_Column]:
    for key in keys:
        if all(key in row for row in rows):
            yield _Column(key, "sc:Text", key.replace("_", " "), {"jsonPath": f"$.{name}[*].{key}"})
    for key in FIGURES:
        for part in PARTS:
            if all(part in row.get(key, {}) for row in rows):
                kind = "sc:Float" if part in ("value", "low", "high") else "sc:Text"
                path = {"jsonPath": f"$.{name}[*].{key}.{part}"}
                yield _Column(f"{key}_{part}", kind, f"{key.replace('_', ' ')}, {part}", path)


def _table(name: str, title: str, file: Attached, columns: Sequence[_Column]) -> Table:
    record_set = {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": title,
        "field": [_field(name, file, column) for column in columns],
    }
    return Table(file, record_set)


def _field(table: str, file: Attached, column: _Column) -> Node:
    return {
        "@type": "cr:Field",
        "@id": f"{table}/{column.name}",
        "name": column.name,
        "description": column.about,
        "dataType": column.kind,
        "source": {"fileObject": {"@id": file.id}, "extract": column.extract},
    }
