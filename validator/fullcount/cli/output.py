"""What a command writes: text or JSON to standard output, files as a whole or not at all."""

import os
import sys

from fullcount.cli.exits import USAGE, Exit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path
    from types import TracebackType
    from typing import IO

    from fullcount.review.text import Paint

__all__ = [
    "Writing",
    "add_format",
    "add_today",
    "paint",
    "print_json",
    "print_lines",
    "write_bytes",
    "write_text",
]


def add_format(parser: "ArgumentParser") -> None:
    """The option `--format text|json`."""
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="text for people, json for programs"
    )


def add_today(parser: "ArgumentParser") -> None:
    """The option `--today`, so that the same input gives the same output on any day."""
    parser.add_argument(
        "--today",
        type=_day,
        default="today",
        metavar="YYYY-MM-DD",
        help="the day of the check (default: today)",
    )


def _day(text: str) -> "date":
    from argparse import ArgumentTypeError
    from datetime import date

    if text == "today":
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no day; write it as 2026-11-21") from None


def paint(stream: "IO[str] | None" = None) -> "Paint":
    """Colour on a terminal, unless NO_COLOR is set."""
    from fullcount.review.text import Paint

    return Paint((stream or sys.stdout).isatty() and "NO_COLOR" not in os.environ)


def print_lines(lines: "Iterable[str]") -> None:
    """Lines to standard output."""
    for line in lines:
        print(line)


def print_json(data: object) -> None:
    """JSON to standard output; characters that could drive a terminal are escaped.

    A number too large for a float, which JSON has no word for, becomes null.
    """
    import json

    from fullcount.finite import finite

    def shown(line: str) -> str:
        return "".join(char if char.isprintable() else json.dumps(char)[1:-1] for char in line)

    try:
        text = json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False)
    except ValueError:
        text = json.dumps(finite(data), indent=2, ensure_ascii=False)
    lines = text.split("\n")
    print("\n".join(line if line.isprintable() else shown(line) for line in lines))


def write_text(path: "Path", text: str, *, replace: bool = False) -> None:
    """Write a text as `write_bytes` does, in UTF-8."""
    write_bytes(path, text.encode(), replace=replace)


def write_bytes(path: "Path", data: bytes, *, replace: bool = False) -> None:
    """Write a file as a whole or not at all; an existing one only if `replace`."""
    if path.exists() and not replace:
        raise Exit(USAGE, [f"{path}: exists already; name another file or add --force"])
    path = path.resolve() if path.is_symlink() else path
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with Writing(path):
        try:
            temporary.write_bytes(data)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)


class Writing:
    """Stops the command with a message where `path` cannot be written."""

    def __init__(self, path: "Path") -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: "TracebackType | None"
    ) -> None:
        if isinstance(error, OSError):
            reason = error.strerror or "it cannot be opened"
            remedy = "name a place that you can write to"
            raise Exit(USAGE, [f"{self._path}: cannot be written ({reason}); {remedy}"]) from None
