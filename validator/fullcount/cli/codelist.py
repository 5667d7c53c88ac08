"""`fullcount codelist`: the codes that the standard knows."""

from fullcount.cli.exits import FINE, USAGE, Exit
from fullcount.cli.output import add_format, print_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

__all__ = ["EXAMPLES", "configure", "run"]

EXAMPLES = """\
  fullcount codelist
  fullcount codelist stage
  fullcount codelist accelerator --format json
"""
Rows = list[dict[str, str]]


def configure(parser: "ArgumentParser") -> None:
    """Add the arguments."""
    parser.add_argument("name", nargs="?", metavar="CODELIST", help="without it, every codelist is listed")
    add_format(parser)
    parser.set_defaults(run=run)


def run(arguments: "Namespace") -> int:
    """Print the index of the codelists, or the codes of one."""
    index = _rows("codelists")
    names = [row["codelist"] for row in index]
    if arguments.name is None:
        _print(index, ("codelist", "kind", "description"), arguments.format)
        return FINE
    if arguments.name not in names:
        from difflib import get_close_matches

        nearest = get_close_matches(arguments.name, names, n=1)
        hint = f"; nearest is {nearest[0]}" if nearest else ""
        raise Exit(USAGE, [f"{arguments.name!r} is no codelist{hint}; fullcount codelist lists them all"])
    _print(_rows(arguments.name), ("code", "title", "description"), arguments.format)
    return FINE


def _rows(name: str) -> Rows:
    import csv

    from fullcount.rooms import schema_room

    with (schema_room() / "codelists" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _print(rows: Rows, columns: tuple[str, ...], style: str) -> None:
    if style == "json":
        print_json(rows)
        return
    widths = [max(len(row[column]) for row in rows) for column in columns[:-1]]
    for row in rows:
        cells = [row[column].ljust(width) for column, width in zip(columns, widths, strict=False)]
        print("  ".join([*cells, row[columns[-1]]]).rstrip())
