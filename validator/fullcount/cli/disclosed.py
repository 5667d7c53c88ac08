"""What impacts are computed for: a disclosure, or a ledger with a lab's own description beside it."""

from fullcount.cli.exits import UNREADABLE, USAGE, Exit
from fullcount.cli.factor_tables import add_factor_arguments, library_of, own_library_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from pathlib import Path

    from fullcount.disclosure.types import Disclosure

__all__ = ["add_draw_arguments", "add_subject_arguments", "draws_of", "has_draws", "subject_of"]

TABLES = ("ledger.csv", "ledger.csv.gz")
MOST_DRAWS = 100_000_000
MOST_DIGITS = 30


def add_subject_arguments(parser: "ArgumentParser") -> None:
    """The file, what stands beside a ledger, and the tables that factors are looked up in."""
    parser.add_argument("path", metavar="FILE", help="a disclosure, a data package, a ledger, or -")
    parser.add_argument(
        "--about",
        metavar="FILE",
        help="for a ledger: facilities and equipment, as a disclosure without compute and impacts",
    )
    add_factor_arguments(parser)


def add_draw_arguments(parser: "ArgumentParser") -> None:
    """How many draws are taken, and which."""
    parser.add_argument(
        "--draws",
        type=_count,
        default=4096,
        metavar="N",
        help="draws of the uncertain inputs (default: 4096)",
    )
    parser.add_argument(
        "--seed", type=_seed, default=0, metavar="N", help="another seed gives other draws (default: 0)"
    )


def _count(text: str) -> int:
    from argparse import ArgumentTypeError

    if text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_DRAWS:
        return int(text)
    raise ArgumentTypeError(f"{text!r} is no number of draws; write a whole number from 1 to {MOST_DRAWS:,}")


def _seed(text: str) -> int:
    from argparse import ArgumentTypeError

    if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS:
        return int(text)
    raise ArgumentTypeError(
        f"{text!r} is no seed; write a whole number, 0 or more, of at most {MOST_DIGITS} digits"
    )


def has_draws() -> bool:
    """Whether the library that draws is installed."""
    from importlib.util import find_spec

    return find_spec("numpy") is not None


def draws_of(arguments: "Namespace", *, wanted: bool) -> int:
    """The number of draws, 0 where none are wanted; stops where they are and the library for them is absent."""
    if not wanted:
        return 0
    import os

    if not has_draws():
        raise Exit(USAGE, ["numpy is not installed: pip install 'fullcount[uncertainty]'"])
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    draws: int = arguments.draws
    return draws


def subject_of(arguments: "Namespace") -> "Disclosure":
    """The named disclosure, whole in shape; or what the named ledger and its description come to.

    A table of the user's that is wrong stops the command even where nothing of it is needed.
    """
    from pathlib import Path

    from fullcount.cli.inputs import well_formed

    table = _ledger(Path(arguments.path))
    if table is not None:
        return _of_ledger(table, arguments)
    if arguments.about:
        expected = f"{' or '.join(TABLES)}, or a folder that holds one"
        raise Exit(USAGE, [f"{arguments.path}: --about goes with a ledger, {expected}"])
    own_library_of(arguments)
    document: Disclosure = well_formed(arguments.path).data
    return document


def _ledger(path: "Path") -> "Path | None":
    """The table of a ledger: the path itself, or inside a folder that holds no disclosure."""
    if path.name.endswith((".csv", ".csv.gz")):
        return path
    if not path.is_dir() or list(path.glob("disclosure.*")):
        return None
    return next((path / name for name in TABLES if (path / name).is_file()), None)


def _of_ledger(table: "Path", arguments: "Namespace") -> "Disclosure":
    from fullcount.cli.inputs import description
    from fullcount.draft import basis_of_ledger
    from fullcount.ledger import LedgerError, read_table, summarise

    about = description(arguments.about)
    try:
        lines = summarise(read_table(table))
    except LedgerError as error:
        raise Exit(UNREADABLE, str(error).splitlines()) from None
    return basis_of_ledger(about, lines, library_of(arguments))
