"""`fullcount diff`: what changed from one revision of a disclosure to the next."""

from fullcount.cli.exits import UNREADABLE, USAGE, Exit
from fullcount.cli.factor_tables import add_factor_arguments, own_library_of
from fullcount.cli.output import add_today, paint, print_json, print_lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from fullcount.disclosure import Document
    from fullcount.review.difference import Difference
    from fullcount.review.difference.sections import Section

__all__ = ["EXAMPLES", "configure", "run"]

EXAMPLES = """\
  fullcount diff disclosure-1.yaml disclosure-2.yaml
  fullcount diff old.json new.json --only figures
  git show HEAD~1:disclosure.json | fullcount diff - disclosure.json --as markdown
"""
SAME, DIFFERENT = 0, 1


def configure(parser: "ArgumentParser") -> None:
    """Add the arguments."""
    parser.add_argument("before", metavar="FROM", help="the older revision: JSON, YAML, a data package, or -")
    parser.add_argument("after", metavar="TO", help="the newer one")
    parser.add_argument(
        "--as",
        dest="form",
        choices=("text", "json", "markdown"),
        default="text",
        help="text for people, json for programs, markdown for a review or a change log",
    )
    parser.add_argument(
        "--only",
        choices=("figures", "texts", "findings"),
        help="one section alone, which alone makes the exit code",
    )
    add_factor_arguments(parser)
    add_today(parser)
    parser.set_defaults(run=run)


def run(arguments: "Namespace") -> int:
    """Print every difference; the exit code is that of diff(1)."""
    from fullcount.review.check import validate
    from fullcount.review.difference import difference
    from fullcount.review.difference.sections import Section
    from fullcount.review.report import assess

    library = own_library_of(arguments)
    both = _both(arguments)
    reviewed = [assess(validate(document, arguments.today, library=library)) for document in both]
    found = difference(*reviewed)
    sections = (Section(arguments.only),) if arguments.only else tuple(Section)
    if arguments.form == "json":
        from fullcount.review.difference.data import as_data

        print_json(as_data(found, arguments.today, sections, library))
    else:
        print_lines(_lines(found, sections, arguments.form))
    return DIFFERENT if any(section.differs_in(found) for section in sections) else SAME


def _lines(found: "Difference", sections: "tuple[Section, ...]", form: str) -> "Iterator[str]":
    if form == "markdown":
        from fullcount_reports.difference import markdown_lines

        return markdown_lines(found, sections)
    from fullcount.review.difference.text import difference_lines

    return difference_lines(found, paint(), sections)


def _both(arguments: "Namespace") -> "list[Document]":
    """Both documents; what keeps either from being read is said at once."""
    from fullcount.cli.inputs import one_document

    names = (arguments.before, arguments.after)
    if names == ("-", "-"):
        raise Exit(USAGE, ["both disclosures cannot come from standard input: name a file for one of them"])
    found: list[Document] = []
    complaints: list[str] = []
    for name in names:
        try:
            found.append(_disclosure(one_document(name)))
        except Exit as stopped:
            complaints += stopped.lines
    if complaints:
        raise Exit(UNREADABLE, complaints)
    return found


def _disclosure(document: "Document") -> "Document":
    """The document, unless it is not meant as a disclosure at all."""
    if isinstance(document.data, dict) and "fullcount" in document.data:
        return document
    remedy = 'expected an object with the key fullcount; name a disclosure, or add fullcount: "1.0"'
    raise Exit(UNREADABLE, [f"{document.name}:1:1: unreadable no disclosure", f"    {remedy}"])
