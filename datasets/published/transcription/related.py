"""Which disclosures count some of the same work.

`work` of `subjects.csv` names the pieces of work that a disclosure counts. Two that count the same pieces are accounts
of the same work; one whose pieces are all among those of another is part of it; otherwise they overlap. The relations
are thus both ways and complete by construction. `relations.csv` adds what is not certain and what a reader should know.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from transcription.tables import HERE, identity, subjects, table

__all__ = ["noted", "related", "relation"]

Pair = tuple[str, str]
REVERSED = {"part-of": "includes", "includes": "part-of", "same-work": "same-work", "overlaps": "overlaps"}


def relation(one: str, other: str) -> str:
    """How the work of two disclosures lies to each other; empty where they share none."""
    said = noted().get((one, other), ("", ""))[0]
    return said or _of_work(_work(one), _work(other))


def _of_work(mine: frozenset[str], theirs: frozenset[str]) -> str:
    if not mine & theirs:
        return ""
    if mine == theirs:
        return "same-work"
    if mine < theirs:
        return "part-of"
    return "includes" if mine > theirs else "overlaps"


@cache
def _work(slug: str) -> frozenset[str]:
    return frozenset(subjects()[slug]["work"].split())


@cache
def noted() -> dict[Pair, tuple[str, str]]:
    """Relation and note of the pairs in `relations.csv`, both ways; a blank relation follows from the work."""
    entries = table(HERE / "relations.csv")
    forth = {(item["slug"], item["other"]): (item["relation"], item["note"]) for item in entries}
    back = {(b, a): (REVERSED.get(said, ""), note) for (a, b), (said, note) in forth.items()}
    return {**forth, **back}


def related(slug: str) -> list[dict[str, Any]]:
    """The related disclosures of one, in the order of the table."""
    return list(_related(slug))


def _related(slug: str) -> Iterator[dict[str, Any]]:
    for other in subjects():
        code = relation(slug, other) if other != slug else ""
        if code:
            note = noted().get((slug, other), ("", ""))[1]
            yield {
                "relation": code,
                "disclosure": identity(other),
                **({"note": note} if note else {}),
            }
