"""Tables in the body of a card, in Markdown or HTML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

from fullcount.ledger.reading.cards import Passage

__all__ = ["Table", "tables_in"]

_DIVIDER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_TAG = re.compile(r"<[^>]{0,200}>")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_OPENING = re.compile(r"<table\b", re.IGNORECASE)
_CLOSING = re.compile(r"</table\b", re.IGNORECASE)
_LONGEST_LINE = 5000


@dataclass(slots=True)
class Table:
    """A header and rows, each row with its line; cells are plain text."""

    header: list[str]
    rows: list[tuple[int, list[str]]] = field(default_factory=list)


def tables_in(body: Passage) -> Iterator[Table]:
    """Every table that has a header and at least one row."""
    yield from (table for table in _markdown(body) if table.rows)
    for start, end in _html(body.text):
        reader = _HtmlTable(body.first + body.text.count("\n", 0, start))
        reader.feed(body.text[start:end])
        if len(reader.rows) > 1:
            yield Table(reader.rows[0][1], reader.rows[1:])


def _html(text: str) -> Iterator[tuple[int, int]]:
    """Where each table that is closed begins and ends."""
    end = 0
    while (opening := _OPENING.search(text, end)) and (closing := _CLOSING.search(text, opening.end())):
        end = closing.end()
        yield opening.start(), end


def _markdown(body: Passage) -> Iterator[Table]:
    lines = body.text.split("\n")
    table, inside = None, False
    for number, line in enumerate(lines):
        inside ^= _FENCE.match(line) is not None
        if inside or "|" not in line or len(line) > _LONGEST_LINE:
            if table:
                yield table
            table = None
        elif table:
            table.rows.append((body.first + number, _cells(line)))
        elif number and _DIVIDER.fullmatch(line) and "|" in lines[number - 1]:
            table = Table(_cells(lines[number - 1]))
    if table:
        yield table


def _cells(line: str) -> list[str]:
    inner = re.sub(r"^\s*\||(?<!\\)\|\s*$", "", line)
    return [_plain(cell) for cell in re.split(r"(?<!\\)\|", inner)]


def _plain(cell: str) -> str:
    """A cell without tags, emphasis, escapes and marks of footnotes."""
    bare = re.sub(r"\\(?=\W)|[*`†‡]|<sup>.{0,20}?</sup>", "", cell)
    return " ".join(unescape(_TAG.sub(" ", bare)).split())


class _HtmlTable(HTMLParser):
    """Rows of cells of one table; what is inside a cell becomes text."""

    def __init__(self, first: int) -> None:
        super().__init__()
        self.rows: list[tuple[int, list[str]]] = []
        self._first = first
        self._cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a row or a cell; closing tags may be left out."""
        if tag == "tr":
            self._finish()
            self.rows.append((self._first + self.getpos()[0] - 1, []))
        elif tag in {"td", "th"}:
            self._finish()
            self._cell = []
            span = dict(attrs).get("colspan") or "1"
            self._span = int(span) if span.isdecimal() and len(span) < 3 else 1

    def handle_endtag(self, tag: str) -> None:
        """End a cell, a row or the table."""
        if tag in {"td", "th", "tr", "table"}:
            self._finish()

    def handle_data(self, data: str) -> None:
        """Text of the cell."""
        if self._cell is not None:
            self._cell.append(data)

    def _finish(self) -> None:
        if self._cell is not None and self.rows:
            self.rows[-1][1].extend([_plain(" ".join(self._cell))] + [""] * (self._span - 1))
        self._cell = None
