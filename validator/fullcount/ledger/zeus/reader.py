"""Measurements of Zeus: JSON that a script wrote, or the CSV that `ZeusMonitor(log_file=...)` writes.

| JSON                      | CSV            | becomes                                                            |
|---------------------------|----------------|--------------------------------------------------------------------|
| time                      | elapsed_time   | elapsed_s, in s                                                    |
| -                         | start_time     | start, Unix time read as UTC; end is start and elapsed time        |
| gpu_energy {index: J}     | gpu0_energy …  | energy_kwh (3.6e6 J a kWh); accelerators is the number of indices  |
| cpu_energy, dram_energy   | cpu0_energy …  | part of the energy where both are there, and then boundary `node`  |
| soc_energy (fields in mJ) | -              | the energy where there is no gpu_energy: boundary `node`           |
| name beside it, or key    | window_name    | job_name of a rule; not in the ledger                              |

Energy is that of the GPUs, boundary `accelerator`, unless CPU and DRAM are measured as well. Windows nest: in a CSV
a window inside another one of the same file is not counted again; JSON has no start, so only one level of windows
may be given. A cancelled window is all zeros. A window shorter than the counter of the GPUs reads 0 J, which is no
measurement. The CSV does not quote window names, so commas in them are put up with.
Read in ml-energy/zeus at 75a8b93 (zeus/monitor/energy.py, zeus/device/soc).
"""

from collections.abc import Iterator, Sequence

from fullcount.counted import counted
from fullcount.ledger.ceilings import GPU_POWER_CEILING_W
from fullcount.ledger.reading.documents import BrokenItem
from fullcount.ledger.reading.moments import written
from fullcount.ledger.reading.options import ReadOptions, axes_of
from fullcount.ledger.reading.record_ids import RecordIds
from fullcount.ledger.reading.source import TextSource
from fullcount.ledger.reading.tally import Tally
from fullcount.ledger.row import LedgerRow
from fullcount.ledger.times import end_of
from fullcount.ledger.zeus.nesting import nested, overlapping
from fullcount.ledger.zeus.windows import Window, csv_windows, is_zeus_csv, json_windows

__all__ = ["JOULES_PER_KWH", "read_zeus"]

JOULES_PER_KWH = 3.6e6
"""1 kWh = 1000 W x 3600 s."""

_OUTCOME = "Zeus does not log how a run ended, or on what accelerators: every outcome and model is unknown"
_UTC = "start_time is Unix time; it is read as UTC"
_ONE_LEVEL = (
    "a measurement in JSON has no start: windows inside one another cannot be seen there and would be counted twice, "
    "so only one level of windows may be in the file"
)
_GPU = "gpu_energy alone is that of the accelerators: boundary accelerator"
_HOST = (
    "gpu_energy, cpu_energy and dram_energy together are taken as the node, without fans, disks and losses"
)
_CPU_LEFT = (
    "cpu_energy without dram_energy is no node: it is left out beside gpu_energy "
    "(--energy-boundary node takes it in)"
)
_CPU_ONLY = "cpu_energy without gpu_energy is taken as the node; accelerators are unknown"
_SOC = "soc_energy is that of a whole system on chip: boundary node"


def read_zeus(sources: Sequence[TextSource], tally: Tally, options: ReadOptions) -> Iterator[LedgerRow]:
    """One ledger row a window; memory grows with the windows of one file. Raises `LedgerError` for another format."""
    tally.assume(_OUTCOME)
    options.share.tell(tally)
    ids, formats = RecordIds(), dict[str, None]()
    for source in sources:
        tally.file = source.name
        is_csv = is_zeus_csv(source.first_line)
        formats.setdefault("zeus csv" if is_csv else "zeus json")
        tally.format = ", ".join(formats)
        tally.assume(_UTC if is_csv else _ONE_LEVEL)
        yield from _rows_of(source, [*(csv_windows if is_csv else json_windows)(source)], tally, options, ids)


