"""What can be read only once, kept in a file while the command runs, because a log is opened more than once."""

import sys
from contextlib import ExitStack

from fullcount.cli.exits import UNREADABLE, Exit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import IO

__all__ = ["forget", "kept", "kept_folder"]

_FOLDERS = ExitStack()


def kept(name: str) -> str:
    """A file to read in place of `-` or of a pipe; any other name as it is."""
    from pathlib import Path

    path = Path(name)
    if name == "-":
        return str(_copied(sys.stdin.buffer, "standard-input"))
    if not path.is_fifo():
        return name
    with path.open("rb") as stream:
        return str(_copied(stream, path.name))


def kept_folder() -> "Path":
    """A new folder of the user alone, which `forget` removes."""
    from pathlib import Path
    from tempfile import TemporaryDirectory

    return Path(_FOLDERS.enter_context(TemporaryDirectory(prefix="fullcount-")))


def forget() -> None:
    """Remove what was kept."""
    _FOLDERS.close()


def _copied(stream: "IO[bytes]", name: str) -> "Path":
    from shutil import copyfileobj

    try:
        folder = kept_folder()
        with (folder / name).open("wb") as copy:
            copyfileobj(stream, copy, 1 << 20)
    except OSError as error:
        remedy = "save it in a file and name that, or set TMPDIR to a folder with room"
        raise Exit(
            UNREADABLE, [f"{name}: cannot be kept while it is read ({error.strerror}); {remedy}"]
        ) from None
    return folder / name
