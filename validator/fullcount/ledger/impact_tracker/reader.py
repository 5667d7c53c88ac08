"""Summaries of experiment-impact-tracker: what its `gather_additional_info` gives, saved as JSON or CSV.

| field                                  | becomes                                                                    |
|----------------------------------------|----------------------------------------------------------------------------|
| total_power                            | energy_kwh: it is kWh in spite of its name, a PUE inside: `facility`       |
| kw_hr_gpu, kw_hr_cpu                   | the energy (boundary `node`) where there is no total_power                 |
| exp_len_hours                          | elapsed_s; else experiment_end less experiment_start                       |
| experiment_start, experiment_end       | start and end: local time as text, Unix time read as UTC                   |
| estimated_carbon_impact_kg (kg_carbon) | ghg_kgco2e                                                                 |
| gpu_info                               | accelerators and their model: one entry a GPU                              |
| gpu_hours, cpu_hours                   | not read as held: they are weighted by utilisation, or time on processors  |
| region, average_realtime_carbon_intensity, region_carbon_intensity_estimate | hints and sentences in the report     |

The energy is what the tracker attributes to the processes of the experiment, by their share of use; 1.58 is the PUE
in its code (emissions/constants.py). Values such as `0.5 +/- 0.1` are means over runs and no total of anything. The
tracker's own `data.json` holds samples of power and is no summary; `info.pkl` is code to whoever opens it and is
never opened. Read in Breakend/experiment-impact-tracker at c1b0fcb and its history.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fullcount.counted import counted
from fullcount.ledger.ceilings import GPU_POWER_CEILING_W
from fullcount.ledger.errors import clip
from fullcount.ledger.impact_tracker.summaries import Summary, is_samples, summaries
from fullcount.ledger.reading.documents import BrokenItem
from fullcount.ledger.reading.moments import written
from fullcount.ledger.reading.options import ReadOptions, axes_of
from fullcount.ledger.reading.record_ids import RecordIds
from fullcount.ledger.reading.source import TextSource
from fullcount.ledger.reading.tally import Tally
from fullcount.ledger.row import LedgerRow
from fullcount.ledger.times import local_time, seconds_between

__all__ = ["PUE", "read_impact_tracker"]

PUE = 1.58
"""The constant in the tracker's emissions/constants.py, inside total_power."""

_TOLERANCE = 0.01
_OUTCOME = "experiment-impact-tracker does not log how a run ended: every outcome is unknown"
_ENERGY = (
    "total_power is an energy in kWh, with the tracker's PUE (1.58 in its code) inside: boundary facility"
)
_ATTRIBUTED = (
    "the tracker counts the share of CPU packages, memory and GPUs that it attributes to the experiment's processes, "
    "without fans, disks and other losses"
)
_HOURS = (
    "gpu_hours are weighted by utilisation and cpu_hours are time on processors: neither is what was held"
)
_NO_TOTAL = "where total_power is missing, kw_hr_gpu and kw_hr_cpu are the energy, without PUE: boundary node"
_INTENSITY = "the tracker took {g:g} gCO2e/kWh for its emissions"
_COUNTRY = re.compile(r"[A-Z]{2,3}(?=$|-)")


def read_impact_tracker(
    sources: Sequence[TextSource], tally: Tally, options: ReadOptions
) -> Iterator[LedgerRow]:
    """One ledger row an experiment. Raises `LedgerError` for a file that is no summary."""
    tally.format = "experiment-impact-tracker summary"
    for sentence in (_OUTCOME, _ATTRIBUTED):
        tally.assume(sentence)
    options.share.tell(tally)
    ids = RecordIds()
    for source in sources:
        tally.file = source.name
        if is_samples(source.start):
            remedy = "save what gather_additional_info(load_initial_info(folder), folder) gives as JSON, and read that"
            raise source.refusal(1, "samples of power (data.json)", "the summary of an experiment", remedy)
        for summary in summaries(source):
            tally.read(summary.line)
            if isinstance(summary, BrokenItem):
                tally.reject(summary.reason, summary.line, summary.found, summary.expected)
            else:
                yield from _row(ids.of(source.name, summary.line), summary, tally, options)


def _row(job_id: str, summary: Summary, tally: Tally, options: ReadOptions) -> Iterator[LedgerRow]:
    found = [*_oddities(summary)]
    for reason, seen in found:
        tally.flag(reason, summary.line, seen)
    kwh, boundary = _energy(summary, tally)
    axes = axes_of(None, "", {"job_name": summary.name}, options.mapping)
    start, end = (_moment(summary, f"experiment_{edge}", tally) for edge in ("start", "end"))
    gpus = _gpus(summary.fields)
    _tell(summary, tally)
    row = LedgerRow(
        job_id=job_id,
        **axes.columns,
        outcome="unknown",
        start=start,
        end=end,
        elapsed_s=_elapsed_s(summary, start, end),
        accelerators=float(len(gpus)) if gpus else None,
        accelerator_model=_model(gpus),
        nodes=1,
        energy_kwh=kwh,
        energy_boundary=None if kwh is None else options.energy_boundary or boundary,
        ghg_kgco2e=summary.numbers["carbon"],
        note=";".join(reason for reason, _ in found),
    )
    return tally.used(options.share.scaled(row, summary.line, tally), untagged=axes.untagged)


