"""Charts written to a folder: specification, pictures, page and table; all of them or nothing."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from fullcount_reports.comparison.figures.chart import Chart
from fullcount_reports.comparison.figures.png import packed
from fullcount_reports.comparison.figures.tables import page, sheet_of
from fullcount_reports.figures import FiguresMissing
from fullcount_reports.figures.drawing import png_of, svg_of
from fullcount_reports.figures.theme import DARK, LIGHT
from fullcount_reports.together import write_together

__all__ = ["Written", "svg_with_words", "write", "write_all"]


@dataclass(frozen=True, slots=True)
class Written:
    """Every file that was written. Without the extra `figures`, `can_draw` is False and there are no pictures."""

    paths: tuple[Path, ...]
    can_draw: bool


def write(chart: Chart, folder: Path) -> Written:
    """Write one chart; see `write_all`."""
    return write_all([chart], folder)


def write_all(charts: Iterable[Chart], folder: Path) -> Written:
    """Write `name.vl.json`, `name.md`, `name.csv` and, in the light and the dark theme, SVG and PNG of each chart.

    Raises OSError where the folder cannot be written; then no file was changed.
    """
    chosen = list(charts)
    try:
        files = {name: data for chart in chosen for name, data in _pictures(chart).items()}
        can_draw = True
    except FiguresMissing:
        files, can_draw = {}, False
    for chart in chosen:
        files |= _texts(chart, with_picture=can_draw)
    write_together(folder, files)
    return Written(tuple(folder / name for name in files), can_draw)


def _pictures(chart: Chart) -> dict[str, bytes]:
    light, dark = chart.in_theme(LIGHT), chart.in_theme(DARK)
    return {
        f"{chart.name}.svg": svg_with_words(chart, svg_of(light)).encode(),
        f"{chart.name}-dark.svg": svg_with_words(chart, svg_of(dark)).encode(),
        f"{chart.name}.png": packed(png_of(light)),
        f"{chart.name}-dark.png": packed(png_of(dark)),
    }


def _texts(chart: Chart, *, with_picture: bool) -> dict[str, bytes]:
    specification = json.dumps(chart.specification, indent=2, ensure_ascii=False, allow_nan=False)
    return {
        f"{chart.name}.vl.json": f"{specification}\n".encode(),
        f"{chart.name}.md": page(chart, with_picture=with_picture).encode(),
        f"{chart.name}.csv": sheet_of(chart.table).encode(),
    }


def svg_with_words(chart: Chart, svg: str) -> str:
    """The drawing with a title and a description that screen readers tell in place of its marks."""
    head, _, rest = svg.partition(">")
    name = f"fullcount-{chart.name}"
    title = f'<title id="{name}-title">{escape(chart.title)}</title>'
    told = f'<desc id="{name}-desc">{escape(chart.caption)}</desc>'
    return (
        f'{head} role="img" aria-labelledby="{name}-title" aria-describedby="{name}-desc">{title}{told}{rest}'
    )
