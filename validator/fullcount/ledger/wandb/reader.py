"""One row a run, after the last file is read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fullcount.ledger.errors import clip
from fullcount.ledger.reading.moments import Moment, moment, told
from fullcount.ledger.reading.options import ReadOptions
from fullcount.ledger.reading.source import TextSource
from fullcount.ledger.reading.stated import Measured, measured_by_codecarbon, number_or_none, stated_axes
from fullcount.ledger.reading.tally import Tally
from fullcount.ledger.row import LedgerRow
from fullcount.ledger.wandb.merged import merged
from fullcount.ledger.wandb.power import GpuPower, power_of
from fullcount.ledger.wandb.runs import Part, parts_of

__all__ = ["read_wandb"]

_OUTCOMES = {
    "finished": "completed",
    "crashed": "failed",
    "failed": "failed",
    "killed": "cancelled",
    "preempted": "preempted",
    "preempting": "preempted",
}
_GOING = frozenset({"running", "pending"})
_SPAN = re.compile(r"(?:(\d+)d)? ?(?:(\d+)h)? ?(?:(\d+)m)? ?(?:(\d+)s)?", re.IGNORECASE)
_STATES = (
    "finished is completed, failed and crashed (the process stopped reporting) failed, killed cancelled; an offline "
    "folder does not say how its run ended"
)
_NODE = (
    "GPUs and cores are those of the node that logged the run, used or not; a run on several nodes is whole only if "
    "each node logged a run"
)
_RUNTIME = (
    "elapsed time is _wandb.runtime, else Runtime, else _runtime, which ends with the last logged value"
)
_POWER = (
    "energy is the integral of system.gpu.N.powerWatts over the events given, each standing until the next (boundary "
    "accelerator); W&B thins long series out"
)


def read_wandb(sources: Sequence[TextSource], tally: Tally, options: ReadOptions) -> Iterator[LedgerRow]:
    """Rows of all files together; memory grows with the runs. Raises `LedgerError` for what is no such export."""
    tally.format = "Weights & Biases runs"
    tally.assume(_STATES)
    tally.assume(_RUNTIME)
    parts = [part for source in sources for part in parts_of(source, tally)]
    runs: list[_Run] = []
    for part in merged(parts, tally):
        tally.file = part.file
        run = _Run(part)
        if (problem := run.settle()) is not None:
            tally.reject(*problem)
        else:
            runs.append(run)
    shared = _sharing_a_node(runs)
    for run in runs:
        tally.file, tally.line = run.part.file, run.part.line
        if run.id in shared:
            tally.flag("runs-share-a-node", run.part.line, f"{run.id}: GPUs of the node may count twice")
        yield from _row(run, tally, options)


def _sharing_a_node(runs: Sequence["_Run"]) -> set[str]:
    """Ids of runs that were on one host at the same time: each logs all GPUs of the node."""
    by_host: dict[str, list[tuple[float, float, str]]] = {}
    for run in runs:
        host = str(run.part.metadata.get("host") or run.part.fields.get("host") or "")
        if host and run.start and run.elapsed_s:
            start_s = run.start.epoch_s
            by_host.setdefault(host, []).append((start_s, start_s + run.elapsed_s, run.id))
    shared: set[str] = set()
    for spans in by_host.values():
        last_end, last_id = float("-inf"), ""
        for start_s, end_s, run_id in sorted(spans):
            if start_s < last_end:
                shared |= {run_id, last_id}
            if end_s > last_end:
                last_end, last_id = end_s, run_id
    return shared


@dataclass(slots=True)
class _Run:
    part: Part
    start: Moment | None = None
    end: Moment | None = None
    elapsed_s: float | None = None

    @property
    def id(self) -> str:
        return self.part.id or f"{self.part.file}:{self.part.line}"

    @property
    def state(self) -> str:
        return str(self.part.fields.get("state") or "").strip().lower()

    def settle(self) -> tuple[str, int, str, str] | None:
        """Read times; reason, line, found and expected where they cannot be read."""
        fields, line = self.part.fields, self.part.line
        created = self.part.metadata.get("startedAt") or fields.get("created")
        try:
            self.start, self.end = moment(created), moment(fields.get("heartbeat"))
        except ValueError:
            found = f"{created} to {fields.get('heartbeat')}"
            return "unreadable-time", line, found, "ISO 8601, or a number since 1970"
        try:
            self.elapsed_s = _runtime_s(self.part)
        except ValueError as error:
            return "unreadable-runtime", line, str(error), "seconds, or 1d 2h 3m 4s"
        return None


def _runtime_s(part: Part) -> float | None:
    inner = part.summary.get("_wandb")
    process = inner.get("runtime") if isinstance(inner, Mapping) else part.summary.get("_wandb.runtime")
    for value in (process, part.fields.get("runtime"), part.summary.get("_runtime")):
        text = str(value).strip() if value is not None else ""
        if text in {"", "NaN", "nan", "None", "null"}:
            continue
        seconds = number_or_none(text)
        match = _SPAN.fullmatch(text)
        if seconds is None and match:
            days, hours, minutes, rest = (int(group or 0) for group in match.groups())
            seconds = float(days * 86400 + hours * 3600 + minutes * 60 + rest)
        if seconds is None or seconds < 0:
            raise ValueError(clip(text))
        return seconds
    return None


def _row(run: _Run, tally: Tally, options: ReadOptions) -> Iterator[LedgerRow]:
    part = run.part
    user = _user(part)
    axes, tag = stated_axes(part.config, _job(part, user), options, tally, part.line)
    power = power_of(part.events) if part.events else None
    if run.elapsed_s is None and power and power.covered_s:
        run.elapsed_s = power.covered_s
    measured = _measured(part, power, tally)
    odd = _odd(run, power, tally)
    cores = number_or_none(part.metadata.get("cpu_count", part.fields.get("cpu_count")))
    accelerators = _gpu_count(part, power)
    if accelerators is not None or cores is not None:
        tally.assume(_NODE)
    row = LedgerRow(
        job_id=run.id,
        **axes.columns,
        outcome=_OUTCOMES.get(run.state, "unknown"),
        start=told(run.start, tally),
        end=told(run.end, tally),
        elapsed_s=run.elapsed_s,
        accelerators=accelerators,
        accelerator_model=_model(part),
        nodes=1 if part.metadata else None,
        cores=None if cores is None or cores < 0 else int(cores),
        energy_kwh=measured.energy_kwh,
        energy_boundary=None if measured.energy_kwh is None else options.energy_boundary or measured.boundary,
        ghg_kgco2e=measured.ghg_kgco2e,
        state_raw=run.state,
        tag_raw=tag,
        user=options.users.of(user),
        note=";".join(odd),
    )
    yield from tally.used(row, untagged=axes.untagged)


def _user(part: Part) -> str:
    user = part.fields.get("user") or part.metadata.get("username") or ""
    return str(user.get("username") or user.get("name") or "") if isinstance(user, Mapping) else str(user)


def _job(part: Part, user: str) -> dict[str, str]:
    named = {
        "project": "project",
        "account": "group",
        "partition": "job_type",
        "job_name": "name",
        "comment": "notes",
    }
    return {key: str(part.fields.get(name) or "") for key, name in named.items()} | {"user": user}


def _measured(part: Part, power: GpuPower | None, tally: Tally) -> Measured:
    measured = measured_by_codecarbon({**part.config, **part.summary}, tally)
    if measured.energy_kwh is not None or power is None or power.energy_kwh is None:
        return measured
    tally.assume(_POWER)
    return Measured(power.energy_kwh, "accelerator", measured.ghg_kgco2e)


def _gpu_count(part: Part, power: GpuPower | None) -> float | None:
    inner = part.config.get("_wandb")
    devices = part.metadata.get("gpu_nvidia") or part.metadata.get("gpu_amd")
    stated = (
        part.config.get("fullcount.accelerators"),
        part.metadata.get("gpu_count"),
        part.fields.get("gpu_count"),
        part.summary.get("_wandb.gpu_count"),
        inner.get("gpu_count") if isinstance(inner, Mapping) else None,
        len(devices) if isinstance(devices, list) else None,
        power.gpus if power else None,
    )
    numbers = (number_or_none(value) for value in stated)
    return next((number for number in numbers if number is not None and number >= 0), None)


def _model(part: Part) -> str:
    devices = part.metadata.get("gpu_nvidia")
    first = devices[0] if isinstance(devices, list) and devices else None
    named = first.get("name") if isinstance(first, Mapping) else None
    model = part.metadata.get("gpu") or part.fields.get("gpu") or named or ""
    return model.strip("[]'\"").replace("+", " ") if isinstance(model, str) else ""


def _odd(run: _Run, power: GpuPower | None, tally: Tally) -> list[str]:
    odd: dict[str, str] = {}
    if run.state in _GOING:
        odd["run-not-ended"] = f"{run.id} ({run.state}): its time goes on"
    elif run.state and run.state not in _OUTCOMES:
        odd["unlisted-state"] = run.state
    if run.elapsed_s is None:
        odd["no-runtime"] = run.id
    if power and power.gaps:
        odd["gap-in-samples"] = run.id
    if power and power.energy_kwh is None:
        odd["one-sample-of-power"] = run.id
    if power and run.elapsed_s and 0 < power.covered_s < 0.95 * run.elapsed_s:
        odd["power-covers-less-than-time"] = f"{run.id}: {power.covered_s:g} s of {run.elapsed_s:g} s"
    for code, found in odd.items():
        tally.flag(code, run.part.line, found)
    return list(odd)
