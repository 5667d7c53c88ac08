"""The schemas of the standard, read once."""

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

from fullcount.rooms import schema_room

__all__ = ["ROOT_NAME", "Schema", "cell", "definition", "disclosure_schema", "read_json", "rows"]

Schema = dict[str, Any]
ROOT_NAME = "disclosure"
"""How the document itself is named among its definitions."""


def read_json(name: str) -> Schema:
    """A JSON file of the standard, by its path in it."""
    data: Schema = json.loads((schema_room() / name).read_text(encoding="utf-8"))
    return data


@cache
def disclosure_schema() -> Schema:
    """The schema of a disclosure."""
    return read_json("disclosure.schema.json")


def definition(name: str) -> Schema:
    """A definition by its name; the document itself is `disclosure`."""
    schema = disclosure_schema()
    found: Schema = schema if name == ROOT_NAME else schema["$defs"][name]
    return found


def rows(table: Path) -> list[dict[str, str]]:
    """The rows of a CSV table."""
    with table.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def cell(text: str) -> str:
    """A text as it can stand in a cell of a Markdown table."""
    return text.replace("|", "\\|").replace("\n", " ")
