"""A filled form as a page of Markdown; every text is made inert."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fullcount_reports.card.markdown_text import markdown

__all__ = ["Chapter", "markdown_form"]


class Chapter(NamedTuple):
    """A heading with a table below it: the names of the columns, and rows of as many cells."""

    heading: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[str]]


def markdown_form(title: str, notices: Sequence[str], chapters: Sequence[Chapter]) -> str:
    """The page: title, notices as a quotation, and the chapters."""
    quoted = "\n>\n".join(f"> {markdown(notice)}" for notice in notices)
    head = f"# {markdown(title)}\n"
    return "\n".join([head, *([f"{quoted}\n"] if quoted else []), *map(_chapter, chapters)])


def _chapter(chapter: Chapter) -> str:
    return "\n".join([f"## {markdown(chapter.heading)}", "", *_table(chapter), ""])


def _table(chapter: Chapter) -> Iterator[str]:
    yield _row(chapter.columns)
    yield f"|{'---|' * len(chapter.columns)}"
    yield from map(_row, chapter.rows)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(markdown, cells))} |"
