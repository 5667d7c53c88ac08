"""A table as CSV that a spreadsheet opens without running anything."""

import csv
import io
from collections.abc import Iterable, Sequence

from fullcount_reports.card.plain_text import one_line

__all__ = ["csv_text"]

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Every cell quoted and on one line; a space before a text that a spreadsheet would take for a formula."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows([columns, *([_cell(text) for text in row] for row in rows)])
    return stream.getvalue()


def _cell(text: str) -> str:
    line = one_line(text)
    return f" {line}" if line.startswith(_FORMULA) else line
