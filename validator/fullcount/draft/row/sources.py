"""The sources of a disclosure made of rows, each listed once for each way in which it was read."""

import re
from collections.abc import Sequence
from typing import Any

from fullcount.draft.row.conventions import Node, Row
from fullcount.draft.row.figures import source_key

__all__ = ["with_sources"]

ARXIV = re.compile(r"arxiv\.org/abs/(\d\d)\d\d\.")


def with_sources(document: Node, rows: Sequence[Row]) -> Node:
    """The document with numbered sources in place of addresses."""
    by_key = {source_key(row): row for row in rows}
    names = {key: "publication" + (f"-{n}" if n > 1 else "") for n, key in enumerate(by_key, start=1)}
    sources = [_source(names[key], row) for key, row in by_key.items()]
    return {**{key: _cite(value, names) for key, value in document.items()}, "sources": sources}


def _source(name: str, row: Row) -> Node:
    grade = {"evidence_grade": row["evidence"]} if row["evidence"] else {}
    title = row["source_title"] or row["source_url"]
    return {"id": name, "title": title, "url": row["source_url"], **_year(row), **grade}


def _year(row: Row) -> Node:
    """The year of the text; of a preprint that in its number, since `year` may be that of the work."""
    numbered = ARXIV.search(row["source_url"])
    year = f"20{numbered[1]}" if numbered else row["year"]
    return {"year": int(year)} if year else {}


def _cite(node: Any, names: dict[str, str]) -> Any:
    if isinstance(node, list):
        return [_cite(item, names) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: names.get(value, value) if key == "source" else _cite(value, names)
        for key, value in node.items()
    }
