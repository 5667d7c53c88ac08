"""The items of a JSON document that is larger than memory, one at a time."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple, NoReturn

from fullcount.ledger.errors import clip
from fullcount.ledger.reading.source import TextSource

__all__ = ["ITEM_LIMIT", "Item", "Stream"]

ITEM_LIMIT = 1 << 26
"""Characters of the longest item that is read: 64 Mi."""
_SPACE = re.compile(r"[ \t\r\n]*")
_AFTER = tuple(",]} \t\r\n")
_DECODER = json.JSONDecoder()


class Item(NamedTuple):
    """A value of the list, and the line on which it starts."""

    line: int
    value: Any


class Stream:
    """A document `{"…": …, "<name>": [item, …], "…": …}`, or a bare list of items.

    `others` holds the other top-level values that have been passed.
    """

    def __init__(self, source: TextSource, name: str) -> None:
        self.others: dict[str, Any] = {}
        self._source, self._name = source, name
        self._pieces = source.pieces()
        self._text, self._at, self._line, self._ended = "", 0, 1, False
        self.found = False

    def items(self) -> Iterator[Item]:
        """Each item in order. Raises `LedgerError` for what is no such document, or ends before its end."""
        if self._next() == "[":
            yield from self._list()
        else:
            self._expect("{")
            yield from self._members()
        if self._next():
            self._refuse("more after the end of the document", "one JSON document in a file")
        if not self.found:
            self._refuse(f"no list {self._name!r}", "the output of sacct --json")

    def _members(self) -> Iterator[Item]:
        while self._next() != "}":
            key = self._value().value
            if not isinstance(key, str):
                self._refuse(f"the key {clip(repr(key))}", "text in quotes")
            self._expect(":")
            if key == self._name and self._next() == "[":
                yield from self._list()
            else:
                self.others[key] = self._value().value
            if self._next() != "}":
                self._expect(",")
        self._expect("}")

    def _list(self) -> Iterator[Item]:
        self.found = True
        self._expect("[")
        while self._next() != "]":
            yield self._value()
            if self._next() != "]":
                self._expect(",")
        self._expect("]")

    def _value(self) -> Item:
        """The value at this place; more is read until it is whole."""
        self._next()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if not self._more():
                    self._broken(error)
            except (RecursionError, ValueError) as error:
                self._refuse(f"a value that cannot be read ({clip(str(error))})", "a value of sacct --json")
            else:
                if self._text[end - 1] in '}]"' or self._text[end : end + 1] in _AFTER or not self._more():
                    return Item(self._advance(end), value)

    def _next(self) -> str:
        """The next character that is not white space, without passing it; empty at the end."""
        while True:
            match = _SPACE.match(self._text, self._at)
            self._advance(match.end() if match else self._at)
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def _expect(self, mark: str) -> None:
        found = self._next()
        if found != mark:
            self._refuse(
                repr(found) if found else "a document that ends early", f"{mark!r}, as JSON has it here"
            )
        self._advance(self._at + 1)

    def _advance(self, end: int) -> int:
        """Pass the text up to `end`; the line on which it started."""
        line = self._line
        self._line += self._text.count("\n", self._at, end)
        self._at = end
        return line

    def _more(self) -> bool:
        """Read on, twice what is kept so that a long value costs no more than its length; False at the end."""
        if self._ended or len(self._text) - self._at > ITEM_LIMIT:
            return False
        wanted = max(len(self._text) - self._at, 1)
        new: list[str] = []
        while wanted > 0 and not self._ended:
            piece = next(self._pieces, None)
            self._ended = piece is None
            new.append(piece or "")
            wanted -= len(new[-1])
        if not any(new):
            return False
        self._text, self._at = "".join((self._text[self._at :], *new)), 0
        return True

    def _broken(self, error: json.JSONDecodeError) -> NoReturn:
        rest = len(self._text) - self._at
        if rest > ITEM_LIMIT:
            self._refuse(f"an item of more than {ITEM_LIMIT >> 20} Mi characters", "a smaller one")
        self._advance(min(error.pos, len(self._text)))
        if error.pos >= len(self._text) or error.msg.startswith("Unterminated"):
            self._refuse("a document that ends early", "the whole output of sacct --json")
        self._refuse(f"broken JSON ({error.msg})", "the output of sacct --json")

    def _refuse(self, found: str, expected: str) -> NoReturn:
        raise self._source.refusal(self._line, found, expected, "export it again")
