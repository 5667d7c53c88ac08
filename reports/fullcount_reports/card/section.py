"""The section of a card replaced within a README, between two markers and nowhere else."""

import re
from dataclasses import dataclass

__all__ = ["BEGIN", "END", "MarkersUnclear", "replace_section"]

_NEWLINE = re.compile(r"\r\n|\n|\r")
BEGIN, END = "<!-- fullcount:begin -->", "<!-- fullcount:end -->"


@dataclass(frozen=True)
class MarkersUnclear(ValueError):  # noqa: N818 - named for what is wrong
    """It cannot be told which part of the text to replace: how often each marker stands in it."""

    begins: int
    ends: int
    in_section: bool = False

    def __str__(self) -> str:
        if self.in_section:
            return f"the section itself holds {BEGIN} or {END}"
        if (self.begins, self.ends) == (1, 1):
            return f"{END} stands before {BEGIN}: put it after it"
        return (
            f"{BEGIN} stands {self.begins} times and {END} {self.ends} times: "
            "leave each once, or remove all to have the section appended"
        )


def replace_section(readme_text: str, section: str) -> str:
    """The text with `section` between its markers, or appended with markers where it has none.

    Everything outside the markers stays as it is, if the text was read without translation of its line endings
    (`newline=""`); the section takes the line ending of the text. Raises
    MarkersUnclear for one marker without the other, a marker that stands twice, or the end before the begin.
    """
    if BEGIN in section or END in section:
        raise MarkersUnclear(section.count(BEGIN), section.count(END), in_section=True)
    newline = _line_ending(readme_text)
    body = newline.join(_NEWLINE.split(section.rstrip("\r\n")))
    begins, ends = readme_text.count(BEGIN), readme_text.count(END)
    if (begins, ends) == (0, 0):
        return (
            readme_text
            + _gap(readme_text, newline)
            + newline.join((BEGIN, body, END))
            + _last(readme_text, newline)
        )
    start, end = readme_text.find(BEGIN) + len(BEGIN), readme_text.find(END)
    if (begins, ends) != (1, 1) or start > end:
        raise MarkersUnclear(begins, ends)
    return readme_text[:start] + newline + body + newline + readme_text[end:]


def _line_ending(text: str) -> str:
    first = _NEWLINE.search(text)
    return first.group() if first else "\n"


def _gap(text: str, newline: str) -> str:
    """What parts the section from the text before it: an empty line, of which some may be there."""
    if not text or text.endswith(newline * 2):
        return ""
    return newline if text.endswith(newline) else newline * 2


def _last(text: str, newline: str) -> str:
    """A final newline, unless the text has none."""
    return newline if not text or text.endswith(newline) else ""
