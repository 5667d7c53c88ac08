"""`fullcount ledger sample`: a sample of a ledger."""

from fullcount.cli.exits import FINE, UNREADABLE, Exit
from fullcount.cli.log_arguments import add_table
from fullcount.cli.logs import OUTPUT, drop_other_tables, refuse_to_replace
from fullcount.cli.output import add_format, print_json, print_lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator
    from pathlib import Path

    from fullcount.ledger.sample import Sample

__all__ = ["EXAMPLES", "configure", "run"]

EXAMPLES = """\
  fullcount ledger sample ledger/ --rows 1000 --out sample
  fullcount ledger sample ledger.parquet --rows 1000 --seed 7 --out sample --table csv.gz
"""
MOST_DIGITS = 15


def configure(parser: "ArgumentParser") -> None:
    """Add the arguments."""
    parser.add_argument(
        "ledger", metavar="LEDGER", help="a ledger: its folder, its datapackage.json or its table"
    )
    parser.add_argument("--rows", required=True, type=_rows, metavar="N", help="how many rows to take")
    parser.add_argument(
        "--seed", type=_whole, default=0, metavar="N", help="another seed takes other rows (default: 0)"
    )
    parser.add_argument(
        "--out", required=True, metavar="FOLDER", help="where the sample and its datapackage.json go"
    )
    add_table(parser)
    parser.add_argument("--force", action="store_true", help="replace existing output")
    add_format(parser)
    parser.set_defaults(run=run)


def _whole(text: str) -> int:
    from argparse import ArgumentTypeError

    if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS:
        return int(text)
    raise ArgumentTypeError(f"{text!r} is no whole number, 0 or more, of at most {MOST_DIGITS} digits")


def _rows(text: str) -> int:
    from argparse import ArgumentTypeError

    if rows := _whole(text):
        return rows
    raise ArgumentTypeError("a sample has at least 1 row")


def run(arguments: "Namespace") -> int:
    """Take the sample, write it, and say what it is a sample of."""
    from pathlib import Path

    from fullcount.ledger import LedgerError
    from fullcount.ledger.sample import sample_ledger

    folder = Path(arguments.out)
    refuse_to_replace(folder, OUTPUT, arguments)
    try:
        sample = sample_ledger(arguments.ledger, arguments.rows, arguments.seed)
    except LedgerError as error:
        raise Exit(UNREADABLE, str(error).splitlines()) from None
    table = _written(sample, folder, arguments.table)
    if arguments.format == "json":
        print_json({"ledger": str(table), **sample.described()["x-sample"]})
    else:
        print(f"wrote {table}")
        print_lines(_lines(sample))
    return FINE


def _written(sample: "Sample", folder: "Path", form: str) -> "Path":
    from fullcount.cli.staging import Staging
    from fullcount.ledger import LedgerError, write_ledger

    title = (
        f"Sample of {len(sample.rows)} of {sample.of_rows} rows: {sample.package.get('title') or 'Ledger'}"
    )
    try:
        with Staging(folder) as staged:
            table = write_ledger(
                sample.rows,
                staged,
                form=form,
                name="ledger-sample",
                title=title,
                licence=sample.licence,
                more=sample.described(),
            )
    except LedgerError as error:
        raise Exit(UNREADABLE, str(error).splitlines()) from None
    drop_other_tables(folder / table.name)
    return folder / table.name


def _lines(sample: "Sample") -> "Iterator[str]":
    yield f"  rows: {len(sample.rows):,} of {sample.of_rows:,}, seed {sample.seed}"
    yield f"  strata (component, stage, run type, outcome): {sample.strata:,}"
    if sample.strata_without_row:
        yield f"  strata too small for a row: {sample.strata_without_row:,}"
    if sample.share is not None:
        hours = f"{sample.accelerator_hours:,.1f} of {sample.of_accelerator_hours:,.1f}"
        yield f"  accelerator-hours: {hours} ({sample.share:.1%})"
    yield "  a sample is no evidence: its rows do not add up to the work; each says so in its note"
