"""Markdown cards: the YAML at their start, their body, and the blocks of code in it."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

__all__ = [
    "SECTION",
    "Card",
    "Passage",
    "card_of",
    "code_blocks",
    "looks_like_card",
    "outside_section",
    "plain_text",
    "title_of",
]

_RULE = re.compile(r"---[ \t]*")
_FENCE = re.compile(r"[ \t]{0,3}(`{3,}|~{3,})[ \t]*([A-Za-z0-9_.-]*)")
_LINES = re.compile(r"\r\n|\r|\n")
_CARD_KEYS = re.compile(
    r"(?:license|tags|library_name|pipeline_tag|base_model|language|datasets|model-index|model_name"
    r"|co2_eq_emissions|dia_report)[ \t]*:"
)


SECTION = ("<!-- fullcount:begin -->", "<!-- fullcount:end -->")
"""What stands before and after the footprint section that `fullcount card` writes."""


class Passage(NamedTuple):
    """A part of a text, and the line on which it starts."""

    text: str
    first: int


class Card(NamedTuple):
    """The YAML between the first two rules (None where there is none), and what follows."""

    front: Passage | None
    body: Passage


def card_of(text: str) -> Card:
    """The two parts of a card. A `---` that is never closed begins no metadata."""
    lines = _LINES.split(text)
    start = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    if start < len(lines) and _RULE.fullmatch(lines[start]):
        for number in range(start + 1, len(lines)):
            if _RULE.fullmatch(lines[number]):
                front = Passage("\n".join(lines[start + 1 : number]) + "\n", start + 2)
                return Card(front, Passage("\n".join(lines[number + 1 :]), number + 2))
    return Card(None, Passage("\n".join(lines), 1))


def outside_section(text: str) -> str:
    """The text with our own footprint section blanked, which says all in its own way; lines keep their numbers."""
    start, end = map(text.find, SECTION)
    if not 0 <= start < end:
        return text
    end += len(SECTION[1])
    blank = "".join(character if character in "\r\n" else " " for character in text[start:end])
    return text[:start] + blank + text[end:]


def looks_like_card(start: str) -> bool:
    """Whether a text starts with metadata of a model card."""
    lines = start.lstrip().splitlines()
    return bool(lines) and _RULE.fullmatch(lines[0]) is not None and any(map(_CARD_KEYS.match, lines[1:400]))


def code_blocks(body: Passage) -> Iterator[tuple[str, Passage]]:
    """Each block of code with its language (lower case, or empty)."""
    fence, language, first = "", "", 0
    held: list[str] = []
    for number, line in enumerate(body.text.split("\n"), body.first):
        match = _FENCE.match(line)
        if not fence and match:
            fence, language, first, held = match[1], match[2].lower(), number + 1, []
        elif fence and match and match[1].startswith(fence) and not match[2]:
            yield language, Passage("\n".join(held) + "\n", first)
            fence = ""
        elif fence:
            held.append(line)


def title_of(body: Passage) -> str:
    """The first heading of the body without `Model Card for`; empty where there is none."""
    for line in body.text.split("\n"):
        if len(line) < 300 and (found := re.fullmatch(r"#{1,2}\s+(.{1,200}?)\s*#*", line)):
            return re.sub(r"(?i)^model card( for)?[: ]*|[*`_]{1,2}(?=\W|$)", "", found[1]).strip()
    return ""


def plain_text(text: str) -> str:
    """Text of a line of Markdown without comments, tags and the backslashes of escapes."""
    bare = re.sub(r"<!--.{0,200}?-->|</?[A-Za-z][^>]{0,200}>", "", text)
    return unescape(re.sub(r"\\(?=[^A-Za-z0-9\s])", "", bare)).strip()
