"""The page of the comparability groups: what may be compared, ranked, and what may not, with the reason."""

import re
from collections.abc import Iterator

from fullcount_reports.card.model import Cell, Column
from fullcount_reports.comparison.row import Row
from fullcount_reports.comparison.tables import Part, marked, parts
from observatory.corpus import Corpus
from observatory.text import md, table

__all__ = ["anchor_of", "groups"]

NOTHING = "not stated"
HEAD = """\
---
hide:
  - navigation
search:
  exclude: true
---

# All groups, ranked"""
INTRODUCTION = """\
What the [observatory](index.md) holds of energy, greenhouse gases and accelerator-hours, a table for each comparability
group: the same metric and phase, kind of subject, part of the work, energy boundary and basis of greenhouse gases. Rank
1 is the smallest. Figures that a source states and those that fullcount recomputed from what it states are ranked
together; the column *how* tells which is which. What stands apart has no rank and says why; what has no figure is
counted by the reason, and is never a zero. `fullcount compare` prints the same tables, narrows them and sets figures on
one convention: [Comparing disclosures](../compare.md)."""


def groups(corpus: Corpus) -> str:
    """The page as Markdown."""
    sections = (line for part in parts(corpus.rows) for line in _section(part, corpus))
    return "\n".join([HEAD, "", INTRODUCTION, *sections]) + "\n"


def anchor_of(group: str) -> str:
    """The anchor of the heading of a group, as Python-Markdown makes it."""
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", group).strip().lower())


def _section(part: Part, corpus: Corpus) -> Iterator[str]:
    columns = part.table.columns
    heads = tuple(md(column.title) for column in columns)
    body = [
        tuple(_cell(column, cell, about, corpus) for column, cell in zip(columns, cells, strict=True))
        for cells, about in zip(part.table.rows, part.about, strict=True)
    ]
    yield from ("", f"## {md(part.table.caption)}", "")
    yield from table(heads, body, [column.numeric for column in columns])
    yield from ["", *(f"- {md(text)}" for text in part.beneath)] if part.beneath else ()


def _cell(column: Column, cell: Cell, about: tuple[Row, ...], corpus: Corpus) -> str:
    """Subjects are named as links to their pages, and no cell is left blank."""
    if column.title == "subject":
        return _linked(cell.text, about[0], corpus)
    if column.title == "subjects":
        return ", ".join(_linked(marked(row), row, corpus) for row in about)
    return md(cell.text or NOTHING)


def _linked(text: str, row: Row, corpus: Corpus) -> str:
    return f"[{md(text)}]({corpus.slugs[row.id]}.md)"
