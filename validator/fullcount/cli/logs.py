"""Reading logs into a ledger, for the commands that do."""

from fullcount.cli.exits import FINDINGS, UNREADABLE, USAGE, Exit
from fullcount.cli.kept import kept, kept_folder
from fullcount.counted import counted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import Any

    from fullcount.draft import LedgerEvidence
    from fullcount.ledger import LedgerError, Reading, ReadReport
    from fullcount.ledger.reading.tally import Trace

__all__ = [
    "OUTPUT",
    "drop_other_tables",
    "evidence_of",
    "open_logs",
    "refuse_to_replace",
    "report_lines",
    "write_ledger_into",
]

TABLES = ("ledger.csv", "ledger.csv.gz", "ledger.parquet")
OUTPUT = (*TABLES, "datapackage.json")
MODELS_SHOWN, JOBS_SHOWN = 5, 5
FOR_ONE_KIND = {"columns": "slurm", "shards": "slurm", "measures": "boamps", "table_mapping": "table"}
"""Options, and the kind of logs that each is for."""
_SACCT = "\0sacct"
"""Stands for what sacct answers among the logs; no path can be this."""


def open_logs(arguments: "Namespace", progress: "Any", trace: "Trace | None" = None) -> "Reading":
    """The rows of the named logs, to be iterated once; `trace` is told what becomes of each."""
    from fullcount.ledger import LedgerError, read_ledger
    from fullcount.ledger.reading.nodes import NodeShare

    try:
        NodeShare.of(arguments.nodes, arguments.trackers)
    except LedgerError as error:
        raise Exit(USAGE, str(error).splitlines()) from None
    key = arguments.user_key.encode() if arguments.user_key else None
    kind, logs = _kind_and_logs(arguments)
    try:
        reading = read_ledger(
            [_kept(name, arguments) for name in logs],
            kind,
            arguments.mapping,
            progress,
            on_error=arguments.on_error,
            columns=arguments.columns,
            user_key=key,
            energy_boundary=arguments.energy_boundary,
            measures=arguments.measures,
            since=arguments.since,
            until=arguments.until,
            shards_per_accelerator=arguments.shards,
            trace=trace,
            outcome=arguments.outcome or "",
            nodes=arguments.nodes,
            trackers=arguments.trackers,
            table_mapping=arguments.table_mapping,
        )
    except LedgerError as error:
        raise _refused(error) from None
    _refuse_unfit_options(arguments, reading.kind)
    return reading


def _refuse_unfit_options(arguments: "Namespace", kind: str) -> None:
    """Stop at an option that means nothing for logs of this kind."""
    unfit = [
        f"--{name.replace('_', '-')} is for logs of the kind {fit}, and these are {kind}"
        for name, fit in FOR_ONE_KIND.items()
        if getattr(arguments, name) not in (None, "unknown") and fit != kind
    ]
    if unfit:
        raise Exit(USAGE, unfit)


def _kind_and_logs(arguments: "Namespace") -> "tuple[str | None, list[str]]":
    """The kind, where the first word is one, and the logs; a log of that very name is `./slurm`."""
    from fullcount.ledger import KINDS

    words = arguments.logs
    if words[0] not in KINDS:
        _refuse_misspelt(words[0])
        return None, words
    if words == ["slurm"] and arguments.since and not arguments.columns:
        return "slurm", [_SACCT]
    if len(words) == 1:
        ask = "; or --since TIME, without --columns, to run sacct here" if words == ["slurm"] else ""
        raise Exit(
            USAGE,
            [f"{words[0]}: no log is named after the kind; add one, or - for standard input{ask}"],
        )
    return words[0], words[1:]


def _refuse_misspelt(word: str) -> None:
    """Stop at a first word that is no file and resembles a kind."""
    from difflib import get_close_matches
    from pathlib import Path

    from fullcount.ledger import KINDS

    close = get_close_matches(word, KINDS, n=1)
    if close and not Path(word).exists():
        raise Exit(USAGE, [f"{word}: is no file; did you mean the kind {close[0]}?"])


def _kept(name: str, arguments: "Namespace") -> str:
    """A log by its path; what sacct answers, or comes through a pipe, is kept in a file while the command runs."""
    if name != _SACCT:
        return kept(name)
    from fullcount.ledger.slurm.command import export

    return str(export(arguments.since, arguments.until, kept_folder()))


