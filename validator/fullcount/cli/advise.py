"""`fullcount advise`: what would save most on a lab's own lines, each with its arithmetic and its interval."""

from fullcount.cli.disclosed import add_draw_arguments, add_subject_arguments, draws_of, has_draws, subject_of
from fullcount.cli.exits import FINDINGS, FINE, USAGE, Exit
from fullcount.cli.factor_tables import library_of
from fullcount.cli.output import add_format, print_json, print_lines
from fullcount.cli.unused import refuse_unused_basis
from fullcount.printing import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from fullcount.disclosure.types import Disclosure
    from fullcount.impacts.advice import Advice

__all__ = ["EXAMPLES", "configure", "run"]

EXAMPLES = """\
  fullcount advise disclosure.yaml
  fullcount advise disclosure.yaml --category water --share 0.25
  fullcount advise ledger --about about.yaml --shape length=8192:width=4096 --format json
"""


def configure(parser: "ArgumentParser") -> None:
    """Add the arguments."""
    add_subject_arguments(parser)
    parser.add_argument(
        "--category", default="gwp", metavar="CODE", help="rank by this impact category (default: gwp)"
    )
    parser.add_argument(
        "--ghg-basis",
        choices=("location", "market"),
        help="for gwp alone, which of the two bases (default: location)",
    )
    parser.add_argument(
        "--share",
        type=_share,
        default=0.5,
        metavar="N",
        help="share of a kind of work avoided (default: 0.5)",
    )
    parser.add_argument(
        "--shape",
        type=_shape,
        default="",
        metavar="SHAPE",
        help="of the model, as length=8192:width=4096, to weigh a mixer",
    )
    add_draw_arguments(parser)
    add_format(parser)
    parser.set_defaults(run=run)


def run(arguments: "Namespace") -> int:
    """Print the savings, the largest first."""
    from fullcount.impacts.advice import advice_data, advice_lines

    subject = subject_of(arguments)
    advice = _advice(subject.document, arguments)
    if advice.because:
        raise Exit(FINDINGS, [f"{arguments.path}: {advice.because}"])
    if arguments.format == "json":
        print_json({**subject.data(), **advice_data(advice)})
    else:
        print_lines(map(printable, [*subject.lines(), *advice_lines(advice)]))
    return FINE


def _advice(document: "Disclosure", arguments: "Namespace") -> "Advice":
    from fullcount.impacts.advice import advise
    from fullcount.impacts.key import Key
    from fullcount.impacts.scenario import Assumed, ScenarioError

    _check_category(document, arguments.category)
    refuse_unused_basis(arguments.category, arguments.ghg_basis)
    basis = (arguments.ghg_basis or "location") if arguments.category == "gwp" else ""
    key = Key(arguments.category, "", ghg_basis=basis)
    assumed = Assumed(share=arguments.share, shape=arguments.shape)
    asked = arguments.draws is not None or arguments.seed is not None
    draws = draws_of(arguments, wanted=asked or has_draws())
    try:
        return advise(document, key, library_of(arguments), assumed, draws=draws, seed=arguments.seed or 0)
    except ScenarioError as error:
        raise Exit(USAGE, [str(problem) for problem in error.problems]) from None


def _check_category(document: "Disclosure", category: str) -> None:
    """Stops at a code that neither the standard nor the disclosure knows."""
    from fullcount.disclosure.spelling import nearest, quoted
    from fullcount.impacts.advice import can_be_ranked_by, is_known_category

    if is_known_category(document, category):
        return
    known = can_be_ranked_by(document)
    near = nearest(category, known)
    remedy = f"did you mean {near}?" if near else "use one of these, or see fullcount codelist category"
    expected = f"one that can be ranked here: {', '.join(known) or 'none, as nothing can be computed'}"
    raise Exit(USAGE, [f"--category: found no category {quoted(category)}; expected {expected}; {remedy}"])


def _share(text: str) -> float:
    from argparse import ArgumentTypeError

    from fullcount.disclosure.spelling import quoted
    from fullcount.impacts.scenario.errors import Bad
    from fullcount.impacts.scenario.values import share

    try:
        return share(text, "share")
    except Bad:
        expected = "a number from 0 to 1, such as 0.3, or 30%"
        raise ArgumentTypeError(f"found {quoted(text)}; expected {expected}") from None


def _shape(text: str) -> str:
    from argparse import ArgumentTypeError

    from fullcount.impacts.scenario.errors import Bad
    from fullcount.impacts.scenario.mixer import parse_mixer

    try:
        if text:
            parse_mixer(text, "", f"linear:{text}")
    except Bad as bad:
        remedy = "write length=8192:width=4096 with your model's"
        raise ArgumentTypeError(f"found {bad.found}; expected {bad.expected}; {remedy}") from None
    return text
