"""The table beneath a figure as CSV with every digit, and as Markdown with the figure above it."""

import csv
from io import StringIO

from fullcount_reports.card.markdown_text import attribute, markdown
from fullcount_reports.comparison.figures.chart import Chart, Table, Value
from fullcount_reports.comparison.figures.wording import short

__all__ = ["page", "sheet_of"]

_FORMULA = ("=", "+", "-", "@", "\t", " ")


def sheet_of(table: Table) -> str:
    """The table as CSV; a text that a spreadsheet would take for a formula gets a space in front."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(column.title for column in table.columns)
    writer.writerows([_cell(value) for value in row] for row in table.rows)
    return out.getvalue()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f" {value}" if value.startswith(_FORMULA) else value
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(value)


def page(chart: Chart, *, with_picture: bool) -> str:
    """Title, picture in both themes, caption, and the table with three significant digits."""
    parts = [f"## {markdown(chart.title)}", markdown(chart.caption), *_rows(chart.table)]
    if with_picture:
        parts.insert(1, _picture(chart))
    return "\n\n".join((*parts[:-1], parts[-1])) + "\n"


def _picture(chart: Chart) -> str:
    alt = attribute(f"{chart.title}. {chart.caption}")
    return (
        f'<picture>\n<source media="(prefers-color-scheme: dark)" srcset="{chart.name}-dark.png">\n'
        f'<img alt="{alt}" src="{chart.name}.png" width="900">\n</picture>'
    )


def _rows(table: Table) -> list[str]:
    head = [f" {markdown(column.title)} " for column in table.columns]
    rule = [" ---: " if column.numeric else " :--- " for column in table.columns]
    body = [[f" {_shown(value)} " for value in row] for row in table.rows]
    return ["\n".join(f"|{'|'.join(cells)}|" for cells in (head, rule, *body))]


def _shown(value: Value) -> str:
    if value is None or value == "":
        return "*not known*"
    return markdown(value) if isinstance(value, str) else short(value)
