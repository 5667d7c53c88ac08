"""`fullcount import`: a report of others as a draft of a disclosure."""

from fullcount.cli.exits import FINE, UNREADABLE, Exit
from fullcount.cli.output import add_today, write_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence
    from typing import Any

__all__ = ["EXAMPLES", "configure", "run"]

EXAMPLES = """\
  fullcount import huggingface README.md -o draft.yaml
  fullcount import huggingface README.md > draft.yaml
"""
LARGEST = 1 << 26
"""Bytes of the largest report that is read: our own choice."""


def configure(parser: "ArgumentParser") -> None:
    """Add the arguments."""
    from fullcount.draft.imports import READERS

    parser.add_argument("format", metavar="FORMAT", choices=READERS, help=f"one of {', '.join(READERS)}")
    parser.add_argument("path", metavar="FILE", help="the report to read, or - for standard input")
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
    from pathlib import Path

    from fullcount.draft.imports import NotReadableError, read
    from fullcount.draft.imports.head import with_head
    from fullcount.printing import printable

    name = "standard input" if arguments.path == "-" else Path(arguments.path).name
    try:
        imported = read(_bytes(arguments.path), name, arguments.format)
    except NotReadableError as error:
        raise Exit(UNREADABLE, str(error).splitlines()) from None
    draft = with_head(imported.draft, arguments.today.isoformat())
    _write(draft, imported.notes, arguments)
    print(*map(printable, imported.notes), sep="\n", end="\n" if imported.notes else "", file=sys.stderr)
    return FINE


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


def _write(draft: "dict[str, Any]", notes: "Sequence[str]", arguments: "Namespace") -> None:
    import json
    from pathlib import Path

    from fullcount.as_yaml import as_yaml

    target = arguments.output
    if target and target.endswith(".json"):
        text = json.dumps(draft, indent=2, ensure_ascii=False) + "\n"
    else:
        text = as_yaml(draft, (f"Read from {Path(arguments.path).name}; check every figure.", *notes))
    if target is None:
        print(text, end="")
    else:
        write_text(Path(target), text, replace=arguments.force)
        print(f"wrote {target}: complete it, then fullcount validate {target}")
