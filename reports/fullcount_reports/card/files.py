"""The card written to a folder: Markdown, HTML, figures and their specifications; all of it or nothing."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from fullcount_reports.card.assets import NO_FIGURES, Assets, Picture
from fullcount_reports.card.catalogue import Catalogue
from fullcount_reports.card.english import ENGLISH
from fullcount_reports.card.html import render_html
from fullcount_reports.card.markdown import render_markdown
from fullcount_reports.card.pictures import figures_of
from fullcount_reports.card.review_line import ReviewLine
from fullcount_reports.figures import DrawnFigure, FiguresMissing, draw
from fullcount_reports.together import write_together

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure

__all__ = ["CardFiles", "marked_stem", "write_card"]


@dataclass(frozen=True, slots=True)
class CardFiles:
    """Where the card is, and the section itself for a model card elsewhere.

    Without the extra `figures`, `can_draw` is False and `figures` is empty.
    """

    markdown: Path
    html: Path
    figures: tuple[Path, ...]
    can_draw: bool
    section: str

    @property
    def paths(self) -> tuple[Path, ...]:
        """Every file that was written."""
        return self.markdown, self.html, *self.figures


def write_card(
    disclosure: "Disclosure",
    review: ReviewLine,
    folder: Path,
    stem: str,
    *,
    linked_from: Path | None = None,
    words: Catalogue = ENGLISH,
) -> CardFiles:
    """Write `stem.md`, `stem.html` and, for each figure, light and dark SVG and PNG and the Vega-Lite JSON.

    `linked_from` is the folder of the model card that the section is for, when it is not `folder`; the link of
    `review` is seen from there. Data that are not the lab's own are marked in every file name. Files are written
    under other names first and renamed together. Raises OSError where the folder cannot be written; then no file
    of the card was changed.
    """
    name = marked_stem(stem, disclosure["data_status"])
    drawn = _drawn(disclosure, words)
    assets = NO_FIGURES if drawn is None else Assets({d.figure.name: _picture(name, d) for d in drawn})
    figures = {path: data for each in drawn or () for path, data in _figure_files(name, each)}
    away = os.path.relpath(folder, linked_from) if linked_from else "."
    beside = replace(review, machine_readable=_moved(review.machine_readable, away))
    texts = {
        f"{name}.md": render_markdown(disclosure, beside, assets, words).encode(),
        f"{name}.html": render_html(disclosure, beside, assets, words).encode(),
    }
    section = render_markdown(disclosure, review, assets.seen_from(away), words)
    write_together(folder, {**texts, **figures})
    paths = tuple(folder / path for path in figures)
    return CardFiles(folder / f"{name}.md", folder / f"{name}.html", paths, drawn is not None, section)


def _moved(link: str, away: str) -> str:
    """A relative link seen from the folder `away` instead of from here; an address stays."""
    if away == "." or ":" in link.partition("/")[0]:
        return link
    return Path(os.path.relpath(link, away)).as_posix()


def marked_stem(stem: str, data_status: str) -> str:
    """`footprint` becomes `footprint-synthetic`, unless it is primary data or named so already."""
    mark = f"-{data_status}"
    return stem if data_status == "primary" or stem.endswith(mark) else stem + mark


def _drawn(disclosure: "Disclosure", words: Catalogue) -> tuple[DrawnFigure, ...] | None:
    try:
        return tuple(draw(figure) for figure in figures_of(disclosure, words))
    except FiguresMissing:
        return None


def _picture(name: str, drawn: DrawnFigure) -> Picture:
    link = quote(f"{name}-{drawn.figure.name}")
    return Picture(drawn, f"{link}-light.png", f"{link}-dark.png")


def _figure_files(name: str, drawn: DrawnFigure) -> Iterator[tuple[str, bytes]]:
    stem = f"{name}-{drawn.figure.name}"
    specification = json.dumps(drawn.figure.specification, indent=2, ensure_ascii=False)
    yield f"{stem}-light.svg", drawn.light_svg.encode()
    yield f"{stem}-dark.svg", drawn.dark_svg.encode()
    yield f"{stem}-light.png", drawn.light_png
    yield f"{stem}-dark.png", drawn.dark_png
    yield f"{stem}.vl.json", f"{specification}\n".encode()
