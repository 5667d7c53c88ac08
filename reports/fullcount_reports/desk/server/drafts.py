"""The file that the desk was opened with: read again each time the page asks, never written."""

from base64 import b64encode
from pathlib import Path
from typing import Any, NamedTuple

from fullcount.disclosure import Limits, Unreadable
from fullcount.disclosure.source_bytes import read_bytes

__all__ = ["Draft"]


class Draft(NamedTuple):
    """A file of the user."""

    path: Path

    @property
    def name(self) -> str:
        """Its name without the folder: what the report calls it."""
        return self.path.name

    def as_document(self) -> dict[str, Any]:
        """The file as a document of the contract. Raises Unreadable where it cannot be read or is too large."""
        data = read_bytes(self.path, self.name, Limits())
        try:
            return {"name": self.name, "text": data.decode()}
        except UnicodeDecodeError:
            return {"name": self.name, "base64": b64encode(data).decode()}

    def problem(self) -> Unreadable | None:
        """Why it cannot be read; None where it can."""
        try:
            read_bytes(self.path, str(self.path), Limits())
        except Unreadable as unreadable:
            return unreadable
        return None
