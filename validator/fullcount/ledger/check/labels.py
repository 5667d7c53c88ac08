"""The header of a table against its schema, as frictionless 5 judges it, and the columns that follow from it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fullcount.ledger.check.faults import Fault
from fullcount.ledger.check.schema import Field, TableSchema, refusal
from fullcount.ledger.errors import clip

__all__ = ["Header", "header_of"]

_EXTRA_KEPT, _FEWER_KEPT = frozenset({"subset", "partial"}), frozenset({"superset", "partial"})


class Header(NamedTuple):
    """The columns to expect in the rows, and what is wrong with the labels."""

    fields: tuple[Field, ...]
    faults: tuple[Fault, ...]


def header_of(labels: Sequence[str], schema: TableSchema, file: str, row: int = 1) -> Header:
    """Each label gets the field in its place, or of its name where the schema says so by `fieldsMatch`.

    A label without field is a column of any type. `row` is that of the header. Raises `LedgerError` where two
    labels are the same and columns are matched by name.
    """
    if not labels:
        return Header(schema.fields, ())
    by_name = schema.fields_match != "exact"
    if by_name and len(set(labels)) < len(labels):
        raise refusal(file, "two columns of one name", "columns that differ", "rename one of them")
    named = {field.name: field for field in schema.fields}
    matched = [
        named.get(label) if by_name else schema.fields[place] if place < len(schema.fields) else None
        for place, label in enumerate(labels)
    ]
    faults = (
        *_extra(labels, matched, schema),
        *_missing(labels, matched, schema),
        *(() if by_name else _in_order(labels, schema)),
    )
    return Header(_expected(labels, matched), tuple(_on(fault, row) for fault in faults))


def _on(fault: Fault, row: int) -> Fault:
    return Fault(fault.kind, None, row, fault.field, fault.column, fault.found, fault.expected)


def _fault(kind: str, number: int | None, column: str, found: str, expected: str) -> Fault:
    return Fault(kind, None, None, number, column, found, expected)


def _extra(labels: Sequence[str], matched: Sequence[Field | None], schema: TableSchema) -> Iterator[Fault]:
    for number, (label, field) in enumerate(zip(labels, matched, strict=True), 1):
        if field is None and schema.fields_match not in _EXTRA_KEPT:
            yield _fault("extra-label", number, "", f"the column {clip(label)!r}", "a column of the schema")
    if schema.fields_match == "partial" and not any(matched):
        yield _fault("unmatched-header", None, "", "no column of the schema", "one at least")


def _missing(labels: Sequence[str], matched: Sequence[Field | None], schema: TableSchema) -> Iterator[Fault]:
    if schema.fields_match == "exact":
        absent = list(schema.fields[len(labels) :])
    else:
        absent = [field for field in schema.fields if field not in matched]
    if schema.fields_match in _FEWER_KEPT:
        absent = [field for field in absent if field.required or field.name in schema.primary_key]
    for number, field in enumerate(absent, len(labels) + 1):
        yield _fault(
            "missing-label", number, field.name, f"no column {field.name}", "each column of the schema"
        )


def _in_order(labels: Sequence[str], schema: TableSchema) -> Iterator[Fault]:
    for number, (field, label) in enumerate(zip(schema.fields, labels, strict=False), 1):
        if not label:
            yield _fault("blank-label", number, field.name, "a column without name", field.name)
        elif label in labels[: number - 1]:
            found = f"the column {clip(label)!r} again"
            yield _fault("duplicate-label", number, field.name, found, field.name)
        elif label != field.name:
            yield _fault("incorrect-label", number, field.name, f"the column {clip(label)!r}", field.name)


def _expected(labels: Sequence[str], matched: Sequence[Field | None]) -> tuple[Field, ...]:
    used: set[str] = set()
    fields = []
    for label, field in zip(labels, matched, strict=True):
        wanted = label if field is None else field.name
        name, suffix = wanted, 2
        while name in used:
            name, suffix = f"{wanted}{suffix}", suffix + 1
        used.add(name)
        fields.append(field or Field(name, "any"))
    return tuple(fields)
