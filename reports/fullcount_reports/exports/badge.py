"""A badge as SVG: the coverage level and the date of a disclosure, and whether its data are synthetic or transcribed.

The level is judged as `fullcount validate` judges it, on the day of the revision; a disclosure with errors has no
badge. Nothing is drawn from outside: the fonts are those of the reader, and the widths are given with the text.
"""

import json
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from fullcount.review.coverage import LEVEL_NAMES
from fullcount_reports.card.plain_text import one_line
from fullcount_reports.exports.crosswalk import crosswalk
from fullcount_reports.exports.exported import Exported, Lack, NotExpressibleError
from fullcount_reports.exports.losses import losses
from fullcount_reports.figures.palette import ink_on

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from fullcount.disclosure.types import Disclosure
    from fullcount_reports.exports.package import Package

__all__ = ["NAME", "VERSIONS", "export"]

NAME = "badge"
VERSIONS = ("svg",)
NAME_COLOUR, DATE_COLOUR, MARK_COLOUR = "#24292F", "#57606A", "#E69F00"
LEVEL_COLOURS = ("#999999", "#C6DBEF", "#9ECAE1", "#6BAED6", "#2171B5", "#08519C")
"""From grey for none to dark blue: more is darker, and no colour calls a level bad."""
FONT = "Verdana, Geneva, DejaVu Sans, sans-serif"
HEIGHT, BASELINE, PADDING = 20, 14, 7
NARROW, WIDE, USUAL = 4.0, 9.5, 6.7


class Segment(NamedTuple):
    """A part of the badge: its text on its colour."""

    text: str
    colour: str

    @property
    def text_width(self) -> float:
        """Pixels that the text is fitted to, whatever the font of the reader."""
        return sum(NARROW if sign in " .:,-ilj" else WIDE if sign in "mwMW" else USUAL for sign in self.text)

    @property
    def width(self) -> float:
        """Pixels of the segment."""
        return self.text_width + 2 * PADDING


def export(document: "Disclosure", version: str = "svg", package: "Package | None" = None) -> Exported:  # noqa: ARG001
    """The badge of one disclosure, whose attached files are looked for in its folder.

    Raises `NotExpressibleError` where the disclosure has errors.
    """
    level = _level(document, package.folder if package else None)
    status, date = document["data_status"], document["revision"]["date"]
    named = f"level {level}: {LEVEL_NAMES[level]}" if level else "no level reached"
    segments = [
        Segment("compute disclosure", NAME_COLOUR),
        Segment(named, LEVEL_COLOURS[level]),
        Segment(date, DATE_COLOUR),
        *([Segment(status, MARK_COLOUR)] if status != "primary" else []),
    ]
    title = f"Compute disclosure of {document['subject']['name']}"
    description = f"Coverage {named}, revision of {date}, {status} data."
    lost = losses(document, crosswalk(NAME))
    return Exported({"badge.svg": _svg(segments, title, description)}, lost)


def _level(document: "Disclosure", folder: "Path | None") -> int:
    """The level reached. Raises `NotExpressibleError` with every error."""
    from datetime import date  # noqa: PLC0415 - the rules are loaded only where they are asked

    from fullcount.disclosure.document import parse  # noqa: PLC0415
    from fullcount.review.check import validate  # noqa: PLC0415
    from fullcount.review.coverage import REQUIREMENTS, judge  # noqa: PLC0415
    from fullcount.review.finding import Severity  # noqa: PLC0415

    parsed = parse(json.dumps(document).encode(), "badge.json", folder=folder)
    validation = validate(parsed, date.fromisoformat(document["revision"]["date"]))
    errors = [each for each in validation.findings if each.severity is Severity.ERROR]
    if errors:
        raise NotExpressibleError(
            [Lack(each.pointer, f"{each.rule}: {each.message}", "no error", each.remedy) for each in errors]
        )
    return judge(validation, REQUIREMENTS).reached


def _svg(segments: "Sequence[Segment]", title: str, description: str) -> str:
    width = sum(segment.width for segment in segments)
    drawn, left = [], 0.0
    for segment in segments:
        drawn.append(_segment(segment, left))
        left += segment.width
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.1f}" height="{HEIGHT}" '
            f'viewBox="0 0 {width:.1f} {HEIGHT}" role="img" aria-labelledby="title description">',
            f'<title id="title">{_safe(title)}</title>',
            f'<desc id="description">{_safe(description)}</desc>',
            f'<clipPath id="round"><rect width="{width:.1f}" height="{HEIGHT}" rx="3"/></clipPath>',
            f'<g clip-path="url(#round)" font-family="{FONT}" font-size="11">',
            *drawn,
            "</g>",
            "</svg>\n",
        ]
    )


def _segment(segment: Segment, left: float) -> str:
    return (
        f'<rect x="{left:.1f}" width="{segment.width:.1f}" height="{HEIGHT}" fill="{segment.colour}"/>'
        f'<text x="{left + PADDING:.1f}" y="{BASELINE}" textLength="{segment.text_width:.1f}" '
        f'lengthAdjust="spacingAndGlyphs" fill="{ink_on(segment.colour)}">{_safe(segment.text)}</text>'
    )


def _safe(text: str) -> str:
    """Text of XML: on one line, without characters that XML has not, escaped."""
    return escape(one_line(text))
