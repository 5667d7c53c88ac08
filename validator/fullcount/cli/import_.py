"""`fullcount import`: a report of others as a draft of a disclosure."""

from fullcount.cli.exits import FINE, UNREADABLE, USAGE, Exit
from fullcount.cli.output import add_today, write_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence
    from typing import Any

    from fullcount.draft.imports import Imported

__all__ = ["EXAMPLES", "configure", "run"]

EXAMPLES = """\
  fullcount import huggingface README.md -o draft.yaml
  fullcount import huggingface README.md > draft.yaml
  fullcount import boamps training.json finetuning.json -o draft.yaml
"""
LARGEST = 1 << 26
"""Bytes of the largest report that is read: our own choice."""


def configure(parser: "ArgumentParser") -> None:
    """Add the arguments."""
    from fullcount.draft.imports import READERS

    parser.add_argument("format", metavar="FORMAT", choices=READERS, help=f"one of {', '.join(READERS)}")
    parser.add_argument(
        "paths",
        metavar="FILE",
        nargs="+",
        help="the report to read, or - for standard input; of boamps several, for one draft",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="where to write the draft, as YAML, or JSON where the name ends in .json (default: standard output)",
    )
    parser.add_argument("--force", action="store_true", help="replace an existing file")
    add_today(parser)
    parser.set_defaults(run=run)


def run(arguments: "Namespace") -> int:
    """Write the draft; what a reader of it should know goes to standard error, and into its head."""
    import sys

    from fullcount.draft.imports import NotReadableError
    from fullcount.draft.imports.head import with_head
    from fullcount.printing import printable

    names = _names(arguments.paths, arguments.format)
    try:
        imported = _read(_held(arguments.paths), names, arguments.format)
    except NotReadableError as error:
        raise Exit(UNREADABLE, str(error).splitlines()) from None
    draft = with_head(imported.draft, arguments.today.isoformat())
    _write(draft, names, imported.notes, arguments)
    print(*map(printable, imported.notes), sep="\n", end="\n" if imported.notes else "", file=sys.stderr)
    return FINE


def _names(paths: "Sequence[str]", format_name: str) -> "list[str]":
    """What messages call the files: the last part of each path, the whole path where two end alike."""
    from pathlib import Path

    from fullcount.draft.imports import SEVERAL

    if len(paths) > 1 and format_name not in SEVERAL:
        several = ", ".join(sorted(SEVERAL))
        told = (
            f"{len(paths)} files: of {format_name} one file makes one draft; several can be read of {several}"
        )
        raise Exit(USAGE, [told])
    if paths.count("-") > 1:
        raise Exit(USAGE, ["standard input can be read once: name it once"])
    ends = ["standard input" if path == "-" else Path(path).name for path in paths]
    return [path if ends.count(end) > 1 else end for path, end in zip(paths, ends, strict=True)]


def _read(held: "list[bytes]", names: "list[str]", format_name: str) -> "Imported":
    from fullcount.draft.imports import SEVERAL, read, read_several

    if format_name in SEVERAL:
        return read_several(list(zip(held, names, strict=True)), format_name)
    return read(held[0], names[0], format_name)


def _held(paths: "Sequence[str]") -> "list[bytes]":
    """What is in each file; refused with every one that cannot be read."""
    held: list[bytes] = []
    lines: list[str] = []
    for path in paths:
        try:
            held.append(_bytes(path))
        except Exit as refused:
            lines += refused.lines
    if lines:
        raise Exit(UNREADABLE, lines)
    return held


def _bytes(name: str) -> bytes:
    import sys
    from pathlib import Path

    try:
        if name == "-":
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Exit(UNREADABLE, [f"{name}: cannot be read ({reason}); name an existing file"]) from None
    if len(data) > LARGEST:
        raise Exit(UNREADABLE, [f"{name}: more than {LARGEST >> 20} MiB; name a report, not a log"])
    return data


def _write(
    draft: "dict[str, Any]", names: "Sequence[str]", notes: "Sequence[str]", arguments: "Namespace"
) -> None:
    import json
    from pathlib import Path

    from fullcount.as_yaml import as_yaml

    target = arguments.output
    if target and target.endswith(".json"):
        text = json.dumps(draft, indent=2, ensure_ascii=False) + "\n"
    else:
        text = as_yaml(draft, (f"Read from {', '.join(names)}; check every figure.", *notes))
    if target is None:
        print(text, end="")
    else:
        write_text(Path(target), text, replace=arguments.force)
        print(f"wrote {target}: complete it, then fullcount validate {target}")
