"""A comparison as text for a terminal, Markdown or a stand-alone page; everything from a disclosure is made inert."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from fullcount_reports.card.markdown_text import markdown
from fullcount_reports.card.model import Cell, Table
from fullcount_reports.comparison.inert import inert
from fullcount_reports.comparison.tables import Part

__all__ = ["html_page", "markdown_lines", "text_lines"]

CLIPPED = frozenset({"subject", "developer", "accelerator"})
WIDEST = 44
"""Letters of a name in a column of a terminal; a longer one is cut with an ellipsis."""


def text_lines(found: Iterable[Part], lead: Sequence[str] = ()) -> Iterator[str]:
    """Lines for a terminal, columns aligned."""
    yield from map(inert, lead)
    for part in found:
        yield ""
        yield inert(part.table.caption)
        yield from _aligned(part.table)
        yield from (f"  {inert(text)}" for text in part.beneath)


def _aligned(table: Table) -> Iterator[str]:
    heads = [column.title for column in table.columns]
    body = [[_clipped(cell.text, head) for head, cell in zip(heads, row, strict=True)] for row in table.rows]
    widths = [max(map(len, column)) for column in zip(heads, *body, strict=True)]
    for row in (heads, *body):
        cells = [
            text.rjust(width) if column.numeric else text.ljust(width)
            for text, width, column in zip(row, widths, table.columns, strict=True)
        ]
        yield f"  {'  '.join(cells)}".rstrip()


def _clipped(text: str, head: str) -> str:
    shown = inert(text)
    return shown if head not in CLIPPED or len(shown) <= WIDEST else f"{shown[: WIDEST - 1]}…"


def markdown_lines(found: Iterable[Part], lead: Sequence[str] = ()) -> Iterator[str]:
    """A heading and a table for each part."""
    yield ". ".join(map(markdown, lead))
    for part in found:
        yield ""
        yield f"### {markdown(part.table.caption)}"
        yield ""
        yield _bars([markdown(column.title) for column in part.table.columns])
        yield _bars(["---:" if column.numeric else "---" for column in part.table.columns])
        yield from (_bars([markdown(cell.text) for cell in row]) for row in part.table.rows)
        yield from _listed(part.beneath)


def _listed(texts: Sequence[str]) -> Iterator[str]:
    for number, text in enumerate(texts):
        yield from () if number else [""]
        yield f"- {markdown(text)}"


def _bars(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def html_page(found: Iterable[Part], lead: Sequence[str] = ()) -> str:
    """A page of its own: no script, no request."""
    body = "\n".join([*(f"<p>{_text(text)}</p>" for text in lead), *map(_section, found)])
    return _PAGE.replace("{body}", body)


def _section(part: Part) -> str:
    columns = part.table.columns
    head = "".join(_tag("th", column.title, column.numeric) for column in columns)
    rows = "\n".join(_html_row(row, [column.numeric for column in columns]) for row in part.table.rows)
    notes = "".join(f"<li>{_text(text)}</li>" for text in part.beneath)
    table = f"<table><thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>"
    listed = f"<ul>{notes}</ul>" if notes else ""
    return f"<section><h2>{_text(part.table.caption)}</h2>\n<div>{table}</div>{listed}</section>"


def _html_row(row: Sequence[Cell], numeric: Sequence[bool]) -> str:
    cells = zip(row, numeric, strict=True)
    return f"<tr>{''.join(_tag('td', cell.text, right) for cell, right in cells)}</tr>"


def _tag(name: str, text: str, right: bool) -> str:
    scope = ' scope="col"' if name == "th" else ""
    return f"<{name}{scope}{' class=n' if right else ''}>{_text(text)}</{name}>"


def _text(text: str) -> str:
    return escape(inert(text), quote=True)


_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Comparison of compute disclosures</title>
<style>
:root { color-scheme: light dark; }
body { font: 16px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 90rem; padding: 0 1rem; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
section > div { overflow-x: auto; }
table { border-collapse: collapse; font-size: .875rem; }
th, td { padding: .25rem .6rem; text-align: left; vertical-align: top; border-bottom: 1px solid #8885; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
ul { font-size: .875rem; padding-left: 1.2rem; }
</style>
</head>
<body>
<h1>Comparison of compute disclosures</h1>
{body}
</body>
</html>
"""
