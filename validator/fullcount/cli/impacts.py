"""`fullcount impacts`: what a disclosure or a ledger comes to, recomputed; how certain that is; and what if."""

from fullcount.cli.disclosed import add_draw_arguments, add_subject_arguments, draws_of, subject_of
from fullcount.cli.exits import FINDINGS, FINE, USAGE, Exit
from fullcount.cli.factor_tables import library_of
from fullcount.cli.output import add_format, print_json, print_lines
from fullcount.cli.unused import refuse_unused
from fullcount.printing import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator
    from typing import Any

    from fullcount.disclosure.types import Disclosure
    from fullcount.impacts.uncertainty import Difference

__all__ = ["EXAMPLES", "configure", "run"]

EXAMPLES = """\
  fullcount impacts disclosure.yaml
  fullcount impacts disclosure.yaml --by-line --format json
  fullcount impacts disclosure.yaml --uncertainty --by stage
  fullcount impacts disclosure.yaml --what-if grid=FRA-2024,without=failed:0.5
  fullcount impacts ledger/ledger.csv --about about.yaml
"""


def configure(parser: "ArgumentParser") -> None:
    """Add the arguments."""
    add_subject_arguments(parser)
    parser.add_argument(
        "--by-line", action="store_true", help="every compute line on its own too (JSON only)"
    )
    parser.add_argument(
        "--uncertainty", action="store_true", help="median, 5th and 95th percentile, and what they come from"
    )
    parser.add_argument("--by", choices=("stage", "component"), default="", help="parts of the totals too")
    add_draw_arguments(parser)
    parser.add_argument(
        "--what-if",
        action="append",
        default=[],
        metavar="CHANGE",
        help="the same work under another condition, beside the original: grid=FRA-2024, without=failed:0.5 ...",
    )
    add_format(parser)
    parser.set_defaults(run=run)


def run(arguments: "Namespace") -> int:
    """Print every impact, or what is missing for it."""
    refuse_unused(arguments)
    subject = subject_of(arguments)
    document = subject.document
    if not document.get("compute"):
        raise Exit(FINDINGS, [f"{arguments.path}: there is no compute line to recompute impacts from"])
    if arguments.format == "json":
        print_json({**subject.data(), **_data(document, arguments)})
    else:
        print_lines(map(printable, [*subject.lines(), *_lines(document, arguments)]))
    return FINE


def _lines(document: "Disclosure", arguments: "Namespace") -> "Iterator[str]":
    from fullcount.impacts import recompute, text
    from fullcount.impacts.uncertainty import estimate

    draws = draws_of(arguments, wanted=arguments.uncertainty)
    if arguments.what_if:
        yield from text.difference_lines(*_what_if(document, arguments, draws))
    elif draws:
        estimates = estimate(document, draws=draws, seed=arguments.seed or 0)
        yield from text.estimate_lines(estimates, arguments.by)
        yield "what to measure next"
        yield from (f"  {line}" for line in text.share_lines(estimates))
    else:
        yield from text.footprint_lines(recompute(document).rows)
        yield from text.basis_lines(document)


def _data(document: "Disclosure", arguments: "Namespace") -> "dict[str, Any]":
    from fullcount.impacts import data, recompute
    from fullcount.impacts.uncertainty import estimate

    draws = draws_of(arguments, wanted=arguments.uncertainty)
    found: dict[str, Any] = {
        "impacts": [data.impact_data(row, by_line=arguments.by_line) for row in recompute(document).rows]
    }
    if draws:
        found["uncertainty"] = data.estimates_data(estimate(document, draws=draws, seed=arguments.seed or 0))
    if arguments.what_if:
        found["what_if"] = data.difference_data(*_what_if(document, arguments, draws))
    return found


def _what_if(
    document: "Disclosure", arguments: "Namespace", draws: int
) -> "tuple[tuple[str, ...], tuple[Difference, ...]]":
    """The changes in words, and every impact before and after them."""
    from fullcount.impacts.scenario import ScenarioError, apply, parse_changes
    from fullcount.impacts.uncertainty import Case, compare

    try:
        scenario = apply(document, parse_changes(arguments.what_if), library_of(arguments))
    except ScenarioError as error:
        raise Exit(USAGE, [str(problem) for problem in error.problems]) from None
    case = Case(scenario.document, scenario.weights)
    (differences,) = compare(document, [case], draws=draws, seed=arguments.seed or 0)
    return scenario.changes, differences
