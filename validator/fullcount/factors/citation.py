"""How a factor is cited: by the words of its package, which its licence asks for, or by its own row."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from fullcount.factors.factor import Factor
from fullcount.factors.seals import DESCRIPTOR

__all__ = ["citation"]

CITED = "cited-fact"
"""The licence of a single figure that is quoted with its source, which needs no other."""


def citation(factor: Factor, table: Path) -> str:
    """One line that names the source of a factor of `table`, its address, licence and day of retrieval."""
    title, address = _source(factor, table)
    licence = f"licence {factor.licence}" if factor.licence not in ("", CITED) else ""
    retrieved = f"retrieved {factor.retrieved}" if factor.retrieved else ""
    return ", ".join(part for part in (title, factor.locator, address, licence, retrieved) if part)


def _source(factor: Factor, table: Path) -> tuple[str, str]:
    listed = _sources(table.parent / DESCRIPTOR)
    own = factor.source, factor.source_url
    if own in listed:
        return own
    if factor.source_url:
        named = [source for source in listed if source[1] == factor.source_url]
    else:
        named = [source for source in listed if source[0] == factor.source]
    if len(named) == 1:
        return named[0]
    if len(listed) == 1 and listed[0] != own:
        return f"{factor.source}; from {listed[0][0]}", listed[0][1] or factor.source_url
    return own


@lru_cache(maxsize=16)
def _sources(descriptor: Path) -> Sequence[tuple[str, str]]:
    """Title and address of the sources that a package names; none where the table is in no package."""
    import json  # noqa: PLC0415 - only to cite

    try:
        described: Any = json.loads(descriptor.read_bytes())
        return tuple((str(item["title"]), str(item.get("path", ""))) for item in described["sources"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ()
