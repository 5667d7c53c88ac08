"""The page of the figures: each as a picture, as a view that answers the pointer, and the table of its numbers."""

from functools import cache

from fullcount_reports.comparison.compare import Options
from fullcount_reports.comparison.figures import Chart, Table
from fullcount_reports.comparison.figures.wording import short
from fullcount_reports.comparison.plots import charts_of
from observatory.corpus import Corpus
from observatory.text import attribute, html, md

__all__ = ["CONVENTION", "charts", "figures"]

CONVENTION = "grid=FRA-2024,pue=1.2,power=tdp"
"""What figures are set on beside the lab's own: one grid, one PUE, rated power."""

HEAD = """\
---
hide:
  - toc
search:
  exclude: true
---

# Figures

<link rel="stylesheet" href="../observatory.css">
<script src="../vendor/vega.min.js" defer></script>
<script src="../vendor/vega-lite.min.js" defer></script>
<script src="../vendor/vega-embed.min.js" defer></script>
<script src="../figures.js" defer></script>

What the [observatory](index.md) shows side by side. Beneath each figure stand its numbers, and the files: the picture,
the numbers as CSV, and the Vega-Lite specification that it is drawn from. The data are transcribed from publications;
what is not disclosed is not drawn, and the caption counts it."""


@cache
def charts(corpus: Corpus) -> tuple[Chart, ...]:
    """Every figure that can be drawn of the corpus."""
    return charts_of(corpus.collection, Options(rebase=CONVENTION)).charts


def figures(corpus: Corpus) -> str:
    """The page as Markdown of the site."""
    return "\n\n".join([HEAD, *map(_section, charts(corpus))]) + "\n"


def _section(chart: Chart) -> str:
    name = html(chart.name)
    alt = html(f"{chart.title}. The numbers are in the table beneath.")
    pictures = "\n".join(
        f'<img class="{theme}" src="{name}{suffix}.svg" alt="{alt}" loading="lazy">'
        for theme, suffix in (("light", ""), ("dark", "-dark"))
    )
    files = ", ".join(
        f'<a href="{name}{suffix}" download>{title}</a>'
        for suffix, title in ((".svg", "SVG"), (".png", "PNG"), (".csv", "CSV"), (".vl.json", "Vega-Lite"))
    )
    parts = (
        f"## {md(chart.title)}",
        md(chart.caption),
        f'<figure class="observatory-figure" data-figure="{name}">\n{pictures}\n</figure>',
        f"<details>\n<summary>The numbers ({len(chart.table.rows)} rows)</summary>\n{_table(chart.table)}\n</details>",
        f"Files: {files}",
    )
    return "\n\n".join(parts)


def _table(table: Table) -> str:
    heads = "".join(f'<th scope="col">{html(column.title)}</th>' for column in table.columns)
    right = [column.numeric for column in table.columns]
    rows = "\n".join(
        f"<tr>{''.join(_cell(value, numeric) for value, numeric in zip(row, right, strict=True))}</tr>"
        for row in table.rows
    )
    return (
        '<div class="observatory-scroll" tabindex="0" role="region" aria-label="Numbers of the figure">\n'
        f'<table class="observatory-numbers">\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n'
        "</table>\n</div>"
    )


def _cell(value: str | float | None, numeric: bool) -> str:
    if value is None or value == "":
        return "<td><em>not known</em></td>"
    text = value if isinstance(value, str) else short(value)
    return f"<td{attribute('class', 'n' if numeric else '')}>{html(text)}</td>"
