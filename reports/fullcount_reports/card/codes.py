"""Titles and order of codes, from the codelists of the standard."""

import csv
from collections.abc import Iterable, Mapping
from functools import cache

from fullcount.rooms import schema_room

__all__ = ["in_order", "lowered", "title_of"]


@cache
def _codelist(name: str) -> Mapping[str, str]:
    path = schema_room() / "codelists" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row["title"] for row in csv.DictReader(lines)}


def title_of(codelist: str, code: str) -> str:
    """The title of a code; a custom or unknown code stands for itself."""
    return _codelist(codelist).get(code, code)


def lowered(codelist: str, code: str) -> str:
    """The title within a sentence; an abbreviation at its start stays as it is."""
    title = title_of(codelist, code)
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def in_order(codelist: str, codes: Iterable[str]) -> tuple[str, ...]:
    """Each code once, in the order of the codelist, custom and unknown codes last by name."""
    rank = {code: index for index, code in enumerate(_codelist(codelist))}
    return tuple(sorted(set(codes), key=lambda code: (rank.get(code, len(rank)), code)))
