"""The ledger row of one report."""

import re
from collections.abc import Mapping, Sequence
from math import fsum
from typing import Any

from fullcount.ledger.boamps.components import Hardware, hardware_of
from fullcount.ledger.boamps.measures import Measure
from fullcount.ledger.boamps.meters import boundary_of, sum_of_parts
from fullcount.ledger.boamps.stages import purpose_of
from fullcount.ledger.errors import clip
from fullcount.ledger.reading.documents import Item
from fullcount.ledger.reading.loose import is_missing, list_at, map_at, moment_of, number_of, text_of
from fullcount.ledger.reading.notes import Notes
from fullcount.ledger.reading.options import Axes, ReadOptions, axes_of
from fullcount.ledger.reading.tags import Tag
from fullcount.ledger.reading.tally import Tally
from fullcount.ledger.row import LedgerRow
from fullcount.ledger.times import before, end_of

__all__ = ["row_of"]

_SEVERAL = (
    "measures of one report may be parts of a run or repeat it, and the format does not tell: where there are several, "
    "none is counted"
)
_ADDED = "where one measure is of the CPU and the other of the GPU, they are parts of one run, and added"
_ADDED_AS_SAID = "several measures of one report are parts of one run, and added: so says the user"
_WITHIN = {"high": "10", "medium": "25", "low": "50"}
_EXPORTS_SINCE = (3, 3)
_SAME_TIME_S = 1.0
"""Seconds that the clocks of two meters of one run may differ by: our own choice."""
_MOST_W = 10_000.0
"""Watts of one accelerator with its host that no machine of 2026 draws: our own choice, five times the largest."""


class _Notes(Notes):
    """The codes of one report."""

    def __init__(self, item: Item, tally: Tally, codes: Sequence[str]) -> None:
        super().__init__(tally, codes)
        self._item = item

    def at(self, reason: str, found: str, *steps: str | int) -> None:
        self.add(reason, self._item.line_of(*steps), found)


def row_of(
    item: Item,
    measures: Sequence[Measure],
    job_id: str,
    codes: Sequence[str],
    tally: Tally,
    options: ReadOptions,
) -> tuple[LedgerRow, bool]:
    """The row of a report, and whether its stage is unknown."""
    notes = _Notes(item, tally, codes)
    hardware = hardware_of(item.data)
    for reason, found in hardware.odd:
        notes.at(reason, found, "infrastructure", "components")
    stage = _stage_text(item.data)
    axes, untagged = _axes(item, stage, options, notes)
    if options.measures == "first":
        measures = _first_with_energy(measures)
    energy, boundary = _energy(measures, options.measures == "add", notes)
    elapsed = _elapsed(measures, notes)
    start, end = _times(measures, elapsed, notes)
    _doubt(energy, elapsed, hardware, notes)
    _say(item.data, measures, hardware, tally)
    row = LedgerRow(
        job_id=job_id,
        **axes.columns,
        outcome="unknown",
        start=start,
        end=end,
        elapsed_s=elapsed,
        accelerators=hardware.accelerators,
        accelerator_model=hardware.model,
        memory_gib=hardware.memory_gib,
        energy_kwh=energy,
        energy_boundary=None if energy is None else options.energy_boundary or boundary,
        tag_raw=stage[:200],
        note=";".join(notes),
    )
    return row, untagged


def _stage_text(report: Mapping[str, Any]) -> str:
    """What the task was for, as written: taskStage, or its forerunners."""
    task = map_at(report, "task") or map_at(report, "taskContext")
    for key in ("taskStage", "type", "taskType"):
        if not is_missing(task.get(key)):
            return text_of(task.get(key))
    return ""


def _axes(item: Item, stage: str, options: ReadOptions, notes: _Notes) -> tuple[Axes, bool]:
    header, task = map_at(item.data, "header", "publisher"), map_at(item.data, "task")
    project = text_of(header.get("projectName"))
    purpose = purpose_of(stage)
    if stage and purpose is None:
        notes.at("unknown-task-stage", clip(stage), "task", "taskStage")
    elif "+" in stage:
        notes.at("several-stages", clip(stage), "task", "taskStage")
    algorithm = next(iter(list_at(task, "algorithms")), {})
    model = text_of(algorithm.get("foundationModelName")) or text_of(algorithm.get("algorithmName"))
    job = {"project": project, "comment": stage, "job_name": model, "account": text_of(header.get("name"))}
    run_type, known = purpose or ("other", "other")
    tag = Tag(project, known, run_type, "") if purpose else None
    axes = axes_of(tag, "" if is_missing(project) else project, job, options.mapping)
    return axes, known == "other" and "stage" not in options.mapping.apply(job)


def _first_with_energy(measures: Sequence[Measure]) -> Sequence[Measure]:
    return [measure for measure in measures if measure.energy_kwh is not None][:1] or measures


