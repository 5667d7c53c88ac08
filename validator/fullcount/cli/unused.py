"""Options that would change nothing beside the others: they are refused, so that nobody believes in them."""

from fullcount.cli.exits import USAGE, Exit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

__all__ = ["refuse_unused", "refuse_unused_basis"]


def refuse_unused(arguments: "Namespace") -> None:
    """Stop where `impacts` has an option that needs another one, and name all of them."""
    options = (
        ("--by", arguments.by, arguments.uncertainty, "--uncertainty"),
        ("--draws", arguments.draws is not None, arguments.uncertainty, "--uncertainty"),
        ("--seed", arguments.seed is not None, arguments.uncertainty, "--uncertainty"),
        ("--by-line", arguments.by_line, arguments.format == "json", "--format json"),
    )
    unused = [
        f"{option} changes nothing without {needed}: add {needed}, or leave {option} out"
        for option, given, used, needed in options
        if given and not used
    ]
    if arguments.by and arguments.what_if and arguments.format == "text":
        unused.append(
            "--by changes nothing beside --what-if, which compares whole totals: leave out one of them"
        )
    if unused:
        raise Exit(USAGE, unused)


def refuse_unused_basis(category: str, ghg_basis: str | None) -> None:
    """Stop where `advise` has one of the two bases of greenhouse gases for a category that has none."""
    if ghg_basis and category != "gwp":
        remedy = "leave out --ghg-basis, or rank by gwp"
        raise Exit(USAGE, [f"--ghg-basis changes nothing beside --category {category}: {remedy}"])
