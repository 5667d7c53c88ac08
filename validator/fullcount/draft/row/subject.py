"""What a disclosure of rows is about."""

from collections.abc import Sequence

from fullcount.draft.row.conventions import MODALITIES, Node, Row, kind_of
from fullcount.draft.row.figures import absent, figure
from fullcount.draft.row.head import Head
from fullcount.draft.row.placed import Placed

__all__ = ["subject"]

COUNTS = (
    ("parameters", "parameters_total_b"),
    ("active_parameters", "parameters_active_b"),
    ("training_tokens", "training_tokens_b"),
)
EXPECTED = ("parameters", "training_tokens")
"""Counts of a model that a reader would look for."""


def subject(rows: Sequence[Placed], head: Head) -> Node:
    """The subject of a disclosure, with the components that its lines name."""
    first = rows[0].row
    name, kind = head.name or first["model"], head.kind or kind_of(first)
    components = _components(rows, name)
    made = {
        "kind": kind,
        "name": name,
        "developer": head.developer or _developer(first),
        "url": head.url,
        "modalities": [
            code for word in first["modality"].split("+") for code in MODALITIES.get(word, [word])
        ],
        **(_counts(rows, kind) if len(components) == 1 else {}),
        "components": components,
        "lineage": [*head.lineage],
    }
    return {key: value for key, value in made.items() if value not in ("", [], [""])}


def _developer(row: Row) -> str:
    """The organisation of the row without the words in brackets on who estimated it."""
    return row["organisation"].partition(" (")[0]


def _components(rows: Sequence[Placed], name: str) -> list[Node]:
    used: dict[str, Placed] = {}
    for item in rows:
        if item.role in ("line", "rest"):
            used.setdefault(item.component, item)
    if len(used) < 2:
        return [{"id": key, "name": name} for key in used or ["work"]]
    return [{"id": key, "name": item.component_name or name, **_size(item)} for key, item in used.items()]


def _size(item: Placed) -> Node:
    stated = item.row["parameters_total_b"] and item.role == "line"
    return {"parameters": figure(item.row, "parameters_total_b", "1", 10**9)} if stated else {}


def _counts(rows: Sequence[Placed], kind: str) -> Node:
    """Parameters and tokens where all rows that state them agree; of a model the reason where they are absent."""
    found: Node = {}
    for key, column in COUNTS:
        stated = {item.row[column]: item.row for item in rows if item.row[column]}
        if len(stated) == 1:
            found[key] = figure(next(iter(stated.values())), column, "1", 10**9)
        elif not stated and kind == "model" and key in EXPECTED:
            found[key] = absent(rows[0].row)
    return found
