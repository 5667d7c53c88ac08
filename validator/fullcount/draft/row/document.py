"""Rows of published figures, each with its place, written down as one disclosure.

Nothing is filled in: what no cell states is a figure that is not disclosed, never a zero.
"""

from collections.abc import Sequence
from typing import Any

from fullcount.draft.row.conventions import MODALITIES, Node, Row, boundary_of, kind_of
from fullcount.draft.row.figures import absent, cited, figure
from fullcount.draft.row.once import listed_once
from fullcount.draft.row.parts import effects, lines, totals
from fullcount.draft.row.placed import Placed, placed
from fullcount.draft.row.sources import with_sources
from fullcount.draft.row.work import missing_effects

__all__ = ["disclosure_of", "disclosure_of_row"]

LIFE_CYCLE = {
    "data": "data",
    "explore": "research",
    "baseline": "research",
    "ablate": "research",
    "hyperparam": "research",
    "final": "training",
    "serve": "inference",
}
OF_BOUNDARY = {"development": ("research", "training"), "life-cycle": ("training", "inference")}
COUNTS = (
    ("parameters", "parameters_total_b"),
    ("active_parameters", "parameters_active_b"),
    ("training_tokens", "training_tokens_b"),
)


def disclosure_of_row(row: Row, **head: Any) -> Node:
    """The disclosure that says what one row says; `head` overrides what the row implies of its header."""
    return disclosure_of([placed(row)], **head)


def disclosure_of(rows: Sequence[Placed], **head: Any) -> Node:
    """One disclosure of rows about one piece of work, its keys in the order of the schema.

    `head` may give `id`, `title`, `name`, `kind`, `developer`, `boundary`, `unit`, `amount`, `revision`, `url`, `lineage`,
    `related`, `excluded` (pairs of a life-cycle stage and the reason), `restatements`, `note`; the rest follows from
    the first row.
    """
    first = rows[0].row
    compute, facilities, equipment = listed_once(lines(rows))
    impacts = effects(rows)
    document = {
        "fullcount": "1.0",
        "id": head.get("id", f"published/{first['row_id']}"),
        **{key: head[key] for key in ("title",) if key in head},
        "revision": head.get("revision", {"number": 1, "date": "2026-11-21", "status": "published"}),
        "publisher": head.get("publisher", {"name": "The fullcount authors, as transcribers"}),
        "licence": head.get("licence", "CC-BY-4.0"),
        "data_status": "transcribed",
        "subject": _subject(rows, head),
        "related": head.get("related", []),
        "scope": _scope(rows, impacts, head),
        "facilities": facilities,
        "equipment": equipment,
        "compute": compute,
        "totals": totals(rows),
        "impacts": [*impacts, *missing_effects(impacts, first)],
        "restatements": head.get("restatements", []),
        **{key: head[key] for key in ("note",) if key in head},
    }
    made = with_sources(document, [item.row for item in rows])
    return {key: value for key, value in made.items() if value not in ([], {})}


def _subject(rows: Sequence[Placed], head: Node) -> Node:
    first = rows[0].row
    components = _components(rows, head.get("name", first["model"]))
    known = {key: head[key] for key in ("url",) if head.get(key)}
    lineage = {"lineage": head["lineage"]} if head.get("lineage") else {}
    return {
        "kind": head.get("kind", kind_of(first)),
        "name": head.get("name", first["model"]),
        "developer": head.get("developer", developer_of(first)),
        **known,
        "modalities": _modalities(first),
        **_counts(rows, len(components)),
        "components": components,
        **lineage,
    }


def developer_of(row: Row) -> str:
    """Who made it: the organisation of the row without the words in brackets on who estimated it."""
    return row["organisation"].partition(" (")[0]


def _modalities(row: Row) -> list[str]:
    return [code for word in row["modality"].split("+") for code in MODALITIES.get(word, [word]) if code]


def _components(rows: Sequence[Placed], name: str) -> list[Node]:
    used = {item.component: item for item in reversed(rows) if item.role in ("line", "rest")}
    names = {key: item.component_name or name for key, item in reversed(used.items())}
    several = len(names) > 1
    return [
        {"id": key, "name": title, **(_size(used[key].row) if several else {})}
        for key, title in names.items()
    ] or [{"id": "work", "name": name}]


def _size(row: Row) -> Node:
    column = "parameters_total_b"
    return {"parameters": figure(row, column, "1", 10**9)} if row[column] else {}


def _counts(rows: Sequence[Placed], components: int) -> Node:
    """Parameters and tokens where all rows that state them agree; of one model the reason where they are absent."""
    found: Node = {}
    for key, column in COUNTS:
        stated = {item.row[column]: item.row for item in rows if item.row[column]}
        if len(stated) == 1 and components == 1:
            found[key] = figure(next(iter(stated.values())), column, "1", 10**9)
        elif not stated and components == 1 and key != "active_parameters":
            found[key] = absent(rows[0].row)
    return found


def _scope(rows: Sequence[Placed], impacts: Sequence[Node], head: Node) -> Node:
    first = rows[0].row
    boundary = head.get("boundary") or boundary_of(first)
    included = [LIFE_CYCLE.get(item.axes["stage"], "") for item in rows if item.role == "line"]
    included += OF_BOUNDARY.get(boundary, ())
    if any(item["phase"] != "use" for item in impacts):
        included.append("hardware-manufacture")
    stages = [{"stage": stage, "inclusion": "included"} for stage in dict.fromkeys(filter(None, included))]
    left_out = [
        {"stage": stage, "inclusion": "excluded", "reason": reason}
        for stage, reason in head.get("excluded", [])
    ]
    counted = (
        {"amount": {"value": int(head["amount"]), "unit": "1", **cited(first)}} if head.get("amount") else {}
    )
    unit = head.get("unit") or f"{first['stage'].replace('_', ' ')}, {first['boundary'].replace('_', ' ')}"
    cycle = {"life_cycle": [*stages, *left_out]} if stages or left_out else {}
    return {"functional_unit": {"description": unit, **counted}, "boundary": boundary, **cycle}
