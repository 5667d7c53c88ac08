"""`fullcount read`: a log becomes a ledger."""

from fullcount.cli.exits import FINE
from fullcount.cli.log_arguments import add_log_arguments, add_table
from fullcount.cli.logs import (
    OUTPUT,
    drop_other_tables,
    open_logs,
    refuse_nothing,
    refuse_to_replace,
    report_lines,
    write_ledger_into,
)
from fullcount.cli.output import add_format, print_json, print_lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

__all__ = ["EXAMPLES", "configure", "run"]

EXAMPLES = """\
  fullcount read sacct.txt.gz --mapping mapping.yaml --out ledger
  fullcount read codecarbon emissions.csv --out ledger --format json
  fullcount read slurm exports-by-month/ --out ledger --table parquet
  fullcount read slurm sacct.txt --since 2025-01-01 --until 2025-07-01 --out ledger --explain rows.csv
  fullcount read slurm --since 2025-01-01 --until 2025-07-01 --out ledger
"""


def configure(parser: "ArgumentParser") -> None:
    """Add the arguments."""
    add_log_arguments(parser)
    parser.add_argument(
        "--out", required=True, metavar="FOLDER", help="where the ledger and its datapackage.json go"
    )
    add_table(parser)
    add_format(parser)
    parser.set_defaults(run=run)


def run(arguments: "Namespace") -> int:
    """Read, write the ledger, and report."""
    from pathlib import Path

    from fullcount.cli.explanation import Explanation
    from fullcount.cli.progress import Progress
    from fullcount.cli.staging import Staging

    folder = Path(arguments.out)
    refuse_to_replace(folder, OUTPUT, arguments)
    explanation = Explanation(arguments.explain, replace=arguments.force)
    with Staging(folder) as staged, explanation as trace, Progress("reading the log") as step:
        reading = open_logs(arguments, step.rows, trace)
        step.share = lambda: reading.share
        table = folder / write_ledger_into(staged, reading, form=arguments.table).name
        refuse_nothing(reading.report)
    drop_other_tables(table)
    report = reading.report
    if arguments.format == "json":
        print_json({"ledger": str(table), **report.as_dict()})
    else:
        print(f"wrote {table}")
        print_lines(report_lines(report))
    return FINE
