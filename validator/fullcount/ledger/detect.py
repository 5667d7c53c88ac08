"""Which importer reads a log, and the one way in."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from fullcount.ledger.codecarbon import is_codecarbon_header, read_codecarbon
from fullcount.ledger.errors import LedgerError, Problem, clip
from fullcount.ledger.reading.mapping import JobMapping, load_mapping
from fullcount.ledger.reading.options import Importer, ReadOptions
from fullcount.ledger.reading.pseudonym import Pseudonyms
from fullcount.ledger.reading.report import ReadReport
from fullcount.ledger.reading.source import TextSource
from fullcount.ledger.reading.tally import Tally
from fullcount.ledger.row import ENERGY_BOUNDARIES, LedgerRow
from fullcount.ledger.slurm import is_sacct_header, read_slurm

__all__ = ["KINDS", "Reading", "detect", "read_ledger"]


@dataclass(frozen=True, slots=True)
class _Kind:
    title: str
    recognises: Callable[[str], bool]
    importer: Importer


KINDS: dict[str, _Kind] = {
    "slurm": _Kind("Slurm sacct --parsable2", is_sacct_header, read_slurm),
    "codecarbon": _Kind("CodeCarbon emissions.csv", is_codecarbon_header, read_codecarbon),
}


class Reading:
    """The rows of a log, read as they are iterated, once; `report` is complete when the last row has come.

    Iterating raises `LedgerError` where the log cannot be read on.
    """

    def __init__(self, rows: Iterator[LedgerRow], tally: Tally) -> None:
        self._rows, self._tally = rows, tally

    def __iter__(self) -> Iterator[LedgerRow]:
        yield from self._rows
        self._tally.complete = True

    @property
    def report(self) -> ReadReport:
        """What was read so far; `report.complete` says whether that is all."""
        return self._tally.report()


def detect(path: str | Path) -> str:
    """The kind of a log, by its first line. Raises `LedgerError` when no importer knows it."""
    source = TextSource(path)
    head = source.header()
    for name, kind in KINDS.items():
        if kind.recognises(head.text):
            return name
    if "jobid" in head.text.lower().replace(" ", ""):
        return "slurm"
    known = " or ".join(kind.title for kind in KINDS.values())
    remedy = "say what it is (--kind), and for an export without header name its columns (--columns)"
    raise source.refusal(head.number, f"the first line {clip(head.text)!r}", f"a header of {known}", remedy)


def read_ledger(  # noqa: PLR0913 - each choice of the reader has a default
    paths: str | Path | Sequence[str | Path],
    kind: str | None = None,
    mapping: str | Path | Sequence[Any] | JobMapping | None = None,
    progress: Callable[[int], None] | None = None,
    *,
    on_error: Literal["skip", "stop"] = "skip",
    columns: str | Sequence[str] | None = None,
    user_key: bytes | None = None,
    energy_boundary: str | None = None,
) -> Reading:
    """Read one log, or several of the same kind, into ledger rows.

    `kind` is a key of `KINDS`, detected when None. `mapping` is a rules file or its parsed list. `progress` is
    called with the number of rows read, every 10,000. A bad row is skipped and counted, or with
    `on_error="stop"` refused. `columns` names the columns of a Slurm export without header. `user_key` keeps the
    hashes of users the same across imports. `energy_boundary` says what the log's energy covers, where the
    site knows. Raises `LedgerError`: at once for rules or a first line that cannot be used, else on the way.
    """
    files = [paths] if isinstance(paths, str | Path) else list(paths)
    names = _names(columns)
    chosen = _chosen_kind(files, kind, names, energy_boundary)
    options = ReadOptions(load_mapping(mapping), Pseudonyms(user_key), names, energy_boundary)
    sources = [TextSource(path) for path in files]
    tally = Tally(tuple(s.name for s in sources), stop_on_error=on_error == "stop", progress=progress)
    return Reading(KINDS[chosen].importer(sources, tally, options), tally)


def _names(columns: str | Sequence[str] | None) -> tuple[str, ...] | None:
    if columns is None:
        return None
    return tuple(columns.replace("|", ",").split(",") if isinstance(columns, str) else columns)


def _chosen_kind(
    files: list[str | Path], kind: str | None, columns: tuple[str, ...] | None, boundary: str | None
) -> str:
    """The kind of all files; raises `LedgerError` when a choice is unknown or the files differ."""
    if not files:
        raise _refusal("no file", "at least one log", "name a file")
    if boundary is not None and boundary not in ENERGY_BOUNDARIES:
        raise _refusal(
            f"energy boundary {clip(boundary)!r}", ", ".join(ENERGY_BOUNDARIES), "use one of these"
        )
    if kind is not None and kind not in KINDS:
        raise _refusal(
            f"kind {clip(kind)!r}", f"one of {', '.join(KINDS)}", "use one of these, or none to detect it"
        )
    if kind is not None or columns is not None:
        return kind or "slurm"
    kinds = {detect(path) for path in files}
    if len(kinds) > 1:
        raise _refusal(
            f"logs of several kinds ({', '.join(sorted(kinds))})", "one kind", "read each kind apart"
        )
    return kinds.pop()


def _refusal(found: str, expected: str, remedy: str) -> LedgerError:
    return LedgerError([Problem("the logs", None, found, expected, remedy)])
