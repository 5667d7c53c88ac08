"""Specifications drawn offline to SVG and PNG by vl-convert."""

from collections.abc import Mapping
from typing import Any

from fullcount_reports.figures.figure import DrawnFigure, Figure
from fullcount_reports.figures.theme import DARK, LIGHT, Theme

__all__ = ["FiguresMissing", "draw", "draw_pdf", "png_of", "svg_of"]

_VERSION = "5.20"
_PIXELS = 2.0


class FiguresMissing(ImportError):  # noqa: N818 - named for what is wrong
    """The drawing library is not installed; `extra` brings it."""

    extra = "figures"

    def __str__(self) -> str:
        return f"figures cannot be drawn: pip install 'fullcount[{self.extra}]'"


def draw(figure: Figure) -> DrawnFigure:
    """Draw one figure in both themes. Raises FiguresMissing without the extra `figures`."""
    light, dark = themed(figure, LIGHT), themed(figure, DARK)
    return DrawnFigure(figure, svg_of(light), svg_of(dark), png_of(light), png_of(dark))


def draw_pdf(figure: Figure) -> bytes:
    """The figure on white as PDF, its text as text. Raises FiguresMissing without the extra `figures`."""
    data: bytes = _converter().svg_to_pdf(svg_of(themed(figure, LIGHT)))
    return data


def themed(figure: Figure, theme: Theme) -> dict[str, Any]:
    """The specification with the colours of a theme."""
    specification = figure.specification
    return {**specification, "config": {**theme.config(), **specification.get("config", {})}}


def svg_of(specification: Mapping[str, Any]) -> str:
    """A specification as SVG, drawn offline. Raises FiguresMissing without the extra `figures`."""
    text: str = _converter().vegalite_to_svg(specification, vl_version=_VERSION, allowed_base_urls=[])
    return text


def png_of(specification: Mapping[str, Any]) -> bytes:
    """A specification as PNG of two pixels a unit. Raises FiguresMissing without the extra `figures`."""
    data: bytes = _converter().vegalite_to_png(
        specification, vl_version=_VERSION, scale=_PIXELS, allowed_base_urls=[]
    )
    return data


def _converter() -> Any:
    try:
        import vl_convert  # noqa: PLC0415 - the extra `figures`
    except ImportError as error:
        raise FiguresMissing from error
    return vl_convert
