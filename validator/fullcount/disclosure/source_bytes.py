"""Bytes from a path or from standard input, never more than the limit."""

import stat
import sys
from pathlib import Path
from typing import BinaryIO

from fullcount.disclosure.limits import Limits
from fullcount.disclosure.problem import Problem, Unreadable

__all__ = ["read_bytes", "read_standard_input", "refusal", "too_large"]


def read_bytes(path: Path, name: str, limits: Limits) -> bytes:
    """The bytes of a file. Raises Unreadable if it is missing, not a file, not readable, or too large."""
    try:
        status = path.stat()
        if stat.S_ISREG(status.st_mode) and status.st_size > limits.max_bytes:
            raise too_large(name, f"{status.st_size} bytes", limits)
        with path.open("rb") as file:
            return _bounded(file, name, limits)
    except (OSError, ValueError) as error:
        raise refusal(path, name, error) from None


def read_standard_input(name: str, limits: Limits) -> bytes:
    """The bytes of standard input. Raises Unreadable if there are too many."""
    return _bounded(sys.stdin.buffer, name, limits)


def _bounded(file: BinaryIO, name: str, limits: Limits) -> bytes:
    data = file.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        raise too_large(name, f"more than {limits.max_bytes} bytes", limits)
    return data


def too_large(name: str, found: str, limits: Limits) -> Unreadable:
    """The refusal of an input with more bytes than the limit; `found` says how many."""
    remedy = "sum the jobs into compute lines and attach the log as evidence"
    return Unreadable(name, (Problem(None, None, found, f"at most {limits.max_bytes} bytes", remedy),))


def refusal(path: Path, name: str, error: Exception) -> Unreadable:
    """Why the operating system does not give us `path`, with what to do about it."""
    return Unreadable(name, (Problem(None, None, *_words(path, error)),))


def _words(path: Path, error: Exception) -> tuple[str, str, str]:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return "no such file", "a file or a folder", _nearest(path)
        case PermissionError():
            return "a file that this user may not read", "a readable file", f"allow reading: chmod u+r {path}"
        case IsADirectoryError():
            return "a folder where a file is needed", "a file", "name the file in the folder"
        case OSError():
            return (
                f"an error of the file system: {error.strerror}",
                "a readable file",
                "check the path and the disk",
            )
        case _:
            return "a path that the system does not take", "a path without NUL", "check the path"


def _nearest(path: Path) -> str:
    try:
        names = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        return "check the path"
    from difflib import get_close_matches  # noqa: PLC0415

    near = get_close_matches(path.name, names, n=1)
    return f"check the path; there is {near[0]}" if near else "check the path"
