"""BibTeX of every source of a disclosure, with keys that stay the same."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fullcount_reports.card.latex_text import latex
from fullcount_reports.card.plain_text import safe_link

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure, Source

__all__ = ["bibliography", "keys"]

SHORT = 180
"""Bytes of a name that styles such as plainnat make a label of: BibTeX cuts labels at 250, even within a brace."""
_NOT_IN_A_KEY = re.compile(r"[^A-Za-z0-9.-]+")


def keys(document: "Disclosure") -> tuple[str, ...]:
    """The key of each source: its id, after a word that keeps it apart from the other entries of a paper."""
    found: list[str] = []
    for source in document.get("sources", []):
        key = f"footprint:{_NOT_IN_A_KEY.sub('-', source['id'])}"
        again = sum(other == key or other.startswith(f"{key}:") for other in found)
        found.append(f"{key}:{again + 1}" if again else key)
    return tuple(found)


def bibliography(document: "Disclosure") -> str:
    """One `@misc` for each source, in the order of the disclosure."""
    sources: Sequence[Source] = document.get("sources", [])
    entries = (_entry(source, key) for source, key in zip(sources, keys(document), strict=True))
    return "\n\n".join(entries) + "\n"


def _entry(source: "Source", key: str) -> str:
    fields = (f"  {name} = {{{value}}}" for name, value in _fields(source) if value)
    return ",\n".join((f"@misc{{{key}", *fields)) + "\n}"


def _fields(source: "Source") -> Iterator[tuple[str, str]]:
    """Titles and authors in a second pair of braces: BibTeX neither changes their case nor takes names apart."""
    date, authors = source.get("date", ""), source.get("authors", "")
    link, short = safe_link(source.get("url", "")), _shortened(authors, " et al.")
    all_of_them = _after("by ", authors) if short != latex(authors) else ""
    retrieved = _after("retrieved ", source.get("retrieved"))
    notes = (all_of_them, date, retrieved, source.get("licence"), source.get("note"))
    yield "title", f"{{{latex(source['title'])}}}"
    yield "author", f"{{{short}}}" if authors else ""
    yield "key", "" if authors else _shortened(source["title"], "")
    yield "year", str(source.get("year", "")) or date[:4]
    yield "howpublished", f"\\url{{{link}}}" if link else latex(source.get("url", ""))
    yield "note", ". ".join(latex(note.rstrip(".")) for note in notes if note)


def _shortened(text: str, end: str) -> str:
    """As many words as a label can hold, as LaTeX, with `end` after them where some are left out."""
    words = text.split()
    for count in range(len(words), -1, -1):
        shown = latex(" ".join(words[:count]).rstrip(",;") + (end if count < len(words) else ""))
        if len(shown.encode()) <= SHORT:
            return shown
    return ""


def _after(words: str, text: str | None) -> str:
    return f"{words}{text}" if text else ""
