"""One row a run, after the last file is read."""

import re
from collections.abc import Iterator, Sequence

from fullcount.counted import counted
from fullcount.ledger.mlflow.nested import Own, own_time
from fullcount.ledger.mlflow.runs import Run, runs_of
from fullcount.ledger.reading.moments import told
from fullcount.ledger.reading.options import ReadOptions
from fullcount.ledger.reading.source import TextSource
from fullcount.ledger.reading.stated import Measured, measured_by_codecarbon, number_or_none, stated_axes
from fullcount.ledger.reading.tally import Tally
from fullcount.ledger.row import LedgerRow

__all__ = ["read_mlflow"]

_GPU = re.compile(r"system/(?:(?P<node>[^/]+)/)?gpu_(?P<index>\d+)_\w+")
_OUTCOMES = {"FINISHED": "completed", "FAILED": "failed", "KILLED": "cancelled"}
_GPUS = "the number of accelerators is that of the GPUs in the system metrics: all that the run could see, used or not"
_NO_ENERGY = (
    "the power among the system metrics is the last value of a run and no mean: no energy is made of it"
)
_NESTED = (
    "children of nested runs count, and of their parent the time that none of them covers; a parent that only waited "
    "(a minute, or 5 % of its time) is skipped"
)
_STATUS = (
    "FINISHED is completed, FAILED failed and KILLED cancelled; a run that was lost stays RUNNING for ever"
)


def read_mlflow(sources: Sequence[TextSource], tally: Tally, options: ReadOptions) -> Iterator[LedgerRow]:
    """Rows of all files together; memory grows with the runs. Raises `LedgerError` for what is no such export."""
    tally.format = "MLflow runs"
    tally.assume(_STATUS)
    runs: dict[str, Run] = {}
    for source in sources:
        for run in runs_of(source, tally):
            _keep(run, runs, tally)
    own = own_time(runs)
    measured = {run_id: measured_by_codecarbon(run.metrics, tally) for run_id, run in runs.items()}
    parents = {run.parent for run_id, run in runs.items() if measured[run_id].energy_kwh is not None}
    for run_id, run in runs.items():
        tally.file, tally.line = run.file, run.line
        figures = _parted(measured[run_id], own[run_id], run, tally, measured_below=run_id in parents)
        if own[run_id].waited:
            tally.assume(_NESTED)
            tally.skip("parent-of-nested-runs", run.line, run_id)
        else:
            yield from _row(run, own[run_id], figures, tally, options)


def _keep(run: Run, runs: dict[str, Run], tally: Tally) -> None:
    """Of a run that is exported twice the later state counts."""
    known = runs.get(run.id)
    if known is None:
        runs[run.id] = run
        return
    newer = known.end is None and run.end is not None
    older = known if newer else run
    tally.skip("run-exported-again", older.line, run.id, older.file)
    if newer:
        runs[run.id] = run


def _parted(measured: Measured, own: Own, run: Run, tally: Tally, *, measured_below: bool) -> Measured:
    """The figures that are the run's alone: none where its children may be inside them."""
    if not own.children or measured == Measured(None, None, None):
        return measured
    if own.taken_s == 0 and not measured_below:
        return measured
    kwh = "no energy" if measured.energy_kwh is None else f"{measured.energy_kwh:g} kWh"
    tally.flag("energy-of-a-parent-left-out", run.line, f"{run.id}: {kwh}, its children may be inside")
    return Measured(None, None, None)


def _row(run: Run, own: Own, measured: Measured, tally: Tally, options: ReadOptions) -> Iterator[LedgerRow]:
    user = _text(run, "mlflow.user") or str(run.info.get("user_id") or "")
    axes, tag = stated_axes({**run.params, **run.tags}, _job(run, user), options, tally, run.line)
    odd = _odd(run, own, tally)
    accelerators, nodes = _gpus(run, tally)
    kwh = measured.energy_kwh
    row = LedgerRow(
        job_id=run.id,
        **axes.columns,
        outcome=_OUTCOMES.get(run.status, "unknown"),
        start=told(run.start, tally),
        end=told(run.end, tally),
        elapsed_s=0.0 if run.status == "SCHEDULED" and run.end is None else own.elapsed_s,
        accelerators=accelerators,
        accelerator_model=_text(run, "fullcount.accelerator_model").replace("+", " "),
        nodes=nodes,
        energy_kwh=kwh,
        energy_boundary=None if kwh is None else options.energy_boundary or measured.boundary,
        ghg_kgco2e=measured.ghg_kgco2e,
        state_raw=run.status,
        tag_raw=tag,
        user=options.users.of(user),
        note=";".join(odd),
    )
    yield from tally.used(row, untagged=axes.untagged)


def _job(run: Run, user: str) -> dict[str, str]:
    return {
        "project": str(run.info.get("experiment_name") or run.info.get("experiment_id") or ""),
        "job_name": _text(run, "mlflow.runName") or str(run.info.get("run_name") or ""),
        "workdir": _text(run, "mlflow.source.name"),
        "comment": _text(run, "mlflow.note.content"),
        "user": user,
    }


def _text(run: Run, tag: str) -> str:
    return str(run.tags.get(tag) or "")


def _gpus(run: Run, tally: Tally) -> tuple[float | None, int | None]:
    """Accelerators and nodes, as far as the run says."""
    seen = [match for key in run.metrics if (match := _GPU.fullmatch(key))]
    nodes = len({match["node"] for match in seen}) or None
    stated = number_or_none(run.tags.get("fullcount.accelerators"))
    if stated is not None and stated >= 0:
        return stated, nodes
    if not seen:
        return None, None
    tally.assume(_GPUS)
    if any("power" in match[0] for match in seen):
        tally.assume(_NO_ENERGY)
    return float(len({(match["node"], match["index"]) for match in seen})), nodes


def _odd(run: Run, own: Own, tally: Tally) -> list[str]:
    odd: dict[str, str] = {}
    if run.status == "RUNNING" or (run.end is None and run.status != "SCHEDULED"):
        odd["run-not-ended"] = f"{run.id} ({run.status or 'no status'}): its time is unknown"
    if run.status not in {"RUNNING", "SCHEDULED", *_OUTCOMES}:
        odd["unlisted-status"] = run.status or "no status"
    if str(run.info.get("lifecycle_stage")) == "deleted":
        odd["deleted-run"] = f"{run.id}: deleted from the list, but its compute was spent"
    if own.taken_s > 0:
        tally.assume(_NESTED)
        odd["time-of-children-taken-off"] = (
            f"{run.id}: {own.taken_s:g} s of {counted(own.children, 'child run')}"
        )
    for code, found in odd.items():
        tally.flag(code, run.line, found)
    return list(odd)
