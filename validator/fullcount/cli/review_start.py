"""`fullcount review start`: a record of a review, and the findings to decide on."""

from fullcount.cli.exits import FINE, USAGE, Exit
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
    from pathlib import Path

    from fullcount.disclosure import Document
    from fullcount.review.finding import Finding
    from fullcount.review.record import Record, Reviewer

__all__ = ["EXAMPLES", "configure", "run"]

EXAMPLES = """\
  fullcount review start draft.yaml --reviewer "R. Viewer" --organisation "Example University" --independent
  fullcount review start draft.yaml --reviewer "R. Viewer" -o reviews/draft.json
  fullcount review start draft.yaml --again
"""


def configure(parser: "ArgumentParser") -> None:
    """Add the arguments."""
    parser.add_argument("path", metavar="FILE", help="the disclosure: JSON, YAML, a data package, or -")
    parser.add_argument("--reviewer", metavar="NAME", help="who reviews")
    parser.add_argument("--organisation", metavar="NAME", help="for whom")
    parser.add_argument(
        "--independent",
        action="store_true",
        default=None,
        help="the reviewer has no part in the work that is disclosed",
    )
    parser.add_argument(
        "--again",
        action="store_true",
        help="the document has changed: keep the reviewer and every decision that still has a finding",
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="the record (default: NAME.review.json beside the disclosure)"
    )
    parser.add_argument("--force", action="store_true", help="replace an existing record, with its decisions")
    add_arguments(parser)
    parser.set_defaults(run=run)


def run(arguments: "Namespace") -> int:
    """Write the record and print what there is to decide."""
    from fullcount.review.record import RecordError, as_text
    from fullcount.review.record.text import point_lines

    document = document_of(arguments)
    path = path_of(arguments.output, document)
    findings = findings_of(arguments, document)
    try:
        record = _record(arguments, document, findings, path)
    except RecordError as error:
        raise Exit(USAGE, problem_lines("fullcount review start", error.problems)) from None
    write_all([(path, as_text(record))])
    print_lines(point_lines(document.name, findings, record.decisions))
    print(f"wrote {path}: {_next(arguments, record, findings)}")
    return FINE


def _record(
    arguments: "Namespace", document: "Document", findings: "tuple[Finding, ...]", path: "Path"
) -> "Record":
    from fullcount.review.record import Reviewer, start

    if arguments.again:
        return _again(arguments, document, findings, begun(path, document))
    if path.exists() and not arguments.force:
        remedy = (
            "go on with fullcount review decide, add --again (keep what still fits) or --force (begin anew), "
            "or give another reviewer a record of their own with -o FILE"
        )
        raise Exit(USAGE, [f"{path}: exists already; {remedy}"])
    if arguments.reviewer is None:
        raise Exit(USAGE, ["--reviewer is missing: say who reviews"])
    reviewer = Reviewer(arguments.reviewer, arguments.organisation, arguments.independent)
    return start(document, findings, reviewer, arguments.today)


def _again(
    arguments: "Namespace", document: "Document", findings: "tuple[Finding, ...]", before: "Record"
) -> "Record":
    """A record of the document as it is now, with the decisions that still have a finding."""
    from fullcount.review.record import again
    from fullcount.review.record.text import change_lines

    print_lines(
        [f"{document.name}: the decisions on what was reviewed before", *change_lines(before, findings)]
    )
    return again(before, document, findings, _reviewer(arguments, before), arguments.today)


def _reviewer(arguments: "Namespace", before: "Record") -> "Reviewer":
    from fullcount.review.record import Reviewer

    old = before.review
    independent = old.get("independent") if arguments.independent is None else arguments.independent
    return Reviewer(
        arguments.reviewer or old["reviewer"], arguments.organisation or old.get("organisation"), independent
    )


def _next(arguments: "Namespace", record: "Record", findings: "tuple[Finding, ...]") -> str:
    from shlex import quote

    from fullcount.review.record import points, standing

    name = quote(arguments.path)
    own = f" --record {quote(arguments.output)}" if arguments.output else ""
    left = standing(record.decisions, findings).open
    if not left:
        conclusion = record.review["conclusion"]
        return f"nothing left to decide; then fullcount review sign-off {name} --conclusion {conclusion}{own}"
    number = points(findings).index(points(left)[0]) + 1
    return f'then fullcount review decide {name} {number} waived --reason "..."{own}'