def _energy(measures: Sequence[Measure], are_parts: bool, notes: _Notes) -> tuple[float | None, str | None]:
    """Kilowatt-hours and their boundary: of the one measure that has an energy, or of all that are parts of a run."""
    measured = [measure for measure in measures if measure.energy_kwh is not None]
    if not measured:
        notes.at("no-energy", "no measure has an energy", "measures")
        return None, None
    if len(measured) == 1:
        return measured[0].energy_kwh, _boundary(measured, notes)
    shown = ", ".join(measure.shown for measure in measured)
    total = fsum(measure.energy_kwh or 0.0 for measure in measured) if are_parts else sum_of_parts(measured)
    if total is None:
        notes.at("several-measures", shown, "measures")
        notes.assume(_SEVERAL)
        return None, None
    notes.at("measures-added", shown, "measures")
    notes.assume(_ADDED_AS_SAID if are_parts else _ADDED)
    return total, _boundary(measured, notes)


def _doubt(kwh: float | None, elapsed_s: float | None, hardware: Hardware, notes: _Notes) -> None:
    """Flag an energy of zero, and one that the hardware cannot have drawn in the time."""
    if kwh == 0:
        notes.at("zero-energy", "an energy of 0 for a task that was done", "measures")
    if not kwh or not elapsed_s or not hardware.accelerators:
        return
    mean_w = kwh * 3.6e6 / elapsed_s
    if mean_w > _MOST_W * max(hardware.accelerators, 1.0):
        notes.at(
            "impossible-energy", f"{kwh:g} kWh in {elapsed_s:g} s is {mean_w:,.0f} W on average", "measures"
        )


def _boundary(measured: Sequence[Measure], notes: _Notes) -> str | None:
    boundary = boundary_of(measured)
    if boundary is None:
        tools = ", ".join(measure.tool or "a meter without name" for measure in measured)
        notes.at("unknown-energy-boundary", f"{clip(tools)} does not say what it sees", "measures")
    return boundary


def _elapsed(measures: Sequence[Measure], notes: _Notes) -> float | None:
    """Seconds of the run, where every measure that says so agrees."""
    known = [measure.duration_s for measure in measures if measure.duration_s is not None]
    if not known:
        return None
    if max(known) - min(known) > _SAME_TIME_S:
        shown = ", ".join(f"{seconds:g} s" for seconds in known)
        notes.at("measures-of-different-length", shown, "measures")
        return None
    if max(known) == 0:
        notes.at("no-duration", "a measurement of 0 s, read as an unknown time", "measures")
        return None
    return max(known)


def _times(
    measures: Sequence[Measure], elapsed_s: float | None, notes: _Notes
) -> tuple[str | None, str | None]:
    first = next((measure for measure in measures if measure.moment), None)
    if first is None:
        return None, None
    try:
        moment = moment_of(first.moment)
        if moment is not None and _writes_the_end(first):
            notes.at("time-is-end", f"CodeCarbon {first.version} writes when the run ended", "measures")
            return (None if elapsed_s is None else before(moment, elapsed_s)), moment
    except ValueError:
        notes.at("unreadable-time", clip(first.moment), "measures")
        return None, None
    return moment, end_of(moment, None, elapsed_s)


def _writes_the_end(measure: Measure) -> bool:
    """Whether CodeCarbon itself wrote the report: it has an exporter since 3.3."""
    found = re.match(r"(\d{1,4})\.(\d{1,4})", measure.version)
    since = found is not None and (int(found[1]), int(found[2])) >= _EXPORTS_SINCE
    return since and measure.tool.lower() == "codecarbon"


def _say(report: Mapping[str, Any], measures: Sequence[Measure], hardware: Hardware, tally: Tally) -> None:
    """Places, and what the ledger has no column for."""
    place = map_at(report, "environment")
    region = text_of(place.get("location")) or text_of(place.get("region"))
    tally.place(*("" if is_missing(text) else clip(text) for text in (text_of(place.get("country")), region)))
    if within := _WITHIN.get(text_of(report.get("quality")).lower()):
        level = text_of(report.get("quality")).lower()
        tally.assume(
            f"quality {level} means ±{within} % on every figure of a report; the ledger keeps no intervals"
        )
    if hardware.shared:
        tally.assume("share of a component is counted: half of two accelerators is one accelerator")
    if hardware.memory_gib is not None:
        tally.assume(
            "memory is that of the RAM components, GB of 10^9 bytes; memory of accelerators is left out"
        )
    for measure in measures:
        if measure.calibration_kwh:
            tally.assume("energy of a calibration (powerCalibrationMeasurement) is stated and not subtracted")
    _say_intensity(place, tally)


def _say_intensity(place: Mapping[str, Any], tally: Tally) -> None:
    value = place.get("powerSourceCarbonIntensity")
    unit = text_of(place.get("powerSourceCarbonIntensityUnit")) or "g/kWh"
    try:
        intensity = number_of(value)
    except ValueError:
        return
    if intensity:
        tally.assume(
            f"a report states a carbon intensity of {intensity:g} {clip(unit)}, which the ledger does not use"
        )
