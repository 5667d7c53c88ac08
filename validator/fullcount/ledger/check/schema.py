"""A Table Schema as this check uses it, read from its JSON and refused where it says what nothing can keep."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fullcount.ledger.errors import LedgerError, Problem, clip
from fullcount.rooms import schema_room

__all__ = ["SUPPORTED", "Field", "ForeignKey", "TableSchema", "as_schema", "ledger_schema", "load_schema"]

_ORDERED = frozenset({"required", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "enum"})
_PLAIN = frozenset({"required", "enum"})
SUPPORTED: Mapping[str, frozenset[str]] = {
    "string": frozenset({"required", "minLength", "maxLength", "pattern", "enum"}),
    "number": _ORDERED,
    "integer": _ORDERED,
    "boolean": _PLAIN,
    "datetime": _ORDERED,
    "date": _ORDERED,
    "time": _ORDERED,
    "year": _ORDERED,
    "yearmonth": _ORDERED,
    "any": _PLAIN,
}
"""Types of cells, each with the constraints that it may have beside `unique`."""
MATCHES = ("exact", "equal", "subset", "superset", "partial")
MANY_BYTES = 1 << 26


@dataclass(frozen=True, slots=True)
class Field:
    """A column: `missing` are the texts that stand for no value."""

    name: str
    type: str
    format: str = "default"
    constraints: Mapping[str, Any] = field(default_factory=dict)
    missing: tuple[str, ...] = ("",)
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def required(self) -> bool:
        """Whether a cell must have a value."""
        return bool(self.constraints.get("required"))


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns whose values must stand in columns of another resource; an empty `resource` is the table itself."""

    fields: tuple[str, ...]
    resource: str
    reference: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableSchema:
    """The columns of a table and its keys."""

    fields: tuple[Field, ...]
    primary_key: tuple[str, ...] = ()
    unique_keys: tuple[tuple[str, ...], ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    fields_match: str = "exact"


def ledger_schema() -> TableSchema:
    """The Table Schema of the ledger."""
    return load_schema(schema_room() / "tables" / "ledger.schema.json")


def load_schema(path: Path) -> TableSchema:
    """The Table Schema in a file. Raises `LedgerError`."""
    return as_schema(read_json(path), path.name)


def read_json(path: Path) -> Any:
    """The JSON in a small file. Raises `LedgerError`."""
    try:
        with path.open("rb") as stream:
            text = stream.read(MANY_BYTES)
        return json.loads(text.decode("utf-8-sig"))
    except OSError as error:
        found = f"a file that cannot be read ({error.strerror or error})"
        raise refusal(path.name, found, "a readable file", "check path and permissions") from error
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        problem = Problem(path.name, line, f"no JSON ({clip(str(error))})", "JSON", "correct the file")
        raise LedgerError([problem]) from error


def refusal(file: str, found: str, expected: str, remedy: str) -> LedgerError:
    """An error about a file as a whole."""
    return LedgerError([Problem(file, None, found, expected, remedy)])


def as_schema(raw: Any, file: str) -> TableSchema:
    """The schema that a descriptor describes. Raises `LedgerError` with all that is wrong with it."""
    if not isinstance(raw, dict) or not isinstance(raw.get("fields"), list):
        remedy = "name a Table Schema, or leave --schema out for that of the ledger"
        raise refusal(file, "no list of fields", "a Table Schema", remedy)
    missing, faults = _missing(raw, ("",)), _Faults(file)
    fields = tuple(_field(item, number, missing, faults) for number, item in enumerate(raw["fields"], 1))
    names = [item.name for item in fields]
    for name in sorted({name for name in names if names.count(name) > 1}):
        faults.add(f"the field {clip(name)!r} twice", "field names that differ")
    schema = TableSchema(
        fields,
        _names(raw.get("primaryKey")),
        tuple(_names(key) for key in _list(raw.get("uniqueKeys"))),
        tuple(_foreign(key) for key in _list(raw.get("foreignKeys")) if isinstance(key, dict)),
        str(raw.get("fieldsMatch", "exact")),
    )
    _check_keys(schema, set(names), faults)
    faults.stop()
    return schema


class _Faults:
    def __init__(self, file: str) -> None:
        self._file, self._problems = file, list[Problem]()

    def add(self, found: str, expected: str) -> None:
        self._problems.append(Problem(self._file, None, found, expected, "correct the Table Schema"))

    def stop(self) -> None:
        if self._problems:
            raise LedgerError(self._problems)


def _field(raw: Any, number: int, missing: tuple[str, ...], faults: _Faults) -> Field:
    if not isinstance(raw, dict) or not isinstance(raw.get("name"), str):
        faults.add(f"field {number} without name", "a name for each field")
        return Field(f"field{number}", "any")
    name, kind, limits = raw["name"], raw.get("type") or "string", raw.get("constraints") or {}
    known = SUPPORTED.get(kind) if isinstance(kind, str) else None
    if known is None:
        faults.add(f"type {clip(str(kind))!r} of field {clip(name)!r}", f"one of {', '.join(SUPPORTED)}")
    elif not isinstance(limits, dict) or set(limits) - known - {"unique"}:
        expected = f"those of a {kind}: {', '.join(sorted(known))}, unique"
        faults.add(f"constraints {clip(str(limits))} of field {clip(name)!r}", expected)
        limits = {}
    made = str(raw.get("format") or "default").removeprefix("fmt:")
    return Field(name, str(kind), made, limits, _missing(raw, missing), raw)


def _missing(raw: Mapping[str, Any], default: tuple[str, ...]) -> tuple[str, ...]:
    entries = raw.get("missingValues")
    if not isinstance(entries, list):
        return default
    return tuple(str(entry.get("value") if isinstance(entry, dict) else entry) for entry in entries)


def _list(raw: Any) -> list[Any]:
    return raw if isinstance(raw, list) else []


def _names(raw: Any) -> tuple[str, ...]:
    return tuple(map(str, raw)) if isinstance(raw, list) else (str(raw),) if raw else ()


def _foreign(raw: Mapping[str, Any]) -> ForeignKey:
    reference = raw.get("reference")
    named = reference if isinstance(reference, dict) else {}
    return ForeignKey(_names(raw.get("fields")), str(named.get("resource", "")), _names(named.get("fields")))


def _check_keys(schema: TableSchema, names: set[str], faults: _Faults) -> None:
    if schema.fields_match not in MATCHES:
        faults.add(f"fieldsMatch {clip(schema.fields_match)!r}", f"one of {', '.join(MATCHES)}")
    keys = (schema.primary_key, *schema.unique_keys, *(key.fields for key in schema.foreign_keys))
    for name in sorted({name for key in keys for name in key} - names):
        faults.add(f"the key field {clip(name)!r}", "a field of the schema")
    for key in schema.foreign_keys:
        if len(key.fields) != len(key.reference):
            faults.add(f"a foreign key of {len(key.fields)} fields to {len(key.reference)}", "as many fields")
