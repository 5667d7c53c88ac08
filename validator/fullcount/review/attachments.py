"""The files that lie beside a disclosure. Nothing outside their folder is ever opened."""

from pathlib import Path
from typing import NamedTuple

__all__ = ["Attachments"]


class Attachments(NamedTuple):
    """The folder of a disclosure."""

    folder: Path

    def find(self, path: str) -> Path | None:
        """The file at the relative `path`, or None where there is none inside the folder."""
        try:
            candidate = (self.folder / path).resolve()
            inside = candidate.is_relative_to(self.folder.resolve())
            return candidate if inside and candidate.is_file() else None
        except (OSError, RuntimeError, ValueError):  # too long, a link to itself, no name at all
            return None

    def sha256(self, path: Path) -> str:
        """Hash of the bytes of a file that `find` gave."""
        from hashlib import file_digest  # noqa: PLC0415 - only where files are attached

        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
