"""`fullcount init`: a commented skeleton to fill in, or an empty workbook."""

from fullcount.cli.exits import FINE
from fullcount.cli.output import add_today, write_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

__all__ = ["EXAMPLES", "configure", "run"]

EXAMPLES = """\
  fullcount init -o disclosure.yaml
  fullcount init --name "My model 7B" -o disclosure.yaml
  fullcount init --as xlsx -o template.xlsx
"""


def configure(parser: "ArgumentParser") -> None:
    """Add the arguments."""
    parser.add_argument("--name", metavar="NAME", default="TODO", help="name of the subject")
    parser.add_argument(
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
    """Write the skeleton."""
    import sys
    from pathlib import Path

    content, then = _workbook(arguments) if arguments.kind == "xlsx" else _skeleton(arguments)
    if arguments.output is None:
        sys.stdout.buffer.write(content)
    else:
        write_bytes(Path(arguments.output), content, replace=arguments.force)
        print(f"wrote {arguments.output}: fill it in, then fullcount {then} {arguments.output}")
    return FINE


def _skeleton(arguments: "Namespace") -> "tuple[bytes, str]":
    from fullcount.draft.skeleton import skeleton

    return skeleton(arguments.today.isoformat(), arguments.name).encode(), "validate"


def _workbook(arguments: "Namespace") -> "tuple[bytes, str]":
    from fullcount_reports.exports.xlsx import template

    return template(arguments.today.isoformat(), arguments.name), "import xlsx"
