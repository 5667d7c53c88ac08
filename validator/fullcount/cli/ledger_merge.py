"""`fullcount ledger merge`: several ledgers as one."""

from fullcount.cli.exits import FINE, UNREADABLE, Exit
from fullcount.cli.log_arguments import add_table
from fullcount.cli.logs import OUTPUT, drop_other_tables, refuse_to_replace, report_lines, write_ledger_into
from fullcount.cli.output import add_format, print_json, print_lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

__all__ = ["EXAMPLES", "configure", "run"]

EXAMPLES = """\
  fullcount ledger merge january/ february/ --out year
  fullcount ledger merge slurm/ledger.parquet tracker/ledger.csv --out all --table parquet
"""


def configure(parser: "ArgumentParser") -> None:
    """Add the arguments."""
    parser.add_argument(
        "ledgers", nargs="+", metavar="LEDGER", help="a ledger: its folder, its datapackage.json or its table"
    )
    parser.add_argument(
        "--out", required=True, metavar="FOLDER", help="where the ledger and its datapackage.json go"
    )
    add_table(parser)
    parser.add_argument("--force", action="store_true", help="replace existing output")
    add_format(parser)
    parser.set_defaults(run=run)


def run(arguments: "Namespace") -> int:
    """Merge, write, and report."""
    from pathlib import Path

    from fullcount.cli.progress import Progress
    from fullcount.cli.staging import Staging
    from fullcount.ledger import LedgerError
    from fullcount.ledger.merge import merge_ledgers

    folder, step = Path(arguments.out), Progress("merging")
    refuse_to_replace(folder, OUTPUT, arguments)
    try:
        merge = merge_ledgers(arguments.ledgers, step.rows)
    except LedgerError as error:
        raise Exit(UNREADABLE, str(error).splitlines()) from None
    with Staging(folder) as staged, step:
        described = {"licence": merge.licence, "data_status": merge.data_status, "more": merge.package}
        table = folder / write_ledger_into(staged, merge.rows, form=arguments.table, **described).name
    drop_other_tables(table)
    report = merge.rows.report
    if arguments.format == "json":
        print_json({"ledger": str(table), "data_status": merge.data_status, **report.as_dict()})
    else:
        print(f"wrote {table}")
        print_lines([*report_lines(report), f"  data status: {merge.data_status or 'not stated'}"])
    return FINE
