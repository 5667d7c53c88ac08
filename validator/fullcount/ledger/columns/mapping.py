"""The mapping file of a table.

format: csv                      # or parquet
delimiter: ";"                   # , ; | or tab; found out where it is left out
decimal: ","                     # a point where it is left out
missing: ["", "n/a"]             # cells that say nothing
timezone: Europe/Paris           # a sentence of the report; times are not shifted
energy_boundary: node            # accelerator, node, it or facility
columns:
  job_id: Job                    # the name of a column
  elapsed_s: {column: wall, unit: h}
  start: {column: begin, format: "%d/%m/%Y %H:%M"}
  outcome: {column: result, values: {ok: completed, err: failed}, default: unknown}
  component: {value: mimi}       # the same for every row
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fullcount.disclosure.document import Document, parse
from fullcount.disclosure.problem import Unreadable
from fullcount.ledger.columns.fields import FIELDS, check_columns
from fullcount.ledger.columns.placed import Placed
from fullcount.ledger.errors import LedgerError, Problem
from fullcount.ledger.row import ENERGY_BOUNDARIES

__all__ = ["MISSING", "Column", "TableMapping", "load_table_mapping"]

MISSING = ("", "-", "NA", "N/A", "n/a", "nan", "NaN", "NaT", "None", "null", "NULL")
_KEYS = ("format", "delimiter", "decimal", "missing", "timezone", "energy_boundary", "columns")
_DELIMITERS = {
    ",": ",",
    ";": ";",
    "|": "|",
    "\t": "\t",
    "tab": "\t",
    "comma": ",",
    "semicolon": ";",
    "pipe": "|",
}
_LARGEST_FILE = 1 << 20


@dataclass(frozen=True, slots=True)
class Column:
    """Where a field comes from: a `column` (or empty: `value` for every row), and how its cells are read."""

    column: str = ""
    value: str = ""
    unit: str = ""
    format: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    default: str = ""


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A checked mapping file. `delimiter` is empty where it is to be found out."""

    name: str
    format: str
    delimiter: str
    decimal: str
    missing: frozenset[str]
    timezone: str
    energy_boundary: str | None
    columns: Mapping[str, Column]
    lines: Mapping[str, int]


def load_table_mapping(path: str | Path | TableMapping | None) -> TableMapping | None:
    """The mapping in a YAML or JSON file. Raises `LedgerError` with every problem at once, each with its line."""
    if path is None or isinstance(path, TableMapping):
        return path
    document = _document(Path(path))
    placed = Placed(document)
    data = document.data
    if not isinstance(data, dict):
        raise LedgerError([placed.problem("", "no map", "a map with columns", "write columns: {...}")])
    problems = [
        *placed.unknown_keys("", data, _KEYS),
        *placed.not_one_of("/format", data.get("format", "csv"), ("csv", "parquet")),
        *placed.not_one_of("/delimiter", data.get("delimiter", ","), tuple(_DELIMITERS)),
        *placed.not_one_of("/decimal", data.get("decimal", "."), (".", ",")),
        *placed.not_one_of("/energy_boundary", data.get("energy_boundary", "node"), ENERGY_BOUNDARIES),
        *placed.not_text("/timezone", data.get("timezone", "")),
        *_check_missing(data, placed),
        *_check_signs(data, placed),
        *check_columns(data.get("columns"), placed),
    ]
    if problems:
        raise LedgerError(sorted(problems, key=lambda problem: problem.line or 0))
    return _mapping(data, placed)


def _document(path: Path) -> Document:
    try:
        with path.open("rb") as stream:
            content = stream.read(_LARGEST_FILE + 1)
    except OSError as error:
        found = f"a file that cannot be read ({error.strerror or error})"
        raise LedgerError([Problem(path.name, None, found, "a mapping file", "check the path")]) from error
    if len(content) > _LARGEST_FILE or not content.strip():
        found = "more than 1 MiB" if content else "an empty file"
        raise LedgerError([Problem(path.name, None, found, "a mapping file", "write columns: {...}")])
    try:
        return parse(content, path.name)
    except Unreadable as error:
        raise LedgerError(
            Problem(path.name, p.place.line if p.place else None, p.found, p.expected, p.remedy)
            for p in error.problems
        ) from error


def _check_missing(data: dict[str, Any], placed: Placed) -> list[Problem]:
    words = data.get("missing", [])
    if isinstance(words, list) and all(isinstance(word, str) for word in words):
        return []
    return [
        placed.problem("/missing", repr(words), 'a list of texts, such as ["", "n/a"]', "put each in quotes")
    ]


def _check_signs(data: dict[str, Any], placed: Placed) -> list[Problem]:
    if data.get("decimal") == "," and data.get("delimiter") in {",", "comma"}:
        remedy = "name the other delimiter"
        return [placed.problem("/decimal", "a comma as delimiter and decimal sign", "two signs", remedy)]
    return []


def _mapping(data: dict[str, Any], placed: Placed) -> TableMapping:
    columns = data["columns"]
    return TableMapping(
        name=placed.name,
        format=data.get("format", "csv"),
        delimiter=_DELIMITERS.get(data.get("delimiter", ""), ""),
        decimal=data.get("decimal", "."),
        missing=frozenset(data.get("missing", MISSING)) | {""},
        timezone=data.get("timezone", ""),
        energy_boundary=data.get("energy_boundary"),
        columns={name: _column(columns[name]) for name in FIELDS if name in columns},
        lines={name: placed.line(f"/columns/{name}") or 0 for name in columns},
    )


def _column(spec: Any) -> Column:
    if not isinstance(spec, dict):
        return Column(column=str(spec))
    texts = {key: str(value) for key, value in spec.items() if key != "values"}
    values = {str(key): str(value) for key, value in spec.get("values", {}).items()}
    return Column(**texts, values=values)
