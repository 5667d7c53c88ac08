"""CodeCarbon's `emissions.csv` and task files, every layout from 1.0 to 3.3 (see `layout`).

| column                | becomes                                                                              |
|-----------------------|--------------------------------------------------------------------------------------|
| run_id                | job_id; rows of one run are cumulative, so only its longest is kept, in all files     |
| task_name             | a part of the run: counted only where the run has no row of its own                   |
| timestamp, duration   | end (local time) and elapsed_s; start is end less duration                            |
| energy_consumed       | energy_kwh                                                                            |
| pue                   | energy_boundary: above 1 it is inside the energy, so `facility`; else `node`          |
| emissions             | ghg_kgco2e, as the log states it; over the energy, an implied factor in the report    |
| gpu_count, gpu_model  | accelerators of this one node, and their models; empty is "none seen", not "none"     |
| project_name          | component (`codecarbon`, the tool's default, names none)                              |
| country_iso_code, region, cloud_* | hints in the report                                                       |
| tracking_mode, water_consumed, wue, codecarbon_version | sentences in the report                              |
| emissions_rate, *_power | not read: their meaning changes from release to release                             |

What a tracker calls energy is the CPU, memory and GPUs it sees in its node: the nearest boundary is `node`,
although fans, disks and power supply losses stay outside. From 2.2.3 on it is multiplied by `pue`, whose default
1.0 states nothing; so only a PUE above 1 makes it `facility`. `cpu_count` counts logical CPUs and is not read
as cores. A log says nothing about how a run ended: outcome `unknown`. Runs on several nodes: see `reading.nodes`.
"""

from collections.abc import Iterator, Sequence

from fullcount.ledger.codecarbon.account import Account
from fullcount.ledger.codecarbon.devices import accelerator_model
from fullcount.ledger.codecarbon.layout import number_of
from fullcount.ledger.codecarbon.oddities import oddities
from fullcount.ledger.codecarbon.runs import Run, Runs
from fullcount.ledger.reading.options import ReadOptions, axes_of
from fullcount.ledger.reading.source import TextSource
from fullcount.ledger.reading.tally import Tally
from fullcount.ledger.row import LedgerRow
from fullcount.ledger.times import before, local_time

__all__ = ["read_codecarbon"]

_TOOL_DEFAULT_PROJECT = "codecarbon"
_BOUNDARY = (
    "a tracker's energy is that of the CPU, memory and GPUs it sees in one node: boundary node, without fans, "
    "disks and power supply losses"
)
_PUE_DEFAULT = "pue 1.0 is CodeCarbon's default and states nothing: no PUE is inside the energy"
_PUE_OF_TASKS = (
    "task files do not state pue; if one was set it is inside the energy: say so (--energy-boundary facility)"
)
_PUE_INSIDE = "pue above 1 is inside the energy already: boundary facility"
_OUTCOME = "CodeCarbon does not log how a run ended: every outcome is unknown"
_CPU_COUNT = "cpu_count is logical CPUs, so core-hours are unknown"


def read_codecarbon(sources: Sequence[TextSource], tally: Tally, options: ReadOptions) -> Iterator[LedgerRow]:
    """One ledger row a run, after the last file is read: memory grows with the number of runs.

    Raises `LedgerError` for a file that is no emissions file.
    """
    for sentence in (_BOUNDARY, _OUTCOME, _CPU_COUNT):
        tally.assume(sentence)
    options.share.tell(tally)
    runs, account = Runs(tally), Account()
    for number, source in enumerate(sources):
        tally.file = source.name
        runs.collect(source, number)
    for run_id, run in runs.counted():
        tally.file, tally.line = run.file, run.line
        account.add(run)
        yield from _ledger_rows(run_id, run, tally, options)
    account.tell(tally)


def _ledger_rows(run_id: str, run: Run, tally: Tally, options: ReadOptions) -> Iterator[LedgerRow]:
    cells = run.cells
    project = cells.get("project_name", "").strip()
    job = {"project": project, "job_name": cells.get("task_name", "")}
    axes = axes_of(None, "" if project == _TOOL_DEFAULT_PROJECT else project, job, options.mapping)
    start, end = _times(run, tally)
    kwh = number_of(cells["energy_consumed"])
    gpus = number_of(cells.get("gpu_count"))
    found = [*oddities(run)]
    model = accelerator_model(cells.get("gpu_model", ""), gpus)
    if model is None:
        found.append(("unreadable-accelerators", cells["gpu_model"]))
    for reason, seen in found:
        tally.flag(reason, run.line, seen)
    _place(run, tally)
    row = LedgerRow(
        job_id=run_id,
        **axes.columns,
        outcome="unknown",
        start=start,
        end=end,
        elapsed_s=None if run.duration_s == 0 and kwh else run.duration_s,
        accelerators=gpus,
        accelerator_model=cells["gpu_model"].strip().replace("+", " ") if model is None else model,
        nodes=1,
        energy_kwh=kwh,
        energy_boundary=None if kwh is None else options.energy_boundary or _boundary(run, tally),
        ghg_kgco2e=number_of(cells["emissions"]),
        note=";".join(reason for reason, _ in found),
    )
    return tally.used(options.share.scaled(row, run.line, tally), untagged=axes.untagged)


def _times(run: Run, tally: Tally) -> tuple[str | None, str | None]:
    try:
        end = local_time(run.cells["timestamp"])
        return (None if end is None else before(end, run.duration_s)), end
    except ValueError:
        tally.flag("unreadable-time", run.line, run.cells["timestamp"])
        return None, None


def _place(run: Run, tally: Tally) -> None:
    """A hint of where it ran: in a cloud the provider's name of its region says more than the place."""
    cells = {name: run.cells.get(name, "").strip() for name in ("region", "cloud_provider", "cloud_region")}
    cloud = run.cells.get("on_cloud", "").strip() == "Y"
    named = " ".join(filter(None, (cells["cloud_provider"], cells["cloud_region"]))) if cloud else ""
    tally.place(run.cells.get("country_iso_code", "").strip(), named or cells["region"])


def _boundary(run: Run, tally: Tally) -> str:
    pue = number_of(run.cells.get("pue"))
    if pue is not None and pue > 1:
        tally.assume(_PUE_INSIDE)
        return "facility"
    if pue == 1:
        tally.assume(_PUE_DEFAULT)
    elif run.is_task and pue is None:
        tally.assume(_PUE_OF_TASKS)
    return "node"
