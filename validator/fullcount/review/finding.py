"""What a check has to say about a document."""

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fullcount.disclosure.problem import Place

__all__ = ["Finding", "Severity"]


class Severity(StrEnum):
    """error breaks a MUST of the standard; warning is a SHOULD or implausible; note is worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


class Finding(NamedTuple):
    """One fault at one place of one document. `place` is None where the document has no text to point at."""

    rule: str
    severity: Severity
    pointer: str
    place: "Place | None"
    message: str
    remedy: str
