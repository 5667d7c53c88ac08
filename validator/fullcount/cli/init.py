"""`fullcount init`: a commented skeleton to fill in, or a draft from a row of published figures."""

from fullcount.cli.exits import FINE, UNREADABLE, Exit
from fullcount.cli.output import add_today, write_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from pathlib import Path

__all__ = ["EXAMPLES", "configure", "run"]

EXAMPLES = """\
  fullcount init -o disclosure.yaml
  fullcount init --name "My model 7B" -o disclosure.yaml
  fullcount init --from-row figures.csv -o disclosure.json
  fullcount init --from-row figures.csv:P211 -o disclosure.json
"""

UNNAMED = "TODO"


def configure(parser: "ArgumentParser") -> None:
    """Add the arguments."""
    parser.add_argument("--name", metavar="NAME", default=UNNAMED, help="name of the subject")
    parser.add_argument(
        "--from-row",
        metavar="FILE[:ROW]",
        help="a row of a CSV file with columns of published.csv, by its row_id or number, as a JSON draft",
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="where to write it (default: standard output)")
    parser.add_argument("--force", action="store_true", help="replace an existing file")
    add_today(parser)
    parser.set_defaults(run=run)


def run(arguments: "Namespace") -> int:
    """Write the skeleton, or the draft."""
    from pathlib import Path

    text, then = _draft(arguments) if arguments.from_row else _skeleton(arguments)
    if arguments.output is None:
        print(text, end="")
    else:
        write_text(Path(arguments.output), text, replace=arguments.force)
        print(f"wrote {arguments.output}: {then}, then fullcount validate {arguments.output}")
    return FINE


def _skeleton(arguments: "Namespace") -> tuple[str, str]:
    from fullcount.draft.skeleton import skeleton

    return skeleton(arguments.today.isoformat(), arguments.name), "fill it in"


def _draft(arguments: "Namespace") -> tuple[str, str]:
    from fullcount.disclosure.problem import Unreadable
    from fullcount.draft.row import draft_of_row, text_of

    path, row = _named(arguments.from_row)
    name = "" if arguments.name == UNNAMED else arguments.name
    try:
        draft = draft_of_row(path, row, arguments.today.isoformat(), name)
    except Unreadable as error:
        raise Exit(UNREADABLE, str(error).splitlines()) from None
    return text_of(draft) + "\n", "compare it with its source"


def _named(text: str) -> "tuple[Path, str]":
    """The file and the row; a colon in the name of a file that exists is part of the name."""
    from pathlib import Path

    name, colon, row = text.rpartition(":")
    whole = not colon or not name or Path(text).exists() or "/" in row or "\\" in row
    return (Path(text), "") if whole else (Path(name), row)
