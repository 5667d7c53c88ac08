"""`fullcount init`: a commented skeleton to fill in, an empty workbook, or a draft from a row of published figures."""

from fullcount.cli.exits import FINE, UNREADABLE, Exit
from fullcount.cli.output import add_today, write_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from pathlib import Path

__all__ = ["EXAMPLES", "configure", "run"]

EXAMPLES = """\
  fullcount init -o disclosure.yaml
  fullcount init --name "My model 7B" -o disclosure.yaml
  fullcount init --as xlsx -o template.xlsx
  fullcount init --from-row figures.csv -o disclosure.json
  fullcount init --from-row figures.csv:P211 -o disclosure.json
"""

UNNAMED = "TODO"


def configure(parser: "ArgumentParser") -> None:
    """Add the arguments."""
    parser.add_argument("--name", metavar="NAME", default=UNNAMED, help="name of the subject")
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--from-row",
        metavar="FILE[:ROW]",
        help="a row of a CSV file with columns of published.csv, by its row_id or number, as a JSON draft",
    )
    what.add_argument(
        "--as",
        dest="kind",
        choices=("yaml", "xlsx"),
        default="yaml",
        help="text to edit, or a workbook of a spreadsheet program",
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="where to write it (default: standard output)")
    parser.add_argument("--force", action="store_true", help="replace an existing file")
    add_today(parser)
    parser.set_defaults(run=run)


def run(arguments: "Namespace") -> int:
    """Write the skeleton, the workbook or the draft."""
    import sys
    from pathlib import Path

    content, then = _made(arguments)
    if arguments.output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
    else:
        write_bytes(Path(arguments.output), content, replace=arguments.force)
        print(f"wrote {arguments.output}: {then} {arguments.output}")
    return FINE


def _made(arguments: "Namespace") -> tuple[bytes, str]:
    """The content, and what to do with it next."""
    if arguments.from_row is not None:
        return _draft(arguments), "compare it with its source, then fullcount validate"
    if arguments.kind == "xlsx":
        return _workbook(arguments), "fill it in, then fullcount import xlsx"
    return _skeleton(arguments), "fill it in, then fullcount validate"


def _skeleton(arguments: "Namespace") -> bytes:
    from fullcount.draft.skeleton import skeleton

    return skeleton(arguments.today.isoformat(), arguments.name).encode()


def _workbook(arguments: "Namespace") -> bytes:
    from fullcount_reports.exports.xlsx import template

    return template(arguments.today.isoformat(), arguments.name)


def _draft(arguments: "Namespace") -> bytes:
    from fullcount.disclosure.problem import Unreadable
    from fullcount.draft.row import draft_of_row, text_of

    path, row = _named(arguments.from_row)
    name = "" if arguments.name == UNNAMED else arguments.name
    try:
        draft = draft_of_row(path, row, arguments.today.isoformat(), name)
    except Unreadable as error:
        raise Exit(UNREADABLE, str(error).splitlines()) from None
    return f"{text_of(draft)}\n".encode()


def _named(text: str) -> "tuple[Path, str]":
    """The file and the row; a colon in the name of a file that exists is part of the name."""
    from pathlib import Path

    name, colon, row = text.rpartition(":")
    whole = not colon or not name or Path(text).exists() or "/" in row or "\\" in row
    return (Path(text), "") if whole else (Path(name), row)
