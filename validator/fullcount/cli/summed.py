"""What `ledger summary` sums: the evidence that is named, and who sums it."""

from fullcount.cli.exits import UNREADABLE, USAGE, Exit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from fullcount.cli.progress import Progress
    from fullcount.ledger import Reading
    from fullcount.ledger.engine import Engine
    from fullcount.ledger.sums import Sums

__all__ = ["ENGINE_FROM_BYTES", "engine_for", "evidence", "sums_of"]

_OF_LOGS = (
    *("mapping", "columns", "since", "until", "outcome", "explain", "shards", "nodes", "trackers"),
    *("energy_boundary", "user_key"),
)
ENGINE_FROM_BYTES = 8 << 20
"""Below this, reading row by row is over before DuckDB has started."""


def evidence(arguments: "Namespace") -> "tuple[list[Path], list[Path]]":
    """The ledgers among what is named, and all files; stops where ledgers and logs are mixed."""
    from pathlib import Path

    from fullcount.ledger import KINDS, LedgerError
    from fullcount.ledger.reading.folder import files_in
    from fullcount.ledger.table import is_ledger

    words = arguments.logs[1:] if arguments.logs[0] in KINDS else arguments.logs
    try:
        files = [
            Path(file)
            for word in words
            for file in (files_in(Path(word)) if Path(word).is_dir() and not is_ledger(word) else [word])
        ]
    except LedgerError as error:
        raise Exit(UNREADABLE, str(error).splitlines()) from None
    ledgers = [] if arguments.table_mapping else [path for path in files if is_ledger(path)]
    if ledgers and (len(ledgers) < len(files) or arguments.logs[0] in KINDS):
        raise Exit(
            USAGE, [f"{ledgers[0]}: is a ledger, and other input is a log; sum ledgers and logs apart"]
        )
    if ledgers and (ignored := [name for name in _OF_LOGS if getattr(arguments, name)]):
        options = ", ".join(f"--{name.replace('_', '-')}" for name in ignored)
        raise Exit(
            USAGE,
            [f"{ledgers[0]}: is a ledger, which {options} cannot change; give the logs, or leave it out"],
        )
    return ledgers, files


def engine_for(arguments: "Namespace", files: "Sequence[Path]", step: "Progress") -> "Engine | None":
    """Spark where it was asked for, DuckDB for large files, else None: the plain reader."""
    from fullcount.ledger.engine.base import NoEngineError

    try:
        if arguments.spark:
            from fullcount.ledger.engine.spark import SparkEngine

            return SparkEngine(arguments.spark)
        if arguments.engine == "duckdb" or (arguments.engine == "auto" and _is_large(files)):
            from fullcount.ledger.engine.duck import DuckEngine

            return DuckEngine(watch=step.share_done)
    except ImportError as error:
        if arguments.spark or arguments.engine == "duckdb":
            raise Exit(USAGE, [str(error)]) from None
    except NoEngineError as error:
        raise Exit(UNREADABLE, str(error).splitlines()) from None
    return None


def sums_of(
    ledgers: "Sequence[Path]", read: "Callable[[], Reading]", engine: "Engine | None", extra: "Sequence[str]"
) -> "Sums":
    """The sums of the ledgers, or where there are none of the logs that `read` opens; not yet taken."""
    from fullcount.ledger.sums import LedgerSums, LogSums

    return LedgerSums(ledgers, engine, extra) if ledgers else LogSums(read, engine, extra)


def _is_large(files: "Sequence[Path]") -> bool:
    return sum(path.stat().st_size for path in files if path.is_file()) >= ENGINE_FROM_BYTES
