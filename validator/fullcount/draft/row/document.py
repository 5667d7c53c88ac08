"""Rows of published figures, each with its place, written down as one disclosure.

Nothing is filled in: what no cell states is a figure that is not disclosed, never a zero.
"""

from collections.abc import Sequence

from fullcount.draft.row.conventions import Node, Row
from fullcount.draft.row.head import Head
from fullcount.draft.row.once import listed_once
from fullcount.draft.row.parts import effects, lines, totals
from fullcount.draft.row.placed import Placed, placed
from fullcount.draft.row.scope import scope
from fullcount.draft.row.sources import with_sources
from fullcount.draft.row.subject import subject
from fullcount.draft.row.work import missing_effects

__all__ = ["disclosure_of", "disclosure_of_row"]


def disclosure_of_row(row: Row, head: Head | None = None) -> Node:
    """The disclosure that says what one row says."""
    return disclosure_of([placed(row)], head)


def disclosure_of(rows: Sequence[Placed], head: Head | None = None) -> Node:
    """One disclosure of rows about one piece of work, its keys in the order of the schema."""
    head, first = head or Head(), rows[0].row
    compute, facilities, equipment = listed_once(lines(rows))
    impacts = [*effects(rows), *head.impacts]
    document = {
        "fullcount": "1.0",
        "id": head.id or f"published/{first['row_id']}",
        "title": head.title,
        "revision": head.revision,
        "publisher": head.publisher,
        "licence": head.licence,
        "data_status": "transcribed",
        "subject": subject(rows, head),
        "related": [*head.related],
        "scope": scope(rows, impacts, head),
        "facilities": facilities,
        "equipment": equipment,
        "compute": compute,
        "totals": totals(rows),
        "impacts": [*impacts, *missing_effects(impacts, first)],
        "restatements": [*head.restatements],
    }
    sources = [*(item.row for item in rows), *head.cited]
    made = {**with_sources(document, sources), "note": head.note}
    return {key: value for key, value in made.items() if value not in ("", [], {})}
