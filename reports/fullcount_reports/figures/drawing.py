"""Specifications drawn offline to SVG and PNG by vl-convert."""

from collections.abc import Mapping
from typing import Any

from fullcount_reports.figures.figure import DrawnFigure, Figure
from fullcount_reports.figures.theme import DARK, LIGHT, Theme

__all__ = ["FiguresMissing", "draw"]

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
    return DrawnFigure(figure, _svg(light), _svg(dark), _png(light), _png(dark))


def themed(figure: Figure, theme: Theme) -> dict[str, Any]:
    """The specification with the colours of a theme."""
    specification = figure.specification
    return {**specification, "config": {**theme.config(), **specification.get("config", {})}}


def _svg(specification: Mapping[str, Any]) -> str:
    text: str = _converter().vegalite_to_svg(specification, vl_version=_VERSION, allowed_base_urls=[])
    return text


def _png(specification: Mapping[str, Any]) -> bytes:
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
