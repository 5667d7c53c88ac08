"""The two themes in which every figure is drawn: for light and for dark pages.

Backgrounds are opaque, so that a figure stays legible where a page does not follow the reader's choice. The
inks have a contrast of at least 7 to 1 on them (WCAG 2.2, level AAA), the lines at least 3 to 1 where they matter.
"""

from dataclasses import dataclass
from typing import Any

__all__ = ["DARK", "LIGHT", "Theme"]

_FONT = "Arial, Helvetica, Liberation Sans, sans-serif"
_AXIS_Y = {
    "domain": True,
    "grid": False,
    "ticks": False,
    "labelLimit": 220,
    "titleAngle": 0,
    "titleAlign": "left",
    "titleAnchor": "start",
    "titleX": -4,
    "titleY": -10,
    "titleBaseline": "bottom",
}


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours of the page, its text, its lines and the outline of bars."""

    name: str
    background: str
    ink: str
    muted: str
    outline: str

    def config(self) -> dict[str, Any]:
        """The Vega-Lite configuration of the theme."""
        return {
            "background": self.background,
            "font": _FONT,
            "padding": 16,
            "view": {"stroke": None},
            "title": self._title(),
            "axis": self._axis(),
            "axisY": _AXIS_Y,
            "legend": self._legend(),
            "bar": {"stroke": self.outline, "strokeWidth": 0.7},
            "text": {"color": self.ink, "fontSize": 12},
        }

    def _title(self) -> dict[str, Any]:
        return {
            "anchor": "start",
            "frame": "bounds",
            "color": self.ink,
            "fontSize": 16,
            "subtitleColor": self.muted,
            "subtitleFontSize": 12,
            "subtitlePadding": 6,
            "limit": 640,
            "offset": 12,
        }

    def _axis(self) -> dict[str, Any]:
        return {
            "labelColor": self.ink,
            "labelFontSize": 12,
            "titleColor": self.muted,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
            "titlePadding": 8,
            "tickColor": self.outline,
            "domainColor": self.outline,
            "labelPadding": 6,
        }

    def _legend(self) -> dict[str, Any]:
        return {
            "orient": "bottom",
            "direction": "horizontal",
            "columns": 4,
            "labelColor": self.ink,
            "labelFontSize": 12,
            "labelLimit": 200,
            "titleColor": self.muted,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
            "symbolType": "square",
            "symbolStrokeColor": self.outline,
        }


LIGHT = Theme("light", "#FFFFFF", "#1F2328", "#4A525B", "#57606A")
DARK = Theme("dark", "#0D1117", "#E6EDF3", "#A9B4C0", "#8B949E")
