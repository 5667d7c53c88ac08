"""What an exporter gives: files, and what they do not say."""

from collections.abc import Mapping
from typing import NamedTuple

from fullcount.problems import ProblemsError
from fullcount_reports.exports.losses import Loss

__all__ = ["Exported", "Lack", "NotExpressibleError"]


class Exported(NamedTuple):
    """Files by name, the main one first, texts as `str`; and every loss."""

    files: Mapping[str, str | bytes]
    losses: tuple[Loss, ...]


class Lack(NamedTuple):
    """What the other format requires and the disclosure does not have, at a JSON pointer, and what to fill in."""

    pointer: str
    found: str
    expected: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.pointer or 'the document'}: {self.found}; expected {self.expected}; {self.remedy}"


class NotExpressibleError(ProblemsError):
    """A disclosure that cannot be written in a format, because the result would be invalid there."""
