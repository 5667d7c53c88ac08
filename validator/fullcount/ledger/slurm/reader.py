"""Slurm accounting: `sacct --parsable2` (or `--parsable`), with a header or a list of columns.

| column (any case, any order)      | becomes                                                                 |
|-----------------------------------|-------------------------------------------------------------------------|
| JobID, else JobIDRaw              | job_id; a step (`123.batch`) is counted as skipped, never as a job      |
| ElapsedRaw, else Elapsed, else Start and End | elapsed_s                                                    |
| Start, End                        | start, end; `Unknown` and `None` are unknown                            |
| State                             | state_raw and outcome                                                   |
| AllocTRES, else AllocGRES         | accelerators of the whole job, and their model                          |
| NNodes or AllocNodes              | nodes                                                                   |
| NCPUS or AllocCPUS, else `cpu=`   | cores                                                                   |
| ConsumedEnergyRaw, ConsumedEnergy, else `energy=` | energy_kwh (joules in the log); 0, empty and N/A are none |
| Comment                           | tag_raw, component, stage, run_type                                     |
| User                              | user, as a keyed hash                                                   |
| Restarts                          | restarts                                                                |
| JobName, Account, Partition, WorkDir | read for the rules file only, and not kept                           |

Every row of a requeued job counts (`sacct --duplicates`): each attempt held its nodes. Array tasks and the
parts of a heterogeneous job are jobs of their own. What Slurm's energy covers depends on the site's plug-in, so
its boundary is unknown unless `energy_boundary` says it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from fullcount.ledger.errors import clip
from fullcount.ledger.reading.options import Axes, ReadOptions, axes_of
from fullcount.ledger.reading.source import Line, TextSource
from fullcount.ledger.reading.tags import DEFAULT_PROJECT, UNREADABLE, Tag, read_tag
from fullcount.ledger.reading.tally import Tally
from fullcount.ledger.row import LedgerRow
from fullcount.ledger.slurm.fields import (
    Devices,
    devices_of_gres,
    devices_of_tres,
    is_job_id,
    kwh_of,
    outcome_of,
    state_word,
    whole_number,
)
from fullcount.ledger.slurm.table import (
    Columns,
    Record,
    RejectedRowError,
    columns_of,
    columns_under,
    is_sacct_header,
)
from fullcount.ledger.times import elapsed_seconds, local_time, seconds_between

__all__ = ["read_slurm"]

CLOCK_CHANGE_S = 3700.0
"""An hour of daylight saving and a little rounding: times are local and without zone."""

_SECONDS = re.compile(r"\d{1,10}", re.ASCII)
_ENERGY = (
    "Slurm's energy is kept without boundary: which devices it covers depends on the site's energy plug-in"
)
_NO_GPU = (
    "no job names an accelerator, so all are read as CPU-only: on a cluster with accelerators this means that "
    "AccountingStorageTRES lacks gres/gpu"
)


def read_slurm(sources: Sequence[TextSource], tally: Tally, options: ReadOptions) -> Iterator[LedgerRow]:
    """One ledger row for each allocation row, in file order. Raises `LedgerError` for what is no such export."""
    tally.format = "slurm sacct"
    named, seen = False, _Seen(len(sources))
    for source in sources:
        tally.file = source.name
        for row in _Export(source, tally, options, seen).rows():
            named = named or row.accelerators != 0
            yield row
        seen.next_file()
    if not named:
        tally.assume(_NO_GPU)


class _Seen:
    """The jobs of earlier files, so that overlapping exports count each attempt once; one file needs no memory."""

    def __init__(self, files: int) -> None:
        self._several = files > 1
        self._earlier: set[int] = set()
        self._mine: set[int] = set()

    def earlier(self, job_id: str, start: str | None, end: str | None) -> bool:
        """Whether an earlier file had this attempt of the job; remembers it for later files."""
        if not self._several:
            return False
        attempt = hash((job_id, start, end))
        self._mine.add(attempt)
        return attempt in self._earlier

    def next_file(self) -> None:
        """The file has ended: its jobs are those of an earlier file now."""
        self._earlier |= self._mine
        self._mine = set()


class _Export:
    def __init__(self, source: TextSource, tally: Tally, options: ReadOptions, seen: "_Seen") -> None:
        self._source, self._tally, self._options, self._seen = source, tally, options, seen
        self._columns: Columns = columns_of(source, options.columns)
        self._last: tuple[str, str, str] = ("", "", "")
        for sentence in self._columns.assumptions:
            tally.assume(sentence)

    def rows(self) -> Iterator[LedgerRow]:
        header_pending = self._options.columns is None
        for line in self._source.lines():
            if header_pending:
                header_pending = False
                continue
            self._tally.read(line.number)
            try:
                yield from self._rows(line)
            except RejectedRowError as bad:
                if is_sacct_header(line.text):
                    self._change_columns(line)
                else:
                    self._tally.reject(bad.reason, line.number, bad.found, bad.expected)

    def _change_columns(self, line: Line) -> None:
        """Exports with other columns were joined into one file: from here on these hold."""
        self._tally.skip("another-header", line.number, line.text)
        self._columns = columns_under(self._source, line)

    def _rows(self, line: Line) -> Iterable[LedgerRow]:
        if line.fault and (self._tally.stops or not line.readable):
            raise RejectedRowError(line.fault, line.text, "a line of UTF-8 text")
        text = line.readable if line.fault else line.text
        if text == self._columns.header:
            self._tally.skip("repeated-header", line.number, text)
            return ()
        record = self._columns.record(text)
        if record.is_step:
            self._tally.skip("step", line.number, record.job_id)
            return ()
        rows = self._job(record, line.number)
        if rows and line.fault:
            self._tally.repair(line.fault, line.number, line.text)
        return rows

    def _job(self, record: Record, line: int) -> Iterable[LedgerRow]:
        if not is_job_id(record.job_id):
            raise RejectedRowError("unreadable-job-id", record.job_id, "a Slurm job id: 123, 123_4 or 123+0")
        elapsed_s = _elapsed(record)
        start, end = self._time(record, "start", line), self._time(record, "end", line)
        if elapsed_s > 0 and self._within_last(record.job_id, start, end):
            self._tally.skip("repeat-within-job", line, record.job_id)
            return ()
        self._last = (record.job_id, start or "", end or "")
        if self._seen.earlier(record.job_id, start, end):
            self._tally.skip("repeat-of-earlier-file", line, record.job_id)
            return ()
        self._odd_times(line, start, end, elapsed_s)
        if record.joined:
            self._tally.repair("separator-in-job-name", line, record.job_id)
        return self._ledger_row(record, line, start, end, elapsed_s)

    def _odd_times(self, line: int, start: str | None, end: str | None, elapsed_s: float) -> None:
        """Elapsed time leaves out suspension, so it may be shorter than from start to end, and never longer."""
        if start and end:
            span_s = seconds_between(start, end)
            if span_s < 0:
                self._tally.flag("end-before-start", line, f"{start} to {end}")
            elif elapsed_s > span_s + CLOCK_CHANGE_S:
                self._tally.flag("elapsed-beyond-times", line, f"{elapsed_s:.0f} s from {start} to {end}")

    def _within_last(self, job_id: str, start: str | None, end: str | None) -> bool:
        """A step that shows the bare id of its job lies inside the job's time; a requeued attempt does not."""
        last_id, last_start, last_end = self._last
        return bool(
            job_id == last_id and start and end and last_start and last_start <= start and end <= last_end
        )

    def _ledger_row(
        self, record: Record, line: int, start: str | None, end: str | None, elapsed_s: float
    ) -> Iterable[LedgerRow]:
        tag, axes = self._axes(record)
        devices = self._devices(record, elapsed_s)
        notes = [tag.repair if tag else "", devices.note]
        self._count(notes, record, line)
        kwh, boundary = self._energy(record)
        row = LedgerRow(
            job_id=record.job_id,
            component=axes.component,
            stage=axes.stage,
            run_type=axes.run_type,
            outcome=self._outcome(record, line),
            facility=axes.facility,
            equipment=axes.equipment,
            start=start,
            end=end,
            elapsed_s=elapsed_s,
            accelerators=devices.count,
            accelerator_model=devices.model,
            nodes=whole_number(record["nnodes"]),
            cores=whole_number(record["ncpus"] or record.tres.get("cpu", "")),
            memory_gib=None,
            energy_kwh=kwh,
            energy_boundary=boundary,
            ghg_kgco2e=None,
            state_raw=state_word(record["state"]),
            tag_raw=record["comment"] if tag else "",
            user=self._options.users.of(record["user"]),
            restarts=whole_number(record["restarts"]),
            note=";".join(filter(None, notes)),
        )
        return self._tally.used(row, untagged=axes.untagged)

    def _axes(self, record: Record) -> tuple[Tag | None, Axes]:
        tag = read_tag(record["comment"])
        job = {
            "project": tag.project if tag else "",
            "comment": record["comment"],
            "job_name": record["jobname"],
            "account": record["account"],
            "partition": record["partition"],
            "user": record["user"],
            "workdir": record["workdir"],
        }
        return tag, axes_of(tag, tag.project if tag else DEFAULT_PROJECT, job, self._options.mapping)

    def _devices(self, record: Record, elapsed_s: float) -> Devices:
        if record.has("alloctres"):
            devices = devices_of_tres(record["alloctres"])
        elif record.has("allocgres"):
            devices = devices_of_gres(record["allocgres"])
        else:
            devices = Devices(None, note="no-resources-recorded")
        return devices if elapsed_s > 0 else Devices(devices.count, devices.model)

    def _count(self, notes: list[str], record: Record, line: int) -> None:
        repair, odd = notes
        if repair == UNREADABLE:
            self._tally.flag(repair, line, record["comment"])
        elif repair:
            self._tally.repair(repair, line, record["comment"])
        if odd:
            self._tally.flag(odd, line, record["alloctres"] or record["allocgres"])

    def _energy(self, record: Record) -> tuple[float | None, str | None]:
        texts = (record["consumedenergyraw"], record["consumedenergy"], record.tres.get("energy", ""))
        kwh = next((kwh for kwh in map(kwh_of, texts) if kwh is not None), None)
        if kwh is not None and self._options.energy_boundary is None:
            self._tally.assume(_ENERGY)
        return kwh, None if kwh is None else self._options.energy_boundary

    def _outcome(self, record: Record, line: int) -> str:
        outcome = outcome_of(record["state"])
        if outcome is None and record.has("state"):
            self._tally.flag("unknown-state", line, record["state"])
        return outcome or "unknown"

    def _time(self, record: Record, column: str, line: int) -> str | None:
        try:
            return local_time(record[column])
        except ValueError:
            self._tally.flag("unreadable-time", line, record[column])
            return None


def _elapsed(record: Record) -> float:
    if _SECONDS.fullmatch(record["elapsedraw"]):
        return float(record["elapsedraw"])
    try:
        if record["elapsed"]:
            return elapsed_seconds(record["elapsed"])
    except ValueError:
        pass
    if record.has("elapsedraw") or record.has("elapsed"):
        found = clip(record["elapsedraw"] or record["elapsed"])
        raise RejectedRowError("unreadable-elapsed", found, "seconds, or [[DD-]HH:]MM:SS")
    return record.span_seconds()
