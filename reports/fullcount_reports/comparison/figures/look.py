"""What the comparison figures add to the house theme: styles of their marks and room for long titles."""

from typing import Any

from fullcount_reports.figures.theme import Theme

__all__ = ["config"]


def config(theme: Theme) -> dict[str, Any]:
    """The Vega-Lite configuration; marks name these styles, so that a specification holds no colour of a theme."""
    house = theme.config()
    return {
        **house,
        "aria": False,
        "axis": {**house["axis"], "gridColor": theme.outline, "gridOpacity": 0.25, "labelFlush": False},
        "title": {**house["title"], "limit": 900, "subtitleLineHeight": 16},
        "legend": {
            **house["legend"],
            "symbolType": "circle",
            "symbolSize": 90,
            "symbolBaseFillColor": theme.muted,
            "columns": 8,
            "titleOrient": "left",
        },
        "style": _styles(theme),
    }


def _styles(theme: Theme) -> dict[str, Any]:
    return {
        "name": {"color": theme.ink, "fontSize": 12, "align": "left", "baseline": "middle"},
        "detail": {"color": theme.muted, "fontSize": 10.5, "align": "left", "baseline": "middle"},
        "header": {
            "color": theme.ink,
            "fontSize": 12,
            "fontWeight": "bold",
            "align": "left",
            "baseline": "middle",
        },
        "number": {"fontSize": 11, "align": "center", "baseline": "middle"},
        "box": {"stroke": theme.outline, "strokeWidth": 0.7},
        "dot": {"stroke": theme.outline, "strokeWidth": 0.8, "filled": True, "opacity": 1},
        "bound": {"stroke": theme.outline, "strokeWidth": 1, "strokeDash": [3, 2], "fillOpacity": 0.25},
        "interval": {"color": theme.muted, "strokeWidth": 1.4},
        "link": {"color": theme.muted, "strokeWidth": 2, "opacity": 0.7},
        "line": {"color": theme.outline, "strokeWidth": 0.6, "opacity": 0.45},
        "hatch": {"color": theme.muted, "strokeWidth": 1, "filled": False, "opacity": 1},
    }
