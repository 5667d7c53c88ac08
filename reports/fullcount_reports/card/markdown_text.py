"""Any text made inert in CommonMark, in GitHub tables and in the extensions of GitHub and Hugging Face."""

import re
from html import escape

from fullcount_reports.card.plain_text import one_line, safe_link

__all__ = ["attribute", "link_target", "markdown"]

_NOTHING = "<!-- -->"  # parts a text invisibly, so that no automatic link, mention or emoji is seen in it
_SPECIAL = {ord(character): f"\\{character}" for character in "`*_[]<>|~&#^{}"} | {
    ord("\\"): "&#92;",  # a backslash before a bracket would open mathematics on Hugging Face
    ord("$"): "<span>$</span>",  # the way to write a dollar sign that GitHub documents
}
_BLOCK_START = re.compile(r"^(?:([-+=:])|(\d{1,9})([.)])(?=\s|$))")
_AUTOMATIC = re.compile(
    r"(?i)(?<=\w)(?=://)|(?<=www)(?=\.)|(?<=@)|(?<=:)(?=[a-z0-9\\_+-]+:)|(?<=\bgh)(?=-\d)"
)


def markdown(text: str) -> str:
    """The text as Markdown that renders to that text and nothing else, in a paragraph, list or table cell."""
    escaped = one_line(text).translate(_SPECIAL)
    parted = _AUTOMATIC.sub(_NOTHING, escaped)
    return _BLOCK_START.sub(_escaped_start, parted)


def link_target(link: str) -> str:
    """A destination for `[text](<...>)`; empty for a link that is not safe."""
    return safe_link(link).replace("&", "&amp;").replace("(", "%28").replace(")", "%29")


def attribute(text: str) -> str:
    """The text as the value of an HTML attribute within Markdown."""
    return escape(one_line(text), quote=True).replace("`", "&#96;")


def _escaped_start(match: re.Match[str]) -> str:
    mark, number, end = match.groups()
    return f"\\{mark}" if mark else f"{number}\\{end}"
