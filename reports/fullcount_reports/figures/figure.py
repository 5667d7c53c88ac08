"""A figure before and after it is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["DrawnFigure", "Figure"]


@dataclass(frozen=True)
class Figure:
    """A Vega-Lite specification without colours of a theme, its name, and what it shows in words and numbers."""

    name: str
    alt: str
    specification: Mapping[str, Any]


@dataclass(frozen=True)
class DrawnFigure:
    """A figure drawn for light and for dark pages: SVG texts and PNG bytes."""

    figure: Figure
    light_svg: str
    dark_svg: str
    light_png: bytes
    dark_png: bytes
