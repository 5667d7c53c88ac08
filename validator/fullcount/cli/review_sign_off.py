"""`fullcount review sign-off`: the conclusion of a review, in its record and, if wanted, in the disclosure."""

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

    from fullcount.disclosure import Document
    from fullcount.review.finding import Finding
    from fullcount.review.record import Record

__all__ = ["EXAMPLES", "configure", "run"]

EXAMPLES = """\
  fullcount review sign-off draft.yaml --conclusion accepted
  fullcount review sign-off draft.yaml --conclusion accepted-with-waivers --into
  fullcount review sign-off draft.yaml --conclusion changes-requested --note "see the two rows of water"
"""
CONCLUSIONS = ("accepted", "accepted-with-waivers", "changes-requested")


def configure(parser: "ArgumentParser") -> None:
    """Add the arguments."""
    parser.add_argument(
        "path", metavar="FILE", help="the disclosure, as it was named to fullcount review start"
    )
    parser.add_argument("--conclusion", required=True, choices=CONCLUSIONS, help="what the review came to")
    parser.add_argument("--note", metavar="TEXT", help="what a reader of the review should know")
    parser.add_argument(
        "--into",
        action="store_true",
        help="write the review into the list reviews of the disclosure too, all else byte for byte",
    )
    parser.add_argument(
        "--record", metavar="FILE", help="the record (default: NAME.review.json beside the disclosure)"
    )
    add_arguments(parser)
    parser.set_defaults(run=run)


def run(arguments: "Namespace") -> int:
    """Sign off, or say everything that keeps the review from it."""
    from pathlib import Path

    from fullcount.review.record import as_text
    from fullcount.review.record.text import status_lines

    document = document_of(arguments)
    if arguments.into and document.name == "-":
        raise Exit(USAGE, ["--into needs a file: standard input cannot be written to"])
    path = path_of(arguments.record, document)
    findings = findings_of(arguments, document)
    record = _signed(arguments, begun(path, document), document, findings)
    texts = [(path, as_text(record))]
    if arguments.into:
        record, text = _into(record, document)
        texts = [(path, as_text(record)), (Path(document.name), text)]
    write_all(texts)
    print_lines(status_lines(record, findings))
    print_lines(f"wrote {written}" for written, _ in texts)
    return FINE


def _signed(
    arguments: "Namespace", record: "Record", document: "Document", findings: "Sequence[Finding]"
) -> "Record":
    from fullcount.review.record import RecordError, is_reviewed, is_signed_into, sign_off
    from fullcount.review.record.text import change_lines

    if is_signed_into(record, document):
        raise Exit(
            FINDINGS,
            [f"{document.name}: has this review already; a new one begins with fullcount review start"],
        )
    try:
        return sign_off(record, document, findings, arguments.conclusion, arguments.today, arguments.note)
    except RecordError as error:
        changed = [] if is_reviewed(record, document) else change_lines(record, findings)
        raise Exit(FINDINGS, [*problem_lines(document.name, error.problems), *changed]) from None


def _into(record: "Record", document: "Document") -> "tuple[Record, str]":
    from fullcount.review.record import RecordError, with_review, written_into

    try:
        text = with_review(document.text, document.name, record.review)
    except RecordError as error:
        raise Exit(FINDINGS, problem_lines(document.name, error.problems)) from None
    return written_into(record, text), text
