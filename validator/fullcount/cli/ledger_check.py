"""`fullcount ledger check`: check ledgers."""

from fullcount.cli.exits import FINDINGS, FINE, UNREADABLE, USAGE, Exit
from fullcount.cli.output import add_format, print_json, print_lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator
    from pathlib import Path

    from fullcount.ledger.check import Context, Finding, TableResult, TableSchema

__all__ = ["EXAMPLES", "configure", "run"]

EXAMPLES = """\
  fullcount ledger check footprint                       the ledger in a folder, with its datapackage.json
  fullcount ledger check ledger.parquet --capacity 1024  ... and never more than 1,024 accelerators at once
  fullcount ledger check ledger.csv --about about.yaml   ... and no more than its equipment can hold and draw
  fullcount ledger check jobs.csv --schema jobs.json     any table against its own Table Schema
"""
POSITIONS = 100
"""Lines that are listed of each finding."""


def configure(parser: "ArgumentParser") -> None:
    """Add the arguments."""
    parser.add_argument(
        "ledgers",
        nargs="+",
        metavar="LEDGER",
        help="CSV (plain, gzip, zstandard) or Parquet, a datapackage.json or its folder",
    )
    parser.add_argument(
        "--schema", metavar="FILE", help="Table Schema (default: that of the package, or of the ledger)"
    )
    parser.add_argument(
        "--about", metavar="FILE", help="description of the equipment: its number and rated power are limits"
    )
    parser.add_argument(
        "--capacity",
        action="append",
        default=[],
        metavar="[EQUIPMENT=]N",
        help="accelerators that can be held at once, in all or of one equipment (repeatable)",
    )
    add_format(parser)
    parser.set_defaults(run=run)


def run(arguments: "Namespace") -> int:
    """Check every ledger, also those after one that cannot be read."""
    from pathlib import Path

    from fullcount.ledger import LedgerError

    try:
        schema, context = _schema(arguments.schema), _context(arguments)
    except LedgerError as error:
        raise Exit(UNREADABLE, str(error).splitlines()) from None
    results: list[TableResult] = []
    refused: list[str] = []
    for name in arguments.ledgers:
        try:
            results += _checked(Path(name), schema, context)
        except LedgerError as error:
            refused += str(error).splitlines()
    if arguments.format == "json":
        print_json({"tables": [result.as_dict() for result in results], "refused": refused})
    else:
        print_lines(line for result in results for line in _lines(result))
    if refused:
        raise Exit(UNREADABLE, refused)
    return FINDINGS if any(result.bad for result in results) else FINE


def _checked(path: "Path", schema: "TableSchema | None", context: "Context") -> "list[TableResult]":
    from fullcount.cli.progress import Progress
    from fullcount.ledger.check import check_ledger

    progress = Progress(f"checking {path.name}")
    return list(check_ledger(path, schema, context, progress.rows))


def _schema(name: str | None) -> "TableSchema | None":
    from pathlib import Path

    from fullcount.ledger.check import load_schema

    return None if name is None else load_schema(Path(name))


def _context(arguments: "Namespace") -> "Context":
    from fullcount.cli.inputs import description
    from fullcount.ledger.check import context_of

    about = description(arguments.about) if arguments.about else None
    return context_of(about, dict(map(_capacity, arguments.capacity)))


def _capacity(text: str) -> tuple[str, float]:
    from math import isfinite

    equipment, _, count = text.rpartition("=")
    try:
        number = float(count)
    except ValueError:
        number = -1.0
    if not (isfinite(number) and number > 0):
        raise Exit(
            USAGE, [f"--capacity {text}: found {count!r}, expected a number above 0: write N or EQUIPMENT=N"]
        )
    return equipment, number


def _lines(result: "TableResult") -> "Iterator[str]":
    from fullcount.counted import counted
    from fullcount.printing import printable

    for finding in result.bad:
        first, *_ = (*finding.problems(result.file), "")
        place, _, words = str(first).partition(": ")
        rows = _rows_of(finding)
        yield printable(f"{place}: {finding.severity} {finding.name}: {words}")
        if finding.count > 1:
            yield printable(f"    {counted(finding.count, 'time')}; {rows}")
    for rule in result.rules:
        if rule.state == "not-applicable":
            yield printable(f"{result.file}: {rule.name} not checked: {rule.reason}")
        elif rule.reason:
            yield printable(f"{result.file}: {rule.name}: {rule.reason}")
    kinds = counted(len(result.bad), "finding") if result.bad else "no findings"
    yield printable(f"{result.file}: {counted(result.rows, 'row')}, {kinds}")


def _rows_of(finding: "Finding") -> str:
    lines = [place.line for place in finding.places if place.line is not None]
    numbers, word = (
        (lines, "lines") if lines else ([place.row for place in finding.places if place.row], "rows")
    )
    shown = ", ".join(map(str, dict.fromkeys(numbers[:POSITIONS])))
    return f"{word} {shown}{', …' if finding.count > len(numbers) else ''}"
