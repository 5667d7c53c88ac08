"""A change of one place in a text."""

import re
from typing import NamedTuple

__all__ = ["Edit", "line_break", "line_end"]

_BREAK = re.compile(r"\r\n|\n|\r")


class Edit(NamedTuple):
    """Put `text` in place of the characters from `begin` to `end`; where both are the same, it is put between."""

    begin: int
    end: int
    text: str

    def applied(self, text: str) -> str:
        """The text after the change."""
        return text[: self.begin] + self.text + text[self.end :]


def line_break(text: str) -> str:
    """How the lines of a text end, by its first line."""
    found = _BREAK.search(text)
    return found[0] if found else "\n"


def line_end(text: str, offset: int) -> int:
    """Where the line of `offset` ends, before its line break."""
    found = _BREAK.search(text, offset)
    return found.start() if found else len(text)
