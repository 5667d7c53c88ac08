"""`fullcount review status`: what is decided and what is open."""

from fullcount.cli.exits import FINDINGS, FINE
from fullcount.cli.output import print_lines
from fullcount.cli.review_files import add_arguments, begun, document_of, findings_of, path_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

__all__ = ["EXAMPLES", "configure", "run"]

EXAMPLES = """\
  fullcount review status draft.yaml
  fullcount review status draft.yaml --record reviews/draft.json
"""


def configure(parser: "ArgumentParser") -> None:
    """Add the arguments."""
    parser.add_argument(
        "path", metavar="FILE", help="the disclosure, as it was named to fullcount review start"
    )
    parser.add_argument(
        "--record", metavar="FILE", help="the record (default: NAME.review.json beside the disclosure)"
    )
    add_arguments(parser)
    parser.set_defaults(run=run)


def run(arguments: "Namespace") -> int:
    """Print every finding with its decision; the exit code is 1 while the review is open."""
    from fullcount.review.record import is_reviewed, is_signed_into
    from fullcount.review.record.text import change_lines, point_lines, status_lines

    document = document_of(arguments)
    record = begun(path_of(arguments.record, document), document)
    findings = findings_of(arguments, document)
    if not is_reviewed(record, document) and not is_signed_into(record, document):
        print(f"{document.name}: it is not what was reviewed")
        print_lines(change_lines(record, findings))
        return FINDINGS
    print_lines(point_lines(document.name, findings, record.decisions))
    print_lines(status_lines(record, findings))
    return FINE if record.status == "signed-off" else FINDINGS
