"""The base models that reports of others name, as the lineage of a draft."""

import csv
from functools import cache
from typing import Any

from fullcount.draft.imports.parts import some
from fullcount.draft.imports.reading import Reading
from fullcount.rooms import schema_room

__all__ = ["ancestor_of", "relations"]

Item = dict[str, Any]


@cache
def relations() -> frozenset[str]:
    """The codes of the standard for how a subject came from another."""
    with (schema_room() / "codelists/lineage-relation.csv").open(encoding="utf-8", newline="") as table:
        return frozenset(row["code"] for row in csv.DictReader(table))


def ancestor_of(reading: Reading, pointer: str, relation: str, component: str, **more: str) -> Item:
    """The base model described at `pointer`; empty, with a note, where nothing says how it was used."""
    name = reading.text(f"{pointer}/name")
    if not name:
        reading.note(pointer, "a base model without a name: left out")
        return {}
    if relation not in relations():
        reading.note(
            pointer, f"{name!r} is a base model, and nothing says how it was used: add it to subject.lineage"
        )
        return {}
    return {"name": name, "relation": relation, **some(component=component, **more)}
