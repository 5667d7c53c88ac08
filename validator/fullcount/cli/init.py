"""`fullcount init`: a commented skeleton to fill in."""

from fullcount.cli.exits import FINE
from fullcount.cli.output import add_today, write_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

__all__ = ["EXAMPLES", "configure", "run"]

EXAMPLES = """\
  fullcount init -o disclosure.yaml
  fullcount init --name "My model 7B" -o disclosure.yaml
"""


def configure(parser: "ArgumentParser") -> None:
    """Add the arguments."""
    parser.add_argument("--name", metavar="NAME", default="TODO", help="name of the subject")
    parser.add_argument("-o", "--output", metavar="FILE", help="where to write it (default: standard output)")
    parser.add_argument("--force", action="store_true", help="replace an existing file")
    add_today(parser)
    parser.set_defaults(run=run)


def run(arguments: "Namespace") -> int:
    """Write the skeleton."""
    from pathlib import Path

    from fullcount.draft.skeleton import skeleton

    text = skeleton(arguments.today.isoformat(), arguments.name)
    if arguments.output is None:
        print(text, end="")
    else:
        write_text(Path(arguments.output), text, replace=arguments.force)
        print(f"wrote {arguments.output}: fill it in, then fullcount validate {arguments.output}")
    return FINE
