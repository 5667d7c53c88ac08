"""Every disclosure of the corpus, made of the tables; as text with one figure on a line."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from fullcount.draft.row import Head, Placed, disclosure_of
from transcription.related import related
from transcription.tables import HERE, ROOM, identity, placements, rows_of, subjects, table

__all__ = ["BY_HAND", "FOLDER", "document", "slugs", "text"]

FOLDER = ROOM / "disclosures"
BY_HAND = {"moshi-2026"}
"""Written by a person, not from the table; only their relations are looked at."""
WIDTH = 118
REVISED = "2026-11-22"


def slugs() -> list[str]:
    """Names of the disclosures that are made of rows."""
    return [slug for slug in subjects() if slug not in BY_HAND]


def document(slug: str) -> dict[str, Any]:
    """One disclosure."""
    entry, rows = subjects()[slug], placements()[slug]
    return disclosure_of(
        rows,
        Head(
            id=identity(slug),
            title=f"{entry['name']}: published figures",
            name=entry["name"],
            kind=entry["kind"],
            developer=entry["developer"],
            url=entry["url"],
            boundary=entry["boundary"],
            unit=entry["unit"],
            amount=int(entry["amount"]) if entry["amount"] else None,
            revision={"number": 1, "date": REVISED, "status": entry["status"]},
            lineage=tuple(_lineage(slug)),
            related=tuple(related(slug)),
            restatements=tuple(_restatements(slug, rows)),
            excluded=tuple(_excluded(entry["excluded"])),
            note=_note(slug, rows),
        ),
    )


def _excluded(cell: str) -> Iterator[tuple[str, str]]:
    """Pairs of a life-cycle stage and the reason, from `stage: reason | stage: reason`."""
    for part in filter(None, cell.split(" | ")):
        stage, _, reason = part.partition(": ")
        yield stage, reason


def _note(slug: str, rows: list[Placed]) -> str:
    """Which rows it is made of, and what the table notes about them."""
    ids = rows_of(slug)
    named = f"Transcribed from row{'s' if len(ids) > 1 else ''} {', '.join(ids)} of published.csv."
    notes = dict.fromkeys(item.row["notes"] for item in rows if item.row["notes"])
    said = [subjects()[slug]["note"], *notes]
    return " ".join([named, *(f"{text[0].upper()}{text[1:].rstrip('.')}." for text in said if text)])


@cache
def _tables() -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    return table(HERE / "lineage.csv"), table(HERE / "restatements.csv")


def _lineage(slug: str) -> list[dict[str, str]]:
    return [
        {
            "name": item["name"],
            "relation": item["relation"],
            **({"disclosure": identity(item["base"])} if item["base"] else {}),
            **({"component": item["component"]} if item["component"] else {}),
            **({"note": item["note"]} if item["note"] else {}),
        }
        for item in _tables()[0]
        if item["slug"] == slug
    ]


def _restatements(slug: str, rows: list[Placed]) -> list[dict[str, Any]]:
    """The same figures as other texts print them; `row_id` says whose source and grade they have."""
    by_id = {item.row["row_id"]: item.row for item in rows}
    found = []
    for item in _tables()[1]:
        if item["slug"] == slug:
            row = by_id[item["row_id"]]
            value = float(item["value"])
            figure = {"value": int(value) if value.is_integer() else value, "unit": item["unit"]}
            cited = {"source": f"{row['source_url']} {row['evidence']}", "locator": item["locator"]}
            more = {"differs_in": item["differs_in"]} if item["differs_in"] else {}
            found.append({"of": item["of"], "where": item["where"], "figure": figure | cited, **more})
    return found


def text(node: Any, indent: int = 0) -> str:
    """JSON with two blanks of indent, where what fits on a line stands on one line."""
    flat = json.dumps(node, ensure_ascii=False)
    if len(flat) + indent <= WIDTH and not (indent == 0 and node):
        return flat
    pad, inner = " " * indent, " " * (indent + 2)
    match node:
        case dict():
            items = [f"{inner}{json.dumps(key)}: {text(value, indent + 2)}" for key, value in node.items()]
            return "{\n" + ",\n".join(items) + f"\n{pad}}}"
        case list():
            return "[\n" + ",\n".join(inner + text(item, indent + 2) for item in node) + f"\n{pad}]"
        case _:
            return flat
