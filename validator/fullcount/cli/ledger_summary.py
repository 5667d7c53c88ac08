"""`fullcount ledger summary`: ledgers or logs summed into compute lines, or by axes of one's choice."""

from fullcount.cli.exits import FINE, UNREADABLE, USAGE, Exit
from fullcount.cli.log_arguments import add_log_arguments
from fullcount.cli.logs import open_logs
from fullcount.cli.output import add_format, print_json, print_lines
from fullcount.counted import counted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator, Sequence
    from typing import Any

    from fullcount.ledger.groups import Group
    from fullcount.ledger.sums import Sums
    from fullcount.ledger.totals import Total, Totals

__all__ = ["EXAMPLES", "configure", "run"]

EXAMPLES = """\
  fullcount ledger summary ledger/
  fullcount ledger summary ledger/ --by stage,outcome
  fullcount ledger summary slurm sacct.txt.gz --mapping mapping.yaml --by month --format json
  fullcount ledger summary exports-by-month/ --spark spark://master:7077
"""
HEADINGS = ("jobs", "accelerator-h", "core-h on CPUs", "kWh metered", "jobs metered", "jobs of unknown size")


def configure(parser: "ArgumentParser") -> None:
    """Add the arguments."""
    from fullcount.ledger.totals import BY

    add_log_arguments(parser)
    parser.add_argument(
        "--by", metavar="A,B", help=f"keys to sum by: {', '.join(BY)}; default: those of compute lines"
    )
    parser.add_argument(
        "--engine",
        choices=("auto", "duckdb", "reader"),
        default="auto",
        help="who sums: DuckDB, or the plain reader (default: DuckDB for large files, where it is installed)",
    )
    parser.add_argument(
        "--spark", metavar="URL", help="sum on Apache Spark: spark://HOST:PORT, local[N] or sc://HOST:PORT"
    )
    add_format(parser)
    parser.set_defaults(run=run)


def run(arguments: "Namespace") -> int:
    """Sum, and print totals and compute lines with what was read."""
    from fullcount.cli.explanation import Explanation
    from fullcount.cli.progress import Progress
    from fullcount.cli.summed import engine_for, evidence, sums_of
    from fullcount.ledger import LedgerError
    from fullcount.ledger.engine.base import NoEngineError

    by = _keys(arguments.by)
    ledgers, files = evidence(arguments)
    extra = [key for key in ("month", "user") if key in by]
    explanation = Explanation(arguments.explain, replace=arguments.force)
    with Progress("summing") as step, explanation as trace:
        engine = None if trace else engine_for(arguments, files, step)
        try:
            sums = sums_of(ledgers, lambda: open_logs(arguments, step.rows, trace), engine, extra)
            lines, totals = _summed(sums, by)
        except (LedgerError, NoEngineError) as error:
            raise Exit(UNREADABLE, str(error).splitlines()) from None
        finally:
            if engine:
                engine.close()
    if arguments.format == "json":
        print_json({**sums.as_dict(), **totals.as_dict(), "compute": lines})
    else:
        print_lines(_text(sums, by, totals))
    return FINE


def _keys(by: str | None) -> "Sequence[str]":
    from fullcount.ledger.groups import AXES
    from fullcount.ledger.totals import BY

    keys = by.split(",") if by else list(AXES)
    if wrong := [key for key in keys if key not in BY]:
        raise Exit(USAGE, [f"--by {', '.join(wrong)}: unknown; the keys are {', '.join(BY)}"])
    return list(dict.fromkeys(keys))


def _summed(sums: "Sums", by: "Sequence[str]") -> "tuple[list[dict[str, Any]], Totals]":
    """Compute lines and totals, in one pass."""
    from fullcount.ledger.summary import lines_of
    from fullcount.ledger.totals import Totals

    totals = Totals(by)

    def seen() -> "Iterator[Group]":
        for group in sums:
            totals.add(group)
            yield group

    lines = lines_of(seen())
    return lines, totals


def _text(sums: "Sums", by: "Sequence[str]", totals: "Totals") -> "Iterator[str]":
    yield f"rows: {sums.rows_read:,} read = {sums.rows_used:,} used + {sums.skipped.total():,} skipped"
    yield from (f"  skipped: {count:,} {reason}" for reason, count in sorted(sums.skipped.items()))
    yield from (f"  {verdict}: {jobs:,} {reason}" for (verdict, reason), jobs in sorted(sums.notes.items()))
    yield from (f"  assumed: {sentence}" for sentence in sums.assumptions)
    if sums.why_reader:
        yield f"  summed row by row, because the engine met {sums.why_reader}"
    if totals.never_ran:
        yield f"  never ran, and in no sum: {counted(totals.never_ran, 'job')}"
    yield from _table(by, totals.found())


def _table(by: "Sequence[str]", found: "list[tuple[tuple[str, ...], Total]]") -> "Iterator[str]":
    rows = [(*by, *HEADINGS), *((*key, *_figures(total)) for key, total in found)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    for row in rows:
        names = (cell.ljust(width) for cell, width in zip(row[: len(by)], widths, strict=False))
        figures = (cell.rjust(width) for cell, width in zip(row[len(by) :], widths[len(by) :], strict=True))
        yield "  ".join((*names, *figures)).rstrip()


def _figures(total: "Total") -> tuple[str, ...]:
    hours = (total.accelerator_hours, total.cpu_core_hours, total.energy_kwh)
    shown = ("" if figure is None else f"{figure:,.1f}" for figure in hours)
    unknown = f"{total.unknown:,}" if total.unknown else ""
    return (f"{total.jobs:,}", *shown, f"{total.metered:,}" if total.metered else "", unknown)
