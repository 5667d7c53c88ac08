"""The footprint section of a card compared with the one that the disclosure gives now: table by table, cell by cell."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.ledger.errors import clip
from fullcount.ledger.huggingface.tables import Table, tables_in
from fullcount.ledger.reading.cards import Passage
from fullcount.review.finding import Severity
from fullcount_reports.card import NO_FIGURES, catalogue_of, languages, render_markdown
from fullcount_reports.card.section import BEGIN, END
from fullcount_reports.exports.huggingface.contradiction import Contradiction

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure
    from fullcount_reports.card import Catalogue, ReviewLine

__all__ = ["section_contradictions"]

NAME = "section-differs-from-disclosure"
REMEDY = "write the section again with fullcount card --into"
_HASH = re.compile(r"<code>([0-9a-f]{64})</code>")
_LINES = re.compile(r"\r\n|\r|\n")


def section_contradictions(
    card: str, document: "Disclosure", review: "ReviewLine", hashes: frozenset[str]
) -> Iterator[Contradiction]:
    """Tables of the section that say something else; nothing where the card has no section."""
    start, end = card.find(BEGIN), card.find(END)
    if not 0 <= start < end:
        return
    first = len(_LINES.findall(card[:start])) + 1
    text = "\n".join(_LINES.split(card[start:end]))
    there = list(tables_in(Passage(text, first)))
    ours = list(tables_in(Passage(render_markdown(document, review, NO_FIGURES, _language_of(text)), 1)))
    yield from _tables(there, ours, first)
    if (named := _HASH.search(text)) and named[1] not in hashes:
        line = first + text.count("\n", 0, named.start())
        found = f"the section was made from a disclosure with SHA-256 {named[1][:12]}…; this one has another"
        yield Contradiction(line, Severity.WARNING, "section-of-other-file", found, REMEDY)


def _language_of(text: str) -> "Catalogue":
    """The language in which the first table of a section has its title; English where it has none of them."""
    known = [catalogue_of(language) for language in languages()]
    return next((words for words in known if f"**{words('headline-caption')}**" in text), known[0])


def _tables(there: list[Table], ours: list[Table], first: int) -> Iterator[Contradiction]:
    headers = [tuple(table.header) for table in there]
    for table in ours:
        if (header := tuple(table.header)) in headers:
            place = headers.index(header)
            headers[place] = ()
            yield from _rows(there[place], table)
        else:
            found = f"no table with the columns {clip(', '.join(header))}, which the disclosure gives"
            yield _wrong(first, found)


def _rows(there: Table, ours: Table) -> Iterator[Contradiction]:
    """Rows are told by their first cell, those of one name by their order; the figures beside it are compared."""
    wanted = {key: row for key, _, row in _named(ours)}
    seen = set()
    for key, line, row in _named(there):
        seen.add(key)
        if key not in wanted:
            yield _wrong(line, f"a row {clip(key[0])!r} that the disclosure does not give")
        for title, said, meant in zip(there.header, row, wanted.get(key, row), strict=False):
            if said != meant:
                found, given = clip(said) or "nothing", clip(meant) or "nothing"
                yield _wrong(line, f"{clip(key[0])}, {clip(title)}: {found}; the disclosure gives {given}")
    for key in wanted.keys() - seen:
        yield _wrong(there.rows[0][0], f"no row {clip(key[0])!r}, which the disclosure gives")


def _named(table: Table) -> Iterator[tuple[tuple[str, int], int, list[str]]]:
    """Each row with its name, and how many of that name came before."""
    before: Counter[str] = Counter()
    for line, row in table.rows:
        name = row[0] if row else ""
        yield (name, before[name]), line, row
        before[name] += 1


def _wrong(line: int, message: str) -> Contradiction:
    return Contradiction(line, Severity.ERROR, NAME, message, REMEDY)
