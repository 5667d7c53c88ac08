"""From a job of Slurm's accounting to a row of the ledger."""

from collections.abc import Iterator

from fullcount.ledger.reading.options import Axes, ReadOptions, axes_of
from fullcount.ledger.reading.tags import DEFAULT_PROJECT, UNREADABLE, Tag, read_tag
from fullcount.ledger.reading.tally import Tally
from fullcount.ledger.row import LedgerRow
from fullcount.ledger.slurm.attempts import Job
from fullcount.ledger.slurm.devices import (
    SLICES,
    Devices,
    devices_of_counts,
    devices_of_gres,
    devices_of_tres,
)
from fullcount.ledger.slurm.energy import HIGHEST_NODE_W, LOWEST_NODE_W, energy_of, mean_node_w
from fullcount.ledger.slurm.fields import is_unreadable, outcome_of, state_word, whole_number
from fullcount.ledger.slurm.memory import memory_of
from fullcount.ledger.slurm.record import Record
from fullcount.ledger.slurm.times import ELAPSED_INSTEAD, odd_times
from fullcount.ledger.times import elapsed_seconds

__all__ = ["Rows"]

_ENERGY = (
    "Slurm's energy is kept without boundary: which devices it covers depends on the site's energy plug-in"
)
_SHARDS = "{} shards count as one accelerator, as the user said"


class Rows:
    """Makes ledger rows, and tells the tally what was mended and what is odd."""

    def __init__(self, tally: Tally, options: ReadOptions) -> None:
        self._tally, self._options = tally, options

    def row(self, job: Job) -> Iterator[LedgerRow]:
        """The row of a job, as the tally lets it into the ledger."""
        entry, record = job.entry, job.entry.record
        self._tally.file, self._tally.line = entry.file, entry.line
        tag, axes = self._axes(record)
        devices = self._devices(record, job.elapsed_s)
        nodes = whole_number(record["nnodes"])
        cores = whole_number(record["ncpus"] or record.tres.get("cpu", ""))
        restarts = whole_number(record["restarts"])
        if nodes is None or cores is None or restarts is None:
            self._tell_unreadable(record)
        kwh, boundary = self._energy(job, nodes)
        self._tell(job, tag, devices)
        row = LedgerRow(
            job_id=record.job_id,
            component=axes.component,
            stage=axes.stage,
            run_type=axes.run_type,
            outcome=self._outcome(record),
            facility=axes.facility,
            equipment=axes.equipment,
            start=job.start,
            end=job.end,
            elapsed_s=job.elapsed_s,
            accelerators=devices.count,
            accelerator_model=devices.model,
            nodes=nodes,
            cores=cores,
            memory_gib=self._memory(record, nodes, cores),
            energy_kwh=kwh,
            energy_boundary=boundary,
            state_raw=state_word(record["state"]),
            tag_raw=record["comment"] if tag else "",
            user=self._options.users.of(record["user"]),
            restarts=restarts,
            note=";".join(filter(None, (tag.repair if tag else "", devices.note))),
        )
        yield from self._tally.used(row, untagged=axes.untagged)

    def _axes(self, record: Record) -> tuple[Tag | None, Axes]:
        tag = read_tag(record["comment"])
        job = {
            "project": tag.project if tag else "",
            "comment": record["comment"],
            "job_name": record["jobname"],
            **{key: record[key] for key in ("account", "partition", "user", "workdir", "qos", "cluster")},
        }
        return tag, axes_of(tag, tag.project if tag else DEFAULT_PROJECT, job, self._options.mapping)

    def _devices(self, record: Record, elapsed_s: float) -> Devices:
        devices = _held(record, self._options.shards_per_accelerator)
        return devices if elapsed_s > 0 else Devices(devices.count, devices.model)

    def _tell(self, job: Job, tag: Tag | None, devices: Devices) -> None:
        entry, record = job.entry, job.entry.record
        self._tell_mended(job)
        if tag and tag.repair == UNREADABLE:
            self._tally.flag(tag.repair, entry.line, record["comment"])
        elif tag and tag.repair:
            self._tally.repair(tag.repair, entry.line, record["comment"])
        if devices.note:
            self._tally.flag(devices.note, entry.line, record["alloctres"] or record["allocgres"])
        if devices.sliced:
            shards = self._options.shards_per_accelerator
            self._tally.assume(
                _SHARDS.format(shards) if shards and "gres/shard" in record["alloctres"] else SLICES
            )
        for reason in odd_times(job.start, job.end, job.elapsed_s, _suspended(record)):
            self._tally.flag(reason, entry.line, f"{job.elapsed_s:.0f} s from {job.start} to {job.end}")

    def _tell_unreadable(self, record: Record) -> None:
        cores = record["ncpus"] or record.tres.get("cpu", "")
        for what, text in (("nodes", record["nnodes"]), ("cores", cores), ("restarts", record["restarts"])):
            if is_unreadable(text):
                self._tally.flag(f"unreadable-{what}", self._tally.line, text)

    def _tell_mended(self, job: Job) -> None:
        entry, record = job.entry, job.entry.record
        if entry.fault:
            self._tally.repair(entry.fault, entry.line, entry.found)
        if record.joined:
            self._tally.repair(record.joined, entry.line, record.job_id)
        if job.replaced:
            self._tally.repair(ELAPSED_INSTEAD, entry.line, job.replaced)

    def _energy(self, job: Job, nodes: int | None) -> tuple[float | None, str | None]:
        kwh, unreadable = energy_of(job.entry.record)
        if kwh is None:
            if unreadable:
                self._tally.flag("unreadable-energy", job.entry.line, unreadable)
            return None, None
        if unreadable:
            self._tally.repair("energy-from-another-column", job.entry.line, unreadable)
        if self._options.energy_boundary is None:
            self._tally.assume(_ENERGY)
        power_w = mean_node_w(kwh, job.elapsed_s, nodes)
        if power_w is not None and not LOWEST_NODE_W <= power_w <= HIGHEST_NODE_W:
            self._tally.flag(
                "energy-implausible", job.entry.line, f"a mean of {power_w:,.4g} W for each node"
            )
        return kwh, self._options.energy_boundary

    def _memory(self, record: Record, nodes: int | None, cores: int | None) -> float | None:
        memory = memory_of(record.tres.get("mem", ""), record["reqmem"], nodes, cores)
        if memory.odd:
            found = record.tres.get("mem") or record["reqmem"]
            self._tally.flag("implausible-memory", self._tally.line, found)
        return memory.gib

    def _outcome(self, record: Record) -> str:
        outcome = outcome_of(record["state"])
        if outcome is None and record.has("state"):
            self._tally.flag("unknown-state", self._tally.line, record["state"])
        return outcome or "unknown"


def _held(record: Record, shards: int | None) -> Devices:
    """Accelerators by the best column that the log has: allocated before requested."""
    if record.columns.models:
        return devices_of_counts(record.counts)
    if record.has("alloctres"):
        return devices_of_tres(record["alloctres"], shards)
    if record.has("allocgres"):
        return devices_of_gres(record["allocgres"])
    requested = devices_of_tres(record["reqtres"], shards)
    if record.has("reqgres") and not requested.count:
        nodes = whole_number(record["nnodes"]) or 1
        return devices_of_gres(record["reqgres"], nodes)
    return requested


def _suspended(record: Record) -> float:
    """Seconds of suspension, where the log has them."""
    text = record["suspendedraw"] or record["suspended"]
    if text.isdecimal():
        return float(text)
    try:
        return elapsed_seconds(text) if text else 0.0
    except ValueError:
        return 0.0
