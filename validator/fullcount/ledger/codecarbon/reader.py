"""CodeCarbon's `emissions.csv`, every layout from 1.0 to 3.3 (see `layout`).

| column                | becomes                                                                              |
|-----------------------|--------------------------------------------------------------------------------------|
| run_id                | job_id; rows of one run are cumulative, so only its longest is kept                   |
| timestamp, duration   | end (local time) and elapsed_s; start is end less duration                            |
| energy_consumed       | energy_kwh                                                                            |
| pue                   | energy_boundary: above 1 it is inside the energy, so `facility`; else `node`          |
| emissions             | ghg_kgco2e, as the log states it                                                      |
| gpu_count, gpu_model  | accelerators of this one node, and their model; empty is "none seen", not "none"      |
| project_name          | component (`codecarbon`, the tool's default, names none)                              |
| country_iso_code, region | hints in the report                                                                |
| emissions_rate        | ignored: g/s before 2.2.0, kg/s after                                                 |

What a tracker calls energy is the CPU, memory and GPUs it sees in its node: the nearest boundary is `node`,
although fans, disks and power supply losses stay outside. From 2.2.3 on it is multiplied by `pue`, whose default
1.0 states nothing; so only a PUE above 1 makes it `facility`. `cpu_count` counts logical CPUs and is not read
as cores. A log says nothing about how a run ended: outcome `unknown`.
"""

import re
from collections.abc import Iterator, Sequence

from fullcount.counted import counted
from fullcount.ledger.codecarbon.layout import number_of
from fullcount.ledger.codecarbon.runs import Run, collect_runs
from fullcount.ledger.reading.options import ReadOptions, axes_of
from fullcount.ledger.reading.source import TextSource
from fullcount.ledger.reading.tally import Tally
from fullcount.ledger.row import LedgerRow
from fullcount.ledger.times import before, local_time

__all__ = ["GPU_POWER_CEILING_W", "read_codecarbon"]

GPU_POWER_CEILING_W = 2000.0
"""Assumption: no single accelerator draws more on average; the highest TDP on the market in 2026 is lower."""

_TOOL_DEFAULT_PROJECT = "codecarbon"
_COUNTED_MODEL = re.compile(r"(\d+) x (.+)")
_BOUNDARY = (
    "a tracker's energy is that of the CPU, memory and GPUs it sees in one node: boundary node, without fans, "
    "disks and power supply losses"
)
_PUE_DEFAULT = "pue 1.0 is CodeCarbon's default and states nothing: no PUE is inside the energy"
_PUE_INSIDE = "pue above 1 is inside the energy already: boundary facility"
_NODES = "each tracker is one node: a run on several nodes is complete only if every node's rows are here"
_OUTCOME = "CodeCarbon does not log how a run ended: every outcome is unknown"
_CPU_COUNT = "cpu_count is logical CPUs, so core-hours are unknown"


def read_codecarbon(sources: Sequence[TextSource], tally: Tally, options: ReadOptions) -> Iterator[LedgerRow]:
    """One ledger row a run, after the last file is read: memory grows with the number of runs.

    Raises `LedgerError` for a file that is no emissions file.
    """
    for sentence in (_BOUNDARY, _NODES, _OUTCOME, _CPU_COUNT):
        tally.assume(sentence)
    runs: dict[str, Run] = {}
    for source in sources:
        tally.file = source.name
        collect_runs(source, tally, runs)
    for run_id, run in runs.items():
        tally.file, tally.line = run.file, run.line
        yield from _ledger_rows(run_id, run, tally, options)


def _ledger_rows(run_id: str, run: Run, tally: Tally, options: ReadOptions) -> Iterator[LedgerRow]:
    cells = run.cells
    project = cells.get("project_name", "").strip()
    job = {"project": project, "job_name": cells.get("task_name", "")}
    axes = axes_of(None, "" if project == _TOOL_DEFAULT_PROJECT else project, job, options.mapping)
    start, end = _times(run, tally)
    kwh = number_of(cells["energy_consumed"])
    tally.place(cells.get("country_iso_code", ""), cells.get("region", ""))
    row = LedgerRow(
        job_id=run_id,
        component=axes.component,
        stage=axes.stage,
        run_type=axes.run_type,
        outcome="unknown",
        facility=axes.facility,
        equipment=axes.equipment,
        start=start,
        end=end,
        elapsed_s=run.duration_s,
        accelerators=number_of(cells.get("gpu_count")),
        accelerator_model=_model(cells.get("gpu_model", "")),
        nodes=1,
        cores=None,
        memory_gib=None,
        energy_kwh=kwh,
        energy_boundary=None if kwh is None else options.energy_boundary or _boundary(run, tally),
        ghg_kgco2e=number_of(cells["emissions"]),
        state_raw="",
        tag_raw="",
        user="",
        restarts=None,
        note=";".join(_flags(run, tally)),
    )
    return tally.used(row, untagged=axes.untagged)


def _times(run: Run, tally: Tally) -> tuple[str | None, str | None]:
    try:
        end = local_time(run.cells["timestamp"])
        return (None if end is None else before(end, run.duration_s)), end
    except ValueError:
        tally.flag("unreadable-time", run.line, run.cells["timestamp"])
        return None, None


def _boundary(run: Run, tally: Tally) -> str:
    pue = number_of(run.cells.get("pue"))
    if pue is not None and pue > 1:
        tally.assume(_PUE_INSIDE)
        return "facility"
    if pue == 1:
        tally.assume(_PUE_DEFAULT)
    return "node"


def _model(text: str) -> str:
    match = _COUNTED_MODEL.fullmatch(text.strip())
    return (match[2] if match else text.strip()).replace("+", " ")


def _flags(run: Run, tally: Tally) -> list[str]:
    """What is odd about a run; power is judged on energy over time, as `gpu_power` can be nonsense."""
    numbers = {
        column: _number_or_none(run.cells.get(column)) for column in ("gpu_energy", "gpu_power", "pue")
    }
    gpu_kwh, gpus = numbers["gpu_energy"] or 0.0, number_of(run.cells.get("gpu_count"))
    mean_w = gpu_kwh * 3.6e6 / run.duration_s if run.duration_s > 0 else 0.0
    found = []
    if gpus and mean_w > gpus * GPU_POWER_CEILING_W:
        found.append(
            ("impossible-gpu-energy", f"{mean_w:.0f} W on average for {counted(gpus, 'accelerator')}")
        )
    if gpus and (numbers["gpu_power"] or 0.0) > gpus * GPU_POWER_CEILING_W:
        found.append(
            ("impossible-gpu-power", f"{numbers['gpu_power']:.0f} W for {counted(gpus, 'accelerator')}")
        )
    if gpu_kwh > 0 and numbers["gpu_power"] == 0:
        found.append(("gpu-power-zero-with-energy", f"{gpu_kwh:g} kWh"))
    if numbers["pue"] is not None and numbers["pue"] < 1:
        found.append(("pue-below-one", f"{numbers['pue']:g}"))
    if run.cells["energy_consumed"].strip() == "":
        found.append(("no-energy", "an empty energy_consumed"))
    for reason, seen in found:
        tally.flag(reason, run.line, seen)
    return [reason for reason, _ in found]


def _number_or_none(text: str | None) -> float | None:
    try:
        return number_of(text)
    except ValueError:
        return None
