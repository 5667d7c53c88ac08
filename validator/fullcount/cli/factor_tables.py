"""The user's own factor tables, for every command that looks factors up."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from fullcount.factors import FactorLibrary, FactorTable, Problem

__all__ = ["add_factor_arguments", "library_of", "own_library_of", "own_tables_of"]

PROPRIETARY = "LicenseRef-proprietary"


def add_factor_arguments(parser: "ArgumentParser") -> None:
    """The options `--factors`, which may be repeated, and `--factors-licence`."""
    parser.add_argument(
        "--factors",
        action="append",
        default=[],
        metavar="PATH",
        help="your own factor table, CSV or data package, searched before the packages; may be repeated",
    )
    parser.add_argument(
        "--factors-licence",
        default=PROPRIETARY,
        metavar="ID",
        help="its licence, where it names none (default: proprietary)",
    )
    parser.add_argument(
        "--unverified",
        action="store_true",
        help="take rows of your tables that say verified: no",
    )


def library_of(arguments: "Namespace") -> "FactorLibrary":
    """The factor packages, behind the user's own tables.

    Raises:
        FactorError: with everything that is wrong with any of them; `main` ends the command with it.

    """
    from pathlib import Path

    from fullcount.factors import FactorError, default_library
    from fullcount.factors.packages import read_tables

    tables: list[FactorTable] = []
    problems: list[Problem] = []
    for name in arguments.factors:
        try:
            tables += read_tables(
                Path(name), licence=arguments.factors_licence, allow_unverified=arguments.unverified
            )
        except FactorError as error:
            problems += error.problems
    if problems:
        raise FactorError(tuple(problems))
    return default_library().with_own(*tables) if tables else default_library()


def own_library_of(arguments: "Namespace") -> "FactorLibrary | None":
    """The same where the user names a table; else None, and nothing is imported."""
    return library_of(arguments) if arguments.factors else None


def own_tables_of(arguments: "Namespace") -> "FactorLibrary | None":
    """The user's own tables without the packages, checked against them; None where the user names no table."""
    from fullcount.factors import FactorLibrary

    library = own_library_of(arguments)
    return library and FactorLibrary([table for table in library.tables if table.own_ids])
