"""Text and links from a disclosure, made harmless for every format before its own escaping."""

import re
import unicodedata
from urllib.parse import quote, urlsplit

__all__ = ["one_line", "safe_link"]

_SAFE_SCHEMES = frozenset({"http", "https"})
_UNRESERVED = "/:?#@!$&'*+,;=~%-._"
_HARMFUL = frozenset({"Cc", "Cf", "Cs", "Co"})
_SPACE = re.compile(r"[^\S\xa0\u202f]+")  # a no-break space is meant


def one_line(text: str) -> str:
    """The text on one line; control and direction characters, and what is none, as a replacement character."""
    return "".join(_harmless(character) for character in _SPACE.sub(" ", text)).strip()


def _harmless(character: str) -> str:
    is_harmful = unicodedata.category(character) in _HARMFUL and character != "\u200d"
    return "\N{REPLACEMENT CHARACTER}" if is_harmful or _is_none(ord(character)) else character


def _is_none(code: int) -> bool:
    """Whether it is one of the 66 code points that are no character (Unicode 23.7); XML forbids two of them."""
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


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
