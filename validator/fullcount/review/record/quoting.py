"""JSON in which no character can turn the direction of a line or drive a terminal."""

import json

__all__ = ["shown"]


def shown(text: str) -> str:
    """The JSON text with such characters as escapes; its own line breaks and tabs are those of the layout."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char in "\n\t" else json.dumps(char)[1:-1] for char in text)
