"""Every disclosure of the corpus, made of the tables."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from fullcount.draft.row import Head, Placed, cited, disclosure_of
from transcription.related import related
from transcription.tables import HERE, ROOM, identity, placements, published, rows_of, subjects, table

__all__ = ["BY_HAND", "FOLDER", "REVISED", "document", "slugs"]

FOLDER = ROOM / "disclosures"
BY_HAND = {"moshi-2026"}
"""Written by a person, not from the table; only their relations are looked at."""
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
            restatements=tuple(_restatement(item) for item in _restated(slug)),
            cited=tuple(_restated(slug)),
            impacts=tuple(_share(item) for item in _tables().shares if item["slug"] == slug),
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


class Tables(NamedTuple):
    """What is said of disclosures beside their rows."""

    lineage: list[dict[str, str]]
    restatements: list[dict[str, str]]
    shares: list[dict[str, str]]


@cache
def _tables() -> Tables:
    return Tables(*(table(HERE / f"{name}.csv") for name in Tables._fields))


def _lineage(slug: str) -> list[dict[str, str]]:
    return [
        {
            "name": item["name"],
            "relation": item["relation"],
            **({"disclosure": identity(item["base"])} if item["base"] else {}),
            **({"component": item["component"]} if item["component"] else {}),
            **({"note": item["note"]} if item["note"] else {}),
        }
        for item in _tables().lineage
        if item["slug"] == slug
    ]


def _restated(slug: str) -> list[dict[str, str]]:
    return [item for item in _tables().restatements if item["slug"] == slug]


def _share(item: dict[str, str]) -> dict[str, Any]:
    """A part of a total in per cent, or only that it is less than so much."""
    row = published()[item["row_id"]] | {"source_locator": item["source_locator"]}
    key = "value" if item["value"] else "below"
    number = float(item[key])
    share = {key: int(number) if number.is_integer() else number, "unit": "%", **cited(row)}
    basis = {"ghg_basis": "location"} if item["category"] == "gwp" and item["phase"] != "manufacture" else {}
    axes = {"category": item["category"], "phase": item["phase"], **basis}
    return {**axes, "life_cycle_stages": item["life_cycle_stages"].split(), "share": share}


def _restatement(item: dict[str, str]) -> dict[str, Any]:
    """The same figure as another text prints it."""
    number = Decimal(item["value"])
    value = int(number) if number == int(number) else float(number)
    figure = {"value": value, "unit": item["unit"], **cited(item)}
    differs = {"differs_in": item["differs_in"]} if item["differs_in"] else {}
    return {"of": item["of"], "where": item["where"], "figure": figure, **differs}
