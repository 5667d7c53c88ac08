"""The page of the comparability groups: what may be compared, ranked, and what may not, with the reason."""

import re
from dataclasses import replace

from fullcount_reports.card.model import Cell, Table
from fullcount_reports.comparison.render import markdown_lines
from fullcount_reports.comparison.tables import parts
from observatory.corpus import Corpus
from observatory.text import for_site

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
1 is the smallest. What stands apart has no rank and says why; what has no figure is counted by the reason, and is never
a zero. `fullcount compare` prints the same tables, narrows them and sets figures on one convention:
[Comparing disclosures](../compare.md)."""


def groups(corpus: Corpus) -> str:
    """The page as Markdown of the site."""
    found = (replace(part, table=_filled(part.table)) for part in parts(corpus.rows))
    tables = "\n".join(line.replace("### ", "## ", 1) for line in markdown_lines(found))
    return f"{HEAD}\n\n{INTRODUCTION}\n{for_site(tables)}\n"


def anchor_of(group: str) -> str:
    """The anchor of the heading of a group, as Python-Markdown makes it."""
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", group).strip().lower())


def _filled(table: Table) -> Table:
    """No cell of a page is left blank."""
    rows = (tuple(cell if cell.text else Cell(NOTHING) for cell in row) for row in table.rows)
    return replace(table, rows=tuple(rows))
