"""Several files written to a folder: all of them or none."""

from collections.abc import Mapping
from contextlib import suppress
from errno import EISDIR
from pathlib import Path

__all__ = ["write_together"]


def write_together(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write every file under another name first, then rename them. Raises OSError; then no file was changed."""
    folder.mkdir(parents=True, exist_ok=True)
    waiting = {folder / f".{name}.part": folder / name for name in files}
    for final in waiting.values():
        if final.is_dir():
            raise IsADirectoryError(EISDIR, "a folder is in the way of the file", str(final))
    try:
        for part, final in waiting.items():
            part.write_bytes(files[final.name])
        for part, final in waiting.items():
            part.replace(final)
    finally:
        for part in waiting:
            with suppress(OSError):
                part.unlink(missing_ok=True)
