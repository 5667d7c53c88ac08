"""`fullcount validate`: findings, what could not be checked, and the coverage level."""

from fullcount.cli.exits import FINDINGS, FINE, UNREADABLE
from fullcount.cli.factor_tables import add_factor_arguments, own_library_of
from fullcount.cli.output import add_format, add_today, paint, print_json, print_lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from fullcount.disclosure import Unreadable
    from fullcount.review.report import Reviewed

__all__ = ["EXAMPLES", "configure", "run"]

EXAMPLES = """\
  fullcount validate disclosure.yaml
  fullcount validate datasets/ other.json --format json
  fullcount validate --fail-on warning - < disclosure.json
"""
SEVERITIES = ("error", "warning", "note")


def configure(parser: "ArgumentParser") -> None:
    """Add the arguments."""
    parser.add_argument("paths", nargs="+", metavar="FILE", help="JSON, YAML, a folder, a data package, or -")
    parser.add_argument(
        "--fail-on",
        choices=SEVERITIES,
        default="error",
        help="the mildest finding that makes the exit code 1",
    )
    parser.add_argument(
        "--all",
        action="store_true",
        help="list every finding, and every reason why a rule was not applicable",
    )
    add_factor_arguments(parser)
    add_format(parser)
    add_today(parser)
    parser.set_defaults(run=run)


def run(arguments: "Namespace") -> int:
    """Validate every named disclosure and print one report."""
    from fullcount.cli.inputs import documents
    from fullcount.disclosure import Unreadable
    from fullcount.review.check import validate
    from fullcount.review.report import as_data, review

    library = own_library_of(arguments)
    reviewed, unreadable = [], []
    for document in documents(arguments.paths):
        if isinstance(document, Unreadable):
            unreadable.append(document)
        else:
            reviewed.append(review(validate(document, arguments.today, library=library)))
    if arguments.format == "json":
        print_json(as_data(reviewed, unreadable, arguments.today, library))
    else:
        _print_text(reviewed, unreadable, everything=arguments.all)
    return _code(reviewed, unreadable, arguments.fail_on)


def _print_text(
    reviewed: "Sequence[Reviewed]", unreadable: "Sequence[Unreadable]", *, everything: bool
) -> None:
    from fullcount.review.text import review_lines, unreadable_lines

    brush = paint()
    for document in reviewed:
        print_lines(review_lines(document, brush, everything=everything))
    for problem in unreadable:
        print_lines(unreadable_lines(problem, brush))


def _code(reviewed: "Sequence[Reviewed]", unreadable: "Sequence[Unreadable]", fail_on: str) -> int:
    counted = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    if unreadable:
        return UNREADABLE
    found = any(
        finding.severity.value in counted for item in reviewed for finding in item.validation.findings
    )
    return FINDINGS if found else FINE
