"""Colours that people with any colour vision can tell apart.

The eight hues are those of Okabe and Ito (2008, Color Universal Design); grey stands in the place of their
black. Bars have an outline in the colour of the axis, so that the pale ones stand out from a white page too.
"""

from collections.abc import Mapping

__all__ = [
    "DARK_INK",
    "DECLARED",
    "GHG_BASIS_COLOURS",
    "LEVEL_COLOURS",
    "LIGHT_INK",
    "MEASURE_COLOURS",
    "REBASED",
    "STAGE_COLOURS",
    "UNKNOWN",
    "colour_of_outcome",
    "colour_of_stage",
    "ink_on",
]

_SKY, _BLUE, _PURPLE, _ORANGE = "#56B4E9", "#0072B2", "#CC79A7", "#E69F00"
_YELLOW, _VERMILION, _GREEN, _GREY = "#F0E442", "#D55E00", "#009E73", "#999999"

STAGE_COLOURS: Mapping[str, str] = {
    "data": _SKY,
    "explore": _BLUE,
    "baseline": _PURPLE,
    "ablate": _ORANGE,
    "hyperparam": _YELLOW,
    "final": _VERMILION,
    "serve": _GREEN,
    "other": _GREY,
}
PHASE_COLOURS: Mapping[str, str] = {"manufacture": _ORANGE, "use": _BLUE}
GHG_BASIS_COLOURS: Mapping[str, str] = {
    "location": _BLUE,
    "market": _ORANGE,
    "unspecified": _GREY,
    "": _PURPLE,
}
MEASURE_COLOURS: Mapping[str, str] = {
    "accelerator-hours": _BLUE,
    "core-hours": _SKY,
    "energy": _ORANGE,
    "ghg": _GREEN,
}
# From no level to level 5, from light to dark so that they also differ in grey: YlGnBu of ColorBrewer (Brewer 2003).
LEVEL_COLOURS = ("#FFFFCC", "#C7E9B4", "#7FCDBB", "#41B6C4", "#225EA8", "#253494")
DECLARED, REBASED, UNKNOWN = _ORANGE, _BLUE, _GREY
DARK_INK, LIGHT_INK = "#111111", "#FFFFFF"


def colour_of_stage(code: str) -> str:
    """Custom stages share the grey of `other`; their names stand in the table."""
    return STAGE_COLOURS.get(code, _GREY)


def colour_of_outcome(code: str) -> str:
    """Completed work in blue, resumed work in light blue, work that did not end as meant in orange, unknown in grey."""
    return {"completed": _BLUE, "resumed": _SKY, "unknown": _GREY}.get(code, _ORANGE)


def ink_on(colour: str) -> str:
    """Black or white text, whichever has the higher contrast on that colour (WCAG 2.2)."""
    luminance = luminance_of(colour)
    return DARK_INK if (luminance + 0.05) / 0.0557 >= 1.05 / (luminance + 0.05) else LIGHT_INK


def luminance_of(colour: str) -> float:
    """Relative luminance of an sRGB colour `#rrggbb`, as WCAG 2.2 defines it."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
