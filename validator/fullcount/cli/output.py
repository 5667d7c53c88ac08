"""What a command writes: text or JSON to standard output, files as a whole or not at all."""

import os
import sys

from fullcount.cli.exits import USAGE, Exit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable, Iterable
    from datetime import date
    from pathlib import Path
    from typing import IO

    from fullcount.review.text import Paint

__all__ = ["add_format", "add_today", "paint", "print_json", "print_lines", "write_text"]


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
    from datetime import date

    return date.today() if text == "today" else date.fromisoformat(text)


def paint(stream: "IO[str] | None" = None) -> "Paint":
    """Colour on a terminal, unless NO_COLOR is set."""
    from fullcount.review.text import Paint

    return Paint((stream or sys.stdout).isatty() and "NO_COLOR" not in os.environ)


def print_lines(lines: "Iterable[str]") -> None:
    """Lines to standard output."""
    for line in lines:
        print(line)


def print_json(data: object) -> None:
    """JSON to standard output."""
    import json

    print(json.dumps(data, indent=2, ensure_ascii=False))


def write_text(path: "Path", text: str, *, replace: bool = False) -> None:
    """Write a file as a whole or not at all; an existing one only if `replace`."""
    if path.exists() and not replace:
        raise Exit(USAGE, [f"{path}: exists already; name another file or add --force"])
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    _attempt(path, lambda: _written(temporary, path, text))


def _written(temporary: "Path", path: "Path", text: str) -> None:
    try:
        temporary.write_text(text, encoding="utf-8", newline="")
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _attempt(path: "Path", action: "Callable[[], None]") -> None:
    try:
        action()
    except OSError as error:
        raise Exit(
            USAGE, [f"{path}: cannot be written ({error.strerror}); name a file in a folder you can write to"]
        ) from None
