"""What impacts are computed for: a disclosure, or a ledger with a lab's own description beside it."""

import sys
from typing import NamedTuple, cast

from fullcount.cli.exits import UNREADABLE, USAGE, Exit
from fullcount.cli.factor_tables import add_factor_arguments, library_of, own_tables_of
from fullcount.cli.low_levels import say_low_levels

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator
    from pathlib import Path

    from fullcount.disclosure.types import Disclosure
    from fullcount.factors import FactorLibrary

__all__ = ["Subject", "add_draw_arguments", "add_subject_arguments", "draws_of", "has_draws", "subject_of"]

TABLES = ("ledger.csv", "ledger.csv.gz", "ledger.parquet")
DRAWS = 4096
MOST_DRAWS = 100_000_000
MOST_DIGITS = 30

ABOUT = "--about FILE gives the facilities and equipment, without which little can be computed from a ledger"


class Subject(NamedTuple):
    """What impacts are computed for, and in `said` a sentence for each figure that came from the user's tables."""

    document: "Disclosure"
    said: tuple[str, ...]

    def lines(self) -> "Iterator[str]":
        """For people: what came from the user's tables, under one heading."""
        from fullcount.printing import printable

        if self.said:
            yield "from your tables"
            yield from (f"  {printable(sentence)}" for sentence in self.said)

    def data(self) -> "dict[str, list[str]]":
        """The same for programs; nothing where nothing was filled."""
        return {"filled": [*self.said]} if self.said else {}


def add_subject_arguments(parser: "ArgumentParser") -> None:
    """The file, what stands beside a ledger, and the tables that factors are looked up in."""
    parser.add_argument(
        "path", metavar="FILE", help="a disclosure (- for standard input), a data package, or a ledger"
    )
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
        metavar="N",
        help=f"draws of the uncertain inputs (default: {DRAWS})",
    )
    parser.add_argument("--seed", type=_seed, metavar="N", help="another seed gives other draws (default: 0)")


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
    return arguments.draws or DRAWS


def subject_of(arguments: "Namespace") -> Subject:
    """The named disclosure, whole in shape; or what the named ledger and its description come to.

    What their facilities leave open is filled from the user's tables.

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
    own = own_tables_of(arguments)
    document = well_formed(arguments.path, refused=frozenset({"out-of-range"})).data
    say_low_levels(arguments.path, document)
    return _filled(document, own)


def _filled(document: "Disclosure", own: "FactorLibrary | None") -> Subject:
    if own is None:
        return Subject(document, ())
    from fullcount.draft.filled import filled

    return Subject(*filled(document, own))


def _ledger(path: "Path") -> "Path | None":
    """The table of a ledger: the path itself, or inside a folder that holds no disclosure."""
    if path.name.endswith((".csv", ".csv.gz", ".parquet")):
        return path
    if not path.is_dir() or list(path.glob("disclosure.*")):
        return None
    return next((path / name for name in TABLES if (path / name).is_file()), None)


def _of_ledger(table: "Path", arguments: "Namespace") -> Subject:
    from fullcount.cli.inputs import description
    from fullcount.draft import basis_of_ledger, undescribed
    from fullcount.ledger import LedgerError, read_table, summarise
    from fullcount.printing import printable

    own, about = own_tables_of(arguments), description(arguments.about)
    try:
        lines = summarise(read_table(table))
    except LedgerError as error:
        raise Exit(UNREADABLE, str(error).splitlines()) from None
    if not arguments.about:
        print(f"{printable(str(table))}: {ABOUT}", file=sys.stderr)
    for sentence in undescribed(about, list(map(dict, lines))):
        print(f"{printable(str(arguments.about))}: {printable(sentence)}", file=sys.stderr)
    say_low_levels(arguments.about, about)
    described, said = _filled(cast("Disclosure", {**about, "compute": lines}), own)
    return Subject(basis_of_ledger({**described}, lines, library_of(arguments)), said)
