"""`fullcount disclose`: from a log to a validated disclosure and its card, all at once."""

import sys

from fullcount.cli.card import file_lines
from fullcount.cli.exits import FINDINGS, FINE
from fullcount.cli.explanation import Explanation
from fullcount.cli.factor_tables import add_factor_arguments, library_of
from fullcount.cli.inputs import description
from fullcount.cli.log_arguments import add_log_arguments
from fullcount.cli.logs import (
    OUTPUT,
    evidence_of,
    open_logs,
    refuse_nothing,
    refuse_to_replace,
    report_lines,
    write_ledger_into,
)
from fullcount.cli.output import add_today, paint, print_lines, write_text
from fullcount.cli.progress import Progress
from fullcount.counted import counted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path
    from typing import Any

    from fullcount.disclosure import Document
    from fullcount.disclosure.types import Disclosure
    from fullcount.factors import FactorLibrary
    from fullcount.ledger import ReadReport
    from fullcount.review.report import Reviewed
    from fullcount_reports.card import CardFiles

__all__ = ["EXAMPLES", "configure", "run"]

EXAMPLES = """\
  fullcount disclose emissions.csv --out footprint
  fullcount disclose sacct.txt.gz --about about.yaml --mapping mapping.yaml --out footprint
"""


def configure(parser: "ArgumentParser") -> None:
    """Add the arguments."""
    add_log_arguments(parser)
    parser.add_argument(
        "--about", metavar="FILE", help="what a log cannot know: a disclosure without compute and impacts"
    )
    parser.add_argument("--out", required=True, metavar="FOLDER", help="where everything goes")
    add_factor_arguments(parser)
    add_today(parser)
    parser.set_defaults(run=run)


def run(arguments: "Namespace") -> int:
    """Run the five steps, saying what each came to; the folder is written at the end, or not at all."""
    from pathlib import Path

    from fullcount.cli.staging import Staging
    from fullcount.review.text import review_lines

    folder = Path(arguments.out)
    refuse_to_replace(folder, ("disclosure.json", *OUTPUT), arguments)
    about, library = description(arguments.about), library_of(arguments)
    with Staging(folder) as staged:
        table, report = _ledger(staged, arguments, about)
        draft = _draft(about, table, report, library, arguments.today)
        document = _written(staged, folder / "disclosure.json", draft)
        reviewed, files = _checked(document, staged, library, arguments.today)
    sys.stderr.flush()
    names = (table.name, "datapackage.json", "disclosure.json", *(path.name for path in files.paths))
    print_lines(file_lines([folder / name for name in names]))
    print_lines(review_lines(reviewed, paint()))
    return FINE if reviewed.validation.valid else FINDINGS


def _ledger(staged: "Path", arguments: "Namespace", about: "dict[str, Any]") -> "tuple[Path, ReadReport]":
    step = Progress("1 reading the log into a ledger")
    status = about.get("data_status", "primary")
    licence = about.get("licence", "LicenseRef-undecided")
    with Explanation(arguments.explain, replace=arguments.force) as trace:
        reading = open_logs(arguments, step.rows, trace)
        step.share = lambda: reading.share
        table = write_ledger_into(staged, reading, compress=True, data_status=status, licence=licence)
    report = reading.report
    refuse_nothing(report)
    step.done(f"{counted(report.rows_used, 'job')} in {table.name}")
    print_lines(report_lines(report))
    return table, report


def _draft(
    about: "dict[str, Any]", table: "Path", report: "ReadReport", library: "FactorLibrary", today: "date"
) -> "dict[str, Any]":
    from fullcount.draft import assemble, undescribed
    from fullcount.ledger import read_table, summarise

    step = Progress("2 summing it into compute lines")
    lines = summarise(read_table(table))
    step.done(counted(len(lines), "line"))
    print_lines(f"  odd: {sentence}" for sentence in undescribed(about, lines))
    step = Progress("3 recomputing the impacts")
    evidence = evidence_of(table, report)
    draft = assemble(about, lines, report, evidence, library, today.isoformat())
    step.done(counted(len(draft.get("impacts", [])), "impact row"))
    print_lines(f"  {line}" for line in _uncertain(draft))
    return draft


def _uncertain(draft: "dict[str, Any]") -> "Iterator[str]":
    """What each category is most uncertain by, where the library that draws is installed."""
    from fullcount.cli.disclosed import has_draws

    if has_draws():
        from typing import cast

        from fullcount.impacts.text import share_lines
        from fullcount.impacts.uncertainty import estimate

        yield from share_lines(estimate(cast("Disclosure", draft)), most=1)


def _written(staged: "Path", path: "Path", draft: "dict[str, Any]") -> "Document":
    """The disclosure in the staged folder, already under the name that it will have."""
    import json

    from fullcount.disclosure import parse
    from fullcount.draft import list_disclosure

    text = json.dumps(draft, indent=2, ensure_ascii=False) + "\n"
    write_text(staged / path.name, text)
    list_disclosure(staged / "datapackage.json", staged / path.name)
    return parse(text.encode(), str(path), folder=staged)


def _checked(
    document: "Document", staged: "Path", library: "FactorLibrary", today: "date"
) -> "tuple[Reviewed, CardFiles]":
    from fullcount.review.check import validate
    from fullcount.review.report import assess
    from fullcount_reports.card import line_of_review, write_card

    step = Progress("4 validating")
    reviewed = assess(validate(document, today, library=library))
    step.done(f"coverage level {reviewed.levels.reached} of 5")
    step = Progress("5 writing the card")
    files = write_card(document.data, line_of_review(reviewed, "disclosure.json"), staged, "footprint")
    step.done(counted(len(files.paths), "file"))
    return reviewed, files
