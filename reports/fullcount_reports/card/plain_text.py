"""Text and links from a disclosure, made harmless for every format before its own escaping."""

import re
import unicodedata
from urllib.parse import quote, urlsplit

__all__ = ["one_line", "safe_link"]

_SAFE_SCHEMES = frozenset({"http", "https"})
_UNRESERVED = "/:?#@!$&'*+,;=~%-._"
_SPACE = re.compile(r"[^\S\xa0\u202f]+")  # a no-break space is meant


def one_line(text: str) -> str:
    """The text on one line, with control and direction characters shown as a replacement character."""
    return "".join(_harmless(character) for character in _SPACE.sub(" ", text)).strip()


def _harmless(character: str) -> str:
    category = unicodedata.category(character)
    return (
        "\N{REPLACEMENT CHARACTER}"
        if category in {"Cc", "Cf", "Cs", "Co"} and character != "\u200d"
        else character
    )


def safe_link(link: str) -> str:
    """The link percent-encoded, if it is http(s) or a relative path; else empty, and it stays mere text."""
    try:
        parts = urlsplit(link.strip())
    except ValueError:
        return ""
    if parts.scheme not in _SAFE_SCHEMES and (
        parts.scheme or parts.netloc or ":" in link or link.startswith("/")
    ):
        return ""
    return quote(link.strip(), safe=_UNRESERVED, errors="replace")
