"""`fullcount disclose`: from a log to a validated disclosure and its card, all at once."""

import sys

from fullcount.cli.card import file_lines, review_line
from fullcount.cli.exits import FINDINGS, FINE, USAGE, Exit
from fullcount.cli.inputs import one_document
from fullcount.cli.logs import add_log_arguments, evidence_of, open_logs, report_lines, write_ledger_into
from fullcount.cli.output import add_today, paint, print_lines, write_text
from fullcount.cli.progress import Progress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import date
    from pathlib import Path
    from typing import Any

    from fullcount.disclosure import Document
    from fullcount.ledger import ReadReport

__all__ = ["EXAMPLES", "configure", "run"]

EXAMPLES = """\
  fullcount disclose emissions.csv --out footprint
  fullcount disclose sacct.txt.gz --about about.yaml --mapping mapping.yaml --out footprint
"""
SECTIONS_OF_A_DRAFT = (
    "fullcount",
    "id",
    "revision",
    "publisher",
    "licence",
    "data_status",
    "subject",
    "scope",
)


def configure(parser: "ArgumentParser") -> None:
    """Add the arguments."""
    add_log_arguments(parser)
    parser.add_argument(
        "--about", metavar="FILE", help="what a log cannot know: a disclosure without compute and impacts"
    )
    parser.add_argument("--out", required=True, metavar="FOLDER", help="where everything goes")
    add_today(parser)
    parser.set_defaults(run=run)


def run(arguments: "Namespace") -> int:
    """Run the five steps, saying what each came to."""
    from pathlib import Path

    folder = Path(arguments.out)
    about = _about(arguments.about)
    if not arguments.force and (folder / "disclosure.json").exists():
        raise Exit(
            USAGE, [f"{folder / 'disclosure.json'}: exists already; name another folder or add --force"]
        )
    table, report = _ledger(folder, arguments, about)
    draft = _draft(about, table, report, arguments.today)
    document = _written(folder / "disclosure.json", draft)
    return _card(document, folder, arguments.today)


def _about(name: str | None) -> "dict[str, Any]":
    """The lab's own description, checked before any log is read."""
    from fullcount.disclosure import shape_errors
    from fullcount.review.text import printable

    if name is None:
        return {}
    document = one_document(name)
    errors = [error for error in shape_errors(document.data) if not _comes_later(error.rule, error.pointer)]
    if errors or not isinstance(document.data, dict):
        lines = [
            f"{name}: error {error.rule} at {error.pointer or 'the top'}: {error.message}" for error in errors
        ]
        raise Exit(FINDINGS, [printable(line) for line in lines])
    return dict(document.data)


def _comes_later(rule: str, pointer: str) -> bool:
    """A description may leave out the sections that the draft fills in."""
    return rule == "missing-key" and pointer.lstrip("/") in ("", *SECTIONS_OF_A_DRAFT)


def _ledger(folder: "Path", arguments: "Namespace", about: "dict[str, Any]") -> "tuple[Path, ReadReport]":
    step = Progress("1 reading the log into a ledger")
    reading = open_logs(arguments, step.rows)
    status = about.get("data_status", "primary")
    table = write_ledger_into(folder, reading, arguments, compress=True, data_status=status)
    report = reading.report
    step.done(f"{report.rows_used:,} jobs in {table}")
    print_lines(report_lines(report))
    return table, report


def _draft(about: "dict[str, Any]", table: "Path", report: "ReadReport", today: "date") -> "dict[str, Any]":
    from fullcount.draft import assemble
    from fullcount.factors import default_library
    from fullcount.ledger import read_table, summarise

    step = Progress("2 summing it into compute lines")
    lines = summarise(read_table(table))
    step.done(f"{len(lines)} lines")
    step = Progress("3 recomputing the impacts")
    evidence = evidence_of(table, report)
    draft = assemble(about, lines, report, evidence, default_library(), today.isoformat())
    step.done(f"{len(draft.get('impacts', []))} impact rows")
    return draft


def _written(path: "Path", draft: "dict[str, Any]") -> "Document":
    import json

    write_text(path, json.dumps(draft, indent=2, ensure_ascii=False) + "\n", replace=True)
    return one_document(str(path))


def _card(document: "Document", folder: "Path", today: "date") -> int:
    from fullcount.review.check import validate
    from fullcount.review.report import review
    from fullcount.review.text import review_lines
    from fullcount_reports.card import write_card

    step = Progress("4 validating")
    reviewed = review(validate(document, today))
    step.done(f"coverage level {reviewed.levels.reached} of 5")
    step = Progress("5 writing the card")
    files = write_card(document.data, review_line(document, today), folder, "footprint")
    step.done(f"{len(files.paths)} files")
    sys.stderr.flush()
    print_lines([f"wrote {document.name}", *file_lines(files)])
    print_lines(review_lines(reviewed, paint()))
    return FINE if reviewed.validation.valid else FINDINGS
