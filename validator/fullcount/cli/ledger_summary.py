"""`fullcount ledger summary`: sum ledgers or logs."""

from fullcount.cli.exits import FINE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

__all__ = ["EXAMPLES", "configure", "run"]

EXAMPLES = """\
  fullcount ledger summary ledger.csv
"""


def configure(parser: "ArgumentParser") -> None:
    """Add the arguments."""
    parser.add_argument("ledgers", nargs="+", metavar="LEDGER", help="a ledger")
    parser.set_defaults(run=run)


def run(arguments: "Namespace") -> int:
    """To be written."""
    return FINE