def refuse_to_replace(folder: "Path", names: "Iterable[str]", arguments: "Namespace") -> None:
    """Stop where one of the files `names` is in the folder already, unless the user said --force."""
    existing = [folder / name for name in names if (folder / name).exists()]
    if existing and not arguments.force:
        raise Exit(USAGE, [f"{existing[0]}: exists already; name another folder or add --force"])


def refuse_nothing(report: "ReadReport") -> None:
    """Stop where no row of the logs is a job, and say what became of them."""
    if not report.rows_used:
        files = " and ".join(report.files)
        message = f"{files}: no job in it; check its kind, and what the export or the period selects"
        raise Exit(FINDINGS, [message, *report_lines(report)])


def write_ledger_into(folder: "Path", reading: "Reading", **described: "Any") -> "Path":
    """Write the ledger and its data package; the path of the table."""
    from fullcount.ledger import LedgerError, write_ledger

    try:
        return write_ledger(reading, folder, **described)
    except LedgerError as error:
        raise _refused(error) from None


def drop_other_tables(table: "Path") -> None:
    """Remove the ledger that an earlier run wrote in another form, which the package no longer names."""
    for name in TABLES:
        if name != table.name:
            table.with_name(name).unlink(missing_ok=True)


def evidence_of(table: "Path", report: "ReadReport") -> "LedgerEvidence":
    """The written ledger as evidence of a disclosure beside it."""
    from fullcount.draft import LedgerEvidence
    from fullcount.review.attachments import Attachments

    digest = Attachments(table.parent).sha256(table)
    return LedgerEvidence(table.name, digest, report.rows_used, " and ".join(report.files))


def _refused(error: "LedgerError") -> Exit:
    return Exit(UNREADABLE, str(error).splitlines())


def report_lines(report: "ReadReport") -> "Iterator[str]":
    """What was read, in words."""
    yield f"  format: {report.format}"
    yield f"  rows: {report.rows_read:,} read = {report.rows_used:,} used + {report.rows_skipped:,} skipped"
    for kind, counts in (
        ("skipped", report.skipped),
        ("repaired", report.repairs),
        ("odd", report.flags),
    ):
        yield from (f"    {kind}: {item.count:,} {item.reason}" for item in counts)
    yield from _work_lines(report)
    yield from _untagged_lines(report)
    if report.energy_kwh is not None:
        yield f"  energy in the log: {report.energy_kwh:,.3f} kWh, from {counted(report.energy_rows, 'row')}"
    yield from (f"  assumed: {sentence}" for sentence in report.assumptions)


def _work_lines(report: "ReadReport") -> "Iterator[str]":
    when = f", from {report.period[0]} to {report.period[1]}" if report.period else ""
    yield f"  runs: {report.runs:,}{when}"
    if report.accelerator_hours is not None:
        yield f"  accelerator-hours: {report.accelerator_hours:,.1f}"
        yield from _model_lines(report.accelerator_models)
    if report.unknown_accelerators:
        yield f"  runs whose accelerators or time are unknown: {report.unknown_accelerators:,}"
    if report.core_hours is not None:
        yield f"  core-hours of all jobs, those with accelerators too: {report.core_hours:,.1f}"


def _model_lines(models: "dict[str, float]") -> "Iterator[str]":
    """The models with most hours; one that the log does not name has an empty name."""
    ordered = sorted(models.items(), key=lambda item: (-item[1], item[0]))
    yield from (f"    {model or 'model not named'}: {hours:,.1f}" for model, hours in ordered[:MODELS_SHOWN])
    if len(ordered) > MODELS_SHOWN:
        yield f"    {len(ordered) - MODELS_SHOWN:,} more models"


def _untagged_lines(report: "ReadReport") -> "Iterator[str]":
    untagged_h = report.untagged_accelerator_hours
    hours = f", {untagged_h:,.1f} accelerator-hours" if untagged_h else ""
    yield f"  jobs without a stage tag: {report.untagged_jobs:,}{hours}"
    for item in report.unmatched:
        shown = ", ".join(example.found for example in item.examples[:JOBS_SHOWN])
        more = f" and {item.count - JOBS_SHOWN:,} more" if item.count > JOBS_SHOWN else ""
        yield f"    {item.reason}: {shown}{more}"
