"""A disclosure without some of its fields, found by the definitions of the schema that hold them."""

from copy import deepcopy
from typing import Any

from reference.schema import ROOT_NAME, disclosure_schema

UNITS = {"kWh": "quantity_energy", "kgCO2e": "quantity_ghg"}
"""Definitions of figures whose place alone does not tell them: amounts, which follow from the category."""
MISSING = {"not_disclosed": {"reason": "not-measured"}}


def without(document: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """The document with each field `definition.field` taken out, or each object whose field has the code of `=`."""
    copy = deepcopy(document)
    _visit(copy, disclosure_schema(), ROOT_NAME, frozenset(names))
    return copy


def _visit(value: Any, schema: dict[str, Any], name: str, names: frozenset[str]) -> None:
    reference = schema.get("$ref", "").rpartition("/")[2]
    if reference:
        _visit(value, disclosure_schema()["$defs"][reference], reference, names)
    elif isinstance(value, list):
        items = schema.get("items", {})
        value[:] = [item for item in value if not _coded(item, items, names)]
        for item in value:
            _visit(item, items, name, names)
    elif isinstance(value, dict):
        _fields(value, schema, UNITS.get(str(value.get("unit")), name) if "unit" in value else name, names)


def _fields(value: dict[str, Any], schema: dict[str, Any], name: str, names: frozenset[str]) -> None:
    for field in list(value):
        if f"{name}.{field}" in names:
            if isinstance(value[field], dict) and "unit" in value[field]:
                value[field] = dict(MISSING)
            else:
                del value[field]
        else:
            _visit(value[field], schema.get("properties", {}).get(field, {}), name, names)


def _coded(item: Any, schema: dict[str, Any], names: frozenset[str]) -> bool:
    name = schema.get("$ref", "").rpartition("/")[2]
    return isinstance(item, dict) and any(f"{name}.{field}={code}" in names for field, code in item.items())
