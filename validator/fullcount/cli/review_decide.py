"""`fullcount review decide`: what a reviewer decides on findings."""

from fullcount.cli.exits import FINDINGS, FINE, USAGE, Exit
from fullcount.cli.output import print_lines
from fullcount.cli.review_files import (
    add_arguments,
    begun,
    document_of,
    findings_of,
    path_of,
    problem_lines,
    write_all,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from fullcount.review.finding import Finding
    from fullcount.review.record import Decision

__all__ = ["EXAMPLES", "configure", "run"]

EXAMPLES = """\
  fullcount review decide draft.yaml 3 waived --reason "the meter was replaced in May, see note"
  fullcount review decide draft.yaml 1 2 pue-applied-twice@/impacts/1/amount change-requested
  fullcount review decide draft.yaml accepted --all-of false-precision --reason "as printed by the source"
"""


def configure(parser: "ArgumentParser") -> None:
    """Add the arguments."""
    parser.add_argument(
        "path", metavar="FILE", help="the disclosure, as it was named to fullcount review start"
    )
    parser.add_argument(
        "words",
        nargs="+",
        metavar="FINDING ... DECISION",
        help="findings by number, by RULE or by RULE@POINTER, then accepted, waived or change-requested",
    )
    parser.add_argument(
        "--all-of",
        action="append",
        default=[],
        metavar="RULE",
        help="every finding of a rule, wherever it is; may be repeated",
    )
    parser.add_argument(
        "--reason",
        metavar="TEXT",
        help="why; a requested change is the remedy of the finding, if none is given",
    )
    parser.add_argument(
        "--record", metavar="FILE", help="the record (default: NAME.review.json beside the disclosure)"
    )
    add_arguments(parser)
    parser.set_defaults(run=run)


def run(arguments: "Namespace") -> int:
    """Write the decisions into the record, all or none."""
    from shlex import quote

    from fullcount.review.record import RecordError, as_text, decide, is_reviewed, is_signed_into
    from fullcount.review.record.text import change_lines, status_lines

    document = document_of(arguments)
    path = path_of(arguments.record, document)
    record = begun(path, document)
    findings = findings_of(arguments, document)
    if not is_reviewed(record, document):
        why = "has this review already" if is_signed_into(record, document) else "it is not what was reviewed"
        remedy = f"{why}; go on with fullcount review start {quote(arguments.path)} --again"
        raise Exit(FINDINGS, [f"{document.name}: {remedy}", *change_lines(record, findings)])
    try:
        record = decide(record, _decisions(arguments, findings), findings)
    except RecordError as error:
        raise Exit(USAGE, problem_lines("fullcount review decide", error.problems)) from None
    write_all([(path, as_text(record))])
    print_lines(status_lines(record, findings))
    return FINE


def _decisions(arguments: "Namespace", findings: "Sequence[Finding]") -> "tuple[Decision, ...]":
    from fullcount.review.record.naming import named

    *words, decision = arguments.words
    return named(words, arguments.all_of, decision, arguments.reason, findings)