def _energy(summary: Summary, tally: Tally) -> tuple[float | None, str]:
    """kWh and boundary; a total of 0 is a meter that could not be read, and no energy."""
    total = summary.numbers["total_power"]
    if total:
        tally.assume(_ENERGY)
        return total, "facility"
    parts = (summary.numbers["kw_hr_gpu"], summary.numbers["kw_hr_cpu"])
    if any(parts) and None not in parts:
        tally.assume(_NO_TOTAL)
        return sum(part for part in parts if part is not None), "node"
    return None, ""


def _elapsed_s(summary: Summary, start: str | None, end: str | None) -> float | None:
    hours = summary.numbers["exp_len_hours"]
    if hours is not None:
        return hours * 3600 if hours > 0 or not summary.numbers["total_power"] else None
    if start is None or end is None or end < start:
        return None
    return seconds_between(start, end)


def _moment(summary: Summary, name: str, tally: Tally) -> str | None:
    value = summary.fields.get(name)
    if value is None:
        return None
    try:
        if isinstance(value, str):
            return local_time(value)
        return written(float(value))
    except (ValueError, OverflowError, TypeError):
        tally.flag("unreadable-time", summary.line, clip(f"{name} {value!r}"))
        return None


def _gpus(fields: Mapping[str, Any]) -> list[str]:
    """Names of the GPUs in `gpu_info`: a list, or one object by index."""
    info = fields.get("gpu_info")
    entries = list(info.values()) if isinstance(info, Mapping) else info if isinstance(info, list) else []
    names = [entry.get("name", "") for entry in entries if isinstance(entry, Mapping)]
    return [str(name).replace("+", " ")[:100] for name in names]


def _model(gpus: list[str]) -> str:
    models = dict.fromkeys(gpus)
    if len(models) < 2:
        return next(iter(models), "")
    return "+".join(f"{model or 'unknown'}:{gpus.count(model)}" for model in models)


def _oddities(summary: Summary) -> Iterator[tuple[str, str]]:
    numbers = summary.numbers
    total, gpu, cpu = (numbers[name] for name in ("total_power", "kw_hr_gpu", "kw_hr_cpu"))
    if not total and not (gpu or cpu):
        yield "no-energy", "no total_power" if total is None else "a total_power of 0"
    if total and gpu is not None and cpu is not None and gpu + cpu > 0:
        pue = total / (gpu + cpu)
        if abs(pue - (numbers["pue"] or PUE)) > _TOLERANCE * PUE:
            yield "another-pue", f"total_power is {pue:.3g} times kw_hr_gpu + kw_hr_cpu"
    gpus, hours = len(_gpus(summary.fields)), numbers["exp_len_hours"]
    if gpus and gpu and hours and gpu * 1000 > gpus * GPU_POWER_CEILING_W * hours:
        yield (
            "impossible-gpu-energy",
            f"{gpu * 1000 / hours:.0f} W on average for {counted(gpus, 'accelerator')}",
        )
    if hours == 0 and total:
        yield "energy-without-duration", f"{total:g} kWh in 0 h"


def _tell(summary: Summary, tally: Tally) -> None:
    """What the ledger has no column for."""
    if summary.numbers["gpu_hours"] is not None or summary.numbers["cpu_hours"] is not None:
        tally.assume(_HOURS)
    region = summary.fields.get("region")
    name = region.get("id") if isinstance(region, Mapping) else region
    if isinstance(name, str) and (match := _COUNTRY.match(name)):
        tally.place(match[0], name[:100] if name != match[0] else "")
    estimate = summary.fields.get("region_carbon_intensity_estimate")
    regional = estimate.get("carbonIntensity") if isinstance(estimate, Mapping) else None
    grams = summary.numbers["intensity"]
    if grams is None and isinstance(regional, int | float) and not isinstance(regional, bool):
        grams = float(regional)
    if grams is not None:
        tally.assume(_INTENSITY.format(g=grams))
    kwh, kg = summary.numbers["total_power"], summary.numbers["carbon"]
    if kwh and kg is not None and grams is None:
        tally.assume(
            f"implied factor: {kg / kwh:.4g} kgCO2e/kWh, estimated_carbon_impact_kg over total_power"
        )
