"""`fullcount schema`: the schema itself, or where it lies."""

from fullcount.cli.exits import FINE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

__all__ = ["EXAMPLES", "configure", "run"]

EXAMPLES = """\
  fullcount schema > disclosure.schema.json
  fullcount schema draft-07
  fullcount schema ledger --path
"""
FILES = {
    "disclosure": "disclosure.schema.json",
    "draft-07": "disclosure.draft-07.schema.json",
    "ledger": "tables/ledger.schema.json",
    "factors": "tables/factors.schema.json",
    "report": "report.schema.json",
    "difference": "difference.schema.json",
    "review-record": "review-record.schema.json",
    "footprint-index": "footprint-index.schema.json",
    "desk": "desk.schema.json",
}


def configure(parser: "ArgumentParser") -> None:
    """Add the arguments."""
    parser.add_argument(
        "which", nargs="?", choices=tuple(FILES), default="disclosure", help="default: disclosure"
    )
    parser.add_argument(
        "--path", action="store_true", help="print the path of the file instead of its content"
    )
    parser.set_defaults(run=run)


def run(arguments: "Namespace") -> int:
    """Print the schema."""
    from fullcount.rooms import schema_room

    path = schema_room() / FILES[arguments.which]
    print(path if arguments.path else path.read_text(encoding="utf-8"), end="\n" if arguments.path else "")
    return FINE
