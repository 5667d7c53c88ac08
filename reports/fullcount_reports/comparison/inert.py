"""Text of a disclosure on one line, unable to drive a terminal."""

from fullcount_reports.card.plain_text import one_line

__all__ = ["inert"]


def inert(text: str) -> str:
    """The text on one line with control and direction characters replaced; most texts are as they should be."""
    return text if text.isprintable() else one_line(text)