def _rows_of(
    source: TextSource,
    read: Sequence[Window | BrokenItem],
    tally: Tally,
    options: ReadOptions,
    ids: RecordIds,
) -> Iterator[LedgerRow]:
    windows = [window for window in read if isinstance(window, Window)]
    inside = {id(windows[number]) for number in nested(windows)}
    across = {id(windows[number]) for number in overlapping(windows)}
    for window in read:
        tally.read(window.line)
        if isinstance(window, BrokenItem):
            tally.reject(window.reason, window.line, window.found, window.expected)
        elif window.cancelled:
            tally.skip("cancelled-window", window.line, "0 s and 0 J")
        elif id(window) in inside:
            tally.skip("inside-another-window", window.line, f"{window.time_s:g} s")
        else:
            found = [
                *_oddities(window),
                *([("overlapping-windows", f"{window.time_s:g} s")] * (id(window) in across)),
            ]
            yield from _row(ids.of(source.name, window.line), window, found, tally, options)


def _row(
    job_id: str, window: Window, found: Sequence[tuple[str, str]], tally: Tally, options: ReadOptions
) -> Iterator[LedgerRow]:
    for reason, seen in found:
        tally.flag(reason, window.line, seen)
    axes = axes_of(None, "", {"job_name": window.name}, options.mapping)
    joules, boundary = _energy(window, tally, options.energy_boundary)
    start = _start(window, tally)
    row = LedgerRow(
        job_id=job_id,
        **axes.columns,
        outcome="unknown",
        start=start,
        end=end_of(start, None, window.time_s),
        elapsed_s=window.time_s,
        accelerators=float(len(window.gpu_j)) if window.gpu_j else None,
        nodes=1,
        energy_kwh=None if joules is None else joules / JOULES_PER_KWH,
        energy_boundary=None if joules is None else boundary,
        note=";".join(reason for reason, _ in found),
    )
    return tally.used(options.share.scaled(row, window.line, tally), untagged=axes.untagged)


def _energy(window: Window, tally: Tally, told: str | None) -> tuple[float | None, str]:
    """Joules and what they cover; None where the counters had not moved."""
    gpu = sum(window.gpu_j) if window.gpu_j else None
    if gpu is None and window.soc_j is not None:
        tally.assume(_SOC)
        return window.soc_j, told or "node"
    if _unmoved(window):
        return None, ""
    if window.cpu_j is not None and window.dram_j is not None:
        tally.assume(_HOST)
        return (gpu or 0.0) + window.cpu_j + window.dram_j, told or "node"
    if gpu is None:
        tally.assume(_CPU_ONLY)
        return window.cpu_j, told or "node"
    if window.cpu_j is not None and told not in {None, "accelerator"}:
        return gpu + window.cpu_j, told or "node"
    tally.assume(_GPU if window.cpu_j is None else _CPU_LEFT)
    return gpu, told or "accelerator"


def _unmoved(window: Window) -> bool:
    return window.time_s > 0 and bool(window.gpu_j) and not any(window.gpu_j)


def _oddities(window: Window) -> Iterator[tuple[str, str]]:
    gpus, joules = len(window.gpu_j), sum(window.gpu_j)
    if _unmoved(window):
        yield "shorter-than-counter", f"0 J of {counted(gpus, 'accelerator')} in {window.time_s:g} s"
    elif window.gpu_j.count(0.0):
        yield "accelerator-without-energy", f"{window.gpu_j.count(0.0)} of {counted(gpus, 'accelerator')}"
    if window.time_s > 0 and joules > gpus * GPU_POWER_CEILING_W * window.time_s:
        found = f"{joules / window.time_s:.0f} W on average for {counted(gpus, 'accelerator')}"
        yield "impossible-gpu-energy", found
    if not window.gpu_j and window.cpu_j is None and window.soc_j is None:
        yield "no-energy", "no gpu_energy, cpu_energy or soc_energy"


def _start(window: Window, tally: Tally) -> str | None:
    if window.start_s is None:
        return None
    try:
        return written(window.start_s)
    except ValueError:
        tally.flag("unreadable-time", window.line, f"{window.start_s:g}")
        return None
