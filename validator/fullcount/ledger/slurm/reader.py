"""Slurm accounting: `sacct --parsable2` (or `--parsable`, or `--json`), with a header or a known layout.

| column (any case, any order)      | becomes                                                                 |
|-----------------------------------|-------------------------------------------------------------------------|
| JobID, else JobIDRaw              | job_id; a step (`123.batch`) is counted as skipped, never as a job      |
| ElapsedRaw, else Elapsed, else Start and End | elapsed_s                                                    |
| Start, End                        | start, end; `Unknown` and `None` are unknown                            |
| State                             | state_raw and outcome                                                   |
| AllocTRES, AllocGRES, ReqTRES, ReqGRES: the first | accelerators of the whole job, and their model          |
| gpus:MODEL (in a list of columns) | accelerators of that model, where each has a column of its own          |
| NNodes or AllocNodes              | nodes                                                                   |
| NCPUS or AllocCPUS, else `cpu=`   | cores                                                                   |
| `mem=`, else ReqMem               | memory_gib in all nodes                                                 |
| ConsumedEnergyRaw, ConsumedEnergy, else `energy=` | energy_kwh (joules in the log); 0, empty and N/A are none |
| Comment                           | tag_raw, component, stage, run_type                                     |
| User                              | user, as a keyed hash                                                   |
| Restarts                          | restarts                                                                |
| JobName, Account, Partition, QOS, Cluster, WorkDir | read for the rules file only, and not kept             |

Every attempt of a requeued job counts (`sacct --duplicates`): each held its nodes. Array tasks and the parts of a
heterogeneous job are jobs of their own. An attempt that exports show twice counts once, in its latest state. What
Slurm's energy covers depends on the site's plug-in, so its boundary is unknown unless `energy_boundary` says it.
"""

from collections.abc import Iterator, Sequence

from fullcount.ledger.reading.options import ReadOptions
from fullcount.ledger.reading.source import TextSource
from fullcount.ledger.reading.tally import Tally
from fullcount.ledger.row import LedgerRow
from fullcount.ledger.slurm.attempts import SUPERSEDED, Attempts, Job
from fullcount.ledger.slurm.document import Document, is_sacct_document
from fullcount.ledger.slurm.fields import is_job_id
from fullcount.ledger.slurm.moments import is_epoch, moment
from fullcount.ledger.slurm.record import Record, RejectedRowError
from fullcount.ledger.slurm.rows import Rows
from fullcount.ledger.slurm.table import Entry, Table, table_of
from fullcount.ledger.slurm.times import elapsed_of

__all__ = ["read_slurm"]

_NO_GPU = (
    "no job names an accelerator, so all are read as CPU-only: on a cluster with accelerators this means that "
    "AccountingStorageTRES lacks gres/gpu"
)
_EPOCH = "moments in seconds since 1970 (sacct --json, SLURM_TIME_FORMAT=%s) are written as UTC"


def read_slurm(sources: Sequence[TextSource], tally: Tally, options: ReadOptions) -> Iterator[LedgerRow]:
    """One ledger row for each attempt of a job: in file order, and at the end those that have not ended.

    Raises `LedgerError` for what is no such export.
    """
    tally.format = "slurm sacct"
    exports = [_export(source, options) for source in sources]
    named: bool | None = None
    for row in _Reader(exports, sources, tally, options).rows():
        named = bool(named) or row.accelerators != 0
        yield row
    if named is False:
        tally.assume(_NO_GPU)


def _export(source: TextSource, options: ReadOptions) -> Table | Document:
    is_json = is_sacct_document(source) or source.start.lstrip().startswith(("{", "["))
    return Document(source) if is_json else table_of(source, options.columns)


class _Reader:
    def __init__(
        self,
        exports: Sequence[Table | Document],
        sources: Sequence[TextSource],
        tally: Tally,
        options: ReadOptions,
    ) -> None:
        self._exports, self._sources, self._tally = exports, sources, tally
        self._rows = Rows(tally, options)
        self._attempts = Attempts()
        self._clusters = all(export.has_clusters for export in exports)
        self._restarts = all(export.has_restarts for export in exports)

    def rows(self) -> Iterator[LedgerRow]:
        for source, export in zip(self._sources, self._exports, strict=True):
            self._tally.file = source.name
            for sentence in export.assumptions:
                self._tally.assume(sentence)
            for entry in export.entries(self._tally):
                yield from self._entry(entry)
                self._tally.file = source.name
        for latest, job in self._attempts.left():
            if latest:
                yield from self._rows.row(job)
            else:
                self._leave_out(SUPERSEDED, job)

    def _entry(self, entry: Entry) -> Iterator[LedgerRow]:
        if entry.record.is_step:
            self._tally.skip("step", entry.line, entry.record.job_id)
            return
        try:
            job = self._job(entry)
        except RejectedRowError as bad:
            self._tally.reject(bad.reason, entry.line, bad.found, bad.expected)
            return
        use, left_out = self._attempts.admit(job)
        for reason, other in left_out:
            self._leave_out(reason, other)
        if use:
            yield from self._rows.row(job)

    def _leave_out(self, reason: str, job: Job) -> None:
        self._tally.skip(reason, job.entry.line, job.entry.record.job_id, job.entry.file)

    def _job(self, entry: Entry) -> Job:
        record = entry.record
        if not is_job_id(record.job_id):
            raise RejectedRowError("unreadable-job-id", record.job_id, "a Slurm job id: 123, 123_4 or 123+0")
        elapsed_s, replaced = elapsed_of(record)
        start, end = (self._time(record, column, entry.line) for column in ("start", "end"))
        cluster = record["cluster"] if self._clusters else ""
        restarts = record["restarts"].strip() if self._restarts else ""
        return Job(entry, cluster, start, end, elapsed_s, restarts, replaced)

    def _time(self, record: Record, column: str, line: int) -> str | None:
        text = record[column]
        if is_epoch(text):
            self._tally.assume(_EPOCH)
        try:
            return moment(text)
        except ValueError:
            self._tally.flag("unreadable-time", line, text)
            return None
