"""Which importer reads a log, and the one way in."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

from fullcount import __version__
from fullcount.ledger.cells import COLUMNS
from fullcount.ledger.errors import LedgerError, Problem, clip
from fullcount.ledger.reading.folder import files_in
from fullcount.ledger.reading.mapping import JobMapping, load_mapping
from fullcount.ledger.reading.nodes import NodeShare
from fullcount.ledger.reading.options import Importer, ReadOptions
from fullcount.ledger.reading.period import Period
from fullcount.ledger.reading.pseudonym import Pseudonyms
from fullcount.ledger.reading.report import ReadReport
from fullcount.ledger.reading.source import TextSource
from fullcount.ledger.reading.tally import Tally, Trace
from fullcount.ledger.row import ENERGY_BOUNDARIES, LedgerRow

if TYPE_CHECKING:
    from fullcount.ledger.columns.mapping import TableMapping

__all__ = ["KINDS", "Reading", "detect", "read_ledger"]


class Kind(NamedTuple):
    """A format of logs: what people call it, and the module in this room that recognises and reads it.

    A log of a `folder` kind is a folder; for any other kind a folder stands for the files in it.
    """

    title: str
    module: str
    folder: bool = False

    def importer(self) -> Importer:
        """The module, imported when it is needed."""
        return cast("Importer", import_module(f"fullcount.ledger.{self.module}"))


KINDS: dict[str, Kind] = {
    "slurm": Kind("Slurm sacct --parsable2 or --json", "slurm"),
    "codecarbon": Kind("CodeCarbon emissions.csv", "codecarbon"),
    "boamps": Kind("BoAmps report", "boamps"),
    "dia": Kind("DIA report", "dia"),
    "huggingface": Kind("Hugging Face model card", "huggingface", folder=True),
    "carbontracker": Kind("carbontracker log", "carbontracker"),
    "zeus": Kind("Zeus measurements", "zeus"),
    "experiment-impact-tracker": Kind("experiment-impact-tracker summary", "impact_tracker"),
    "dcgm": Kind("Prometheus ranges of dcgm-exporter", "prometheus"),
    "mlflow": Kind("MLflow runs", "mlflow"),
    "wandb": Kind("Weights & Biases runs", "wandb"),
    "table": Kind("any table with --table-mapping", "columns"),
}
"""Every format, in the order in which an unnamed one is tried."""
TRACKERS = ("codecarbon", "carbontracker", "zeus", "experiment-impact-tracker")
"""The formats whose rows are those of a tracker on one node."""


class Reading:
    """The rows of a log, read as they are iterated, once; `report` is complete when the last row has come.

    Iterating raises `LedgerError` where the log cannot be read on. `kind` is a key of `KINDS`; `sources`, `options`
    and `tally` are what the rows are read from, by and into.
    """

    def __init__(
        self,
        rows: Iterator[LedgerRow],
        tally: Tally,
        sources: Sequence[TextSource] = (),
        kind: str = "",
        options: ReadOptions | None = None,
    ) -> None:
        self._rows, self.tally, self.sources = rows, tally, sources
        self.kind, self.options = kind, options or ReadOptions()

    def __iter__(self) -> Iterator[LedgerRow]:
        yield from self._rows
        self.tally.complete = True

    @property
    def report(self) -> ReadReport:
        """What was read so far; `report.complete` says whether that is all."""
        return self.tally.report()

    @property
    def share(self) -> float | None:
        """The share of the bytes of all files that has been read, 0 to 1; None where that is not known."""
        done = [source.progress for source in self.sources]
        total = sum(size for _, size in done)
        return sum(read for read, _ in done) / total if total else None


def detect(path: str | Path) -> str:
    """The kind of a log, by how it starts. Raises `LedgerError` when no importer knows it."""
    source = TextSource(path)
    for name, kind in KINDS.items():
        if kind.importer().recognises(source):
            return name
    head = source.header()
    if head.text.split(",") == list(COLUMNS):
        remedy = "a ledger needs no reading: fullcount ledger summary, impacts --about, or ledger merge"
        raise source.refusal(head.number, "a ledger", "a log", remedy)
    if "jobid" in head.text.lower().replace(" ", ""):
        return "slurm"
    known = ", ".join(kind.title for kind in KINDS.values())
    remedy = (
        "say what it is (fullcount read KIND FILE), and for an export without header its columns (--columns)"
    )
    raise source.refusal(head.number, f"the first line {clip(head.text)!r}", f"one of {known}", remedy)


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
    measures: Literal["unknown", "add", "first"] = "unknown",
    since: str | None = None,
    until: str | None = None,
    shards_per_accelerator: int | None = None,
    trace: Trace | None = None,
    outcome: str = "",
    nodes: int | None = None,
    trackers: int | None = None,
    table_mapping: "str | Path | TableMapping | None" = None,
) -> Reading:
    """Read one log, or several of the same kind, into ledger rows; a folder stands for the files in it, by name.

    `kind` is a key of `KINDS`, detected when None. `mapping` is a rules file or its parsed list. `progress` is
    called with the number of rows read, every 10,000. A bad row is skipped and counted, or with
    `on_error="stop"` refused. `columns` names the columns of a Slurm export without header, or its layout.
    `user_key` keeps the hashes of users the same across imports. `energy_boundary` says what the log's energy
    covers, where the site knows. `measures` says what several energies of one BoAmps report are. `since` and
    `until` (exclusive) cut jobs to a period, in local time. `shards_per_accelerator` is how many Slurm shards make
    one accelerator. `nodes` and `trackers` say how many nodes each run of a tracker's log used, and how many of
    its trackers are in the log. `table_mapping` says which column of any table is what. `outcome` is that of runs whose
    log does not say how they ended. `trace` is called with
    the `Decision` on each row. Raises `LedgerError`: at once
    for rules or a first line that cannot be used, else on the way.
    """
    files = _files([paths] if isinstance(paths, str | Path) else list(paths), kind)
    names = _names(columns)
    kind = kind or ("table" if table_mapping else None)
    chosen = _chosen_kind(files, kind, names, energy_boundary)
    rules, users = load_mapping(mapping), Pseudonyms(user_key)
    options = ReadOptions(
        rules,
        users,
        names,
        energy_boundary,
        measures=measures,
        share=_share(chosen, nodes, trackers),
        shards_per_accelerator=shards_per_accelerator,
        table=_table(table_mapping),
    )
    sources = [TextSource(path) for path in files]
    tally = Tally(
        tuple(s.name for s in sources),
        stop_on_error=on_error == "stop",
        progress=progress,
        period=Period.of(since, until) if since or until else None,
        trace=trace,
        outcome=outcome,
    )
    tally.importer = {"name": chosen, "version": __version__}
    for source in sources:
        source.on_unended = partial(tally.unended, source.name)
    rows = KINDS[chosen].importer().read(sources, tally, options)
    return Reading(_closing(sources, _telling_unused(rows, rules, tally)), tally, sources, chosen, options)


def _files(paths: list[str | Path], kind: str | None) -> list[str | Path]:
    """The logs themselves: a folder stands for the files in it, unless its format is a folder."""
    return [file for path in paths for file in ([path] if _is_log(path, kind) else files_in(Path(path)))]


def _is_log(path: str | Path, kind: str | None) -> bool:
    if not Path(path).is_dir():
        return True
    kinds = [KINDS[kind]] if kind in KINDS else KINDS.values()
    return any(k.folder and (kind or k.importer().recognises(TextSource(path))) for k in kinds)


def _closing(sources: list[TextSource], rows: Iterator[LedgerRow]) -> Iterator[LedgerRow]:
    """The rows; the files are closed after the last one, and at once where reading stops early."""
    try:
        yield from rows
    finally:
        for source in sources:
            source.close()


def _telling_unused(rows: Iterator[LedgerRow], rules: JobMapping, tally: Tally) -> Iterator[LedgerRow]:
    """The rows, and after the last one the rules that fitted none."""
    yield from rows
    if rules.unused:
        tally.assume(rules.unused)


def _table(mapping: "str | Path | TableMapping | None") -> "TableMapping | None":
    if mapping is None:
        return None
    from fullcount.ledger.columns.mapping import load_table_mapping  # noqa: PLC0415 - only who has one pays

    return load_table_mapping(mapping)


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


def _share(kind: str, nodes: int | None, trackers: int | None) -> NodeShare:
    share = NodeShare.of(nodes, trackers)
    if share.told and kind not in TRACKERS:
        remedy = "leave --nodes and --trackers out; this log says itself which nodes a job held"
        raise _refusal(f"nodes and trackers for {kind}", f"one of {', '.join(TRACKERS)}", remedy)
    return share


def _refusal(found: str, expected: str, remedy: str) -> LedgerError:
    return LedgerError([Problem("the logs", None, found, expected, remedy)])
