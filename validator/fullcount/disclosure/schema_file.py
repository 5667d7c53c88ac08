"""The disclosure schema as data, and what its nodes are called."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from fullcount.disclosure.spelling import article
from fullcount.rooms import schema_room

__all__ = ["Schema", "closed_codes", "disclosure_schema", "home_of_key"]

Schema = dict[str, Any]


@cache
def disclosure_schema(version: str) -> Schema:
    """The schema of `version`, read once a process. It is not to be changed."""
    schema: Schema = json.loads((schema_room(version) / "disclosure.schema.json").read_text(encoding="utf-8"))
    return schema


@cache
def home_of_key(version: str) -> dict[str, str]:
    """For each key of an object definition, the title of the first object that has it, quantities left out."""
    schema = disclosure_schema(version)
    homes = dict.fromkeys(schema["properties"], "the disclosure itself")
    for name, body in schema["$defs"].items():
        for key in () if name.startswith("quantity_") else body.get("properties", ()):
            homes.setdefault(key, article(body["title"].lower()))
    return homes


@cache
def closed_codes(version: str) -> dict[str, str]:
    """For each code of a closed or custom codelist, the first codelist that has it."""
    lists: dict[str, str] = {}
    for name, codes in _code_enums(disclosure_schema(version)):
        for code in codes:
            lists.setdefault(code, name)
    return lists


def _code_enums(schema: Schema) -> Iterator[tuple[str, list[str]]]:
    for name, body in schema["$defs"].items():
        codes = body.get("enum") or next((form.get("enum") for form in body.get("anyOf", ())), None)
        if name.startswith("code_") and codes:
            yield name.removeprefix("code_").replace("_", "-"), codes
