"""The data package that a disclosure lies in, for formats that describe files and not only figures."""

from collections.abc import Mapping
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from fullcount.disclosure import Document

__all__ = ["Package", "package_of"]

DESCRIPTOR = "datapackage.json"


class Package(NamedTuple):
    """A disclosure as a file: its name in the folder, its SHA-256 and bytes, and the descriptor of the folder.

    `descriptor` is what `datapackage.json` says, whatever that is; empty where there is none. `folder` is where
    attached files lie; None for a disclosure that came without one.
    """

    file: str
    sha256: str
    size: int
    descriptor: Mapping[str, Any]
    folder: Path | None = None

    def hash_of(self, path: str) -> str:
        """The SHA-256 of a file of the package; empty where there is no such file inside the folder."""
        from fullcount.disclosure import Unreadable  # noqa: PLC0415
        from fullcount.disclosure.package import inside  # noqa: PLC0415

        try:
            file = inside(self.folder, path, DESCRIPTOR) if self.folder and self.descriptor else None
            if file is None or not file.is_file():
                return ""
            with file.open("rb") as content:
                return file_digest(content, "sha256").hexdigest()
        except (OSError, Unreadable):
            return ""


def package_of(document: "Document") -> Package:
    """The package of a disclosure that was read from a folder with a descriptor, else one of that file alone."""
    file = "disclosure.json" if document.name == "-" else Path(document.name).name
    size = len(document.text.encode())
    return Package(file, document.sha256, size, _descriptor(document.folder), document.folder)


def _descriptor(folder: Path | None) -> Mapping[str, Any]:
    """It was read with the disclosure where the folder was named, so what is broken here belongs to another file."""
    from fullcount.disclosure import Unreadable, load  # noqa: PLC0415

    path = folder / DESCRIPTOR if folder else None
    if path is None or not path.is_file():
        return {}
    try:
        found = load(path).data
    except Unreadable:
        return {}
    return found if isinstance(found, Mapping) else {}
