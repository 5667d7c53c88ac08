"""The style sheet inside the card, for a page that shows cards under a content security policy."""

from base64 import b64encode
from hashlib import sha256

from fullcount_reports.card.templating import template

__all__ = ["style_source"]


def style_source() -> str:
    """The source expression, `'sha256-…'`, that lets the style of every card through and no other inline style."""
    inside = f"\n{template('card.css').render()}\n"
    return f"'sha256-{b64encode(sha256(inside.encode()).digest()).decode()}'"
