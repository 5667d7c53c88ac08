"""The ledger row of one node."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from fullcount.counted import counted
from fullcount.ledger.dia.figures import KNOWN_QUALITIES, Figure, figure_of
from fullcount.ledger.dia.nodes import Node
from fullcount.ledger.errors import clip
from fullcount.ledger.reading.loose import is_missing, map_at, number_of, text_of
from fullcount.ledger.reading.notes import Notes
from fullcount.ledger.reading.options import Axes, ReadOptions, axes_of
from fullcount.ledger.reading.tally import Tally
from fullcount.ledger.reading.unfit import Unfit
from fullcount.ledger.row import LedgerRow

__all__ = ["HIGHEST_KG_PER_KWH", "RUN_TYPES", "Totals", "row_of"]

RUN_TYPES = {
    **dict.fromkeys(
        ("finetune", "fine-tune", "finetuning", "fine-tuning", "lora", "qlora", "adapter"), "post-train"
    ),
    **dict.fromkeys(("pretrain", "pre-train", "pretraining", "pre-training"), "pre-train"),
    **dict.fromkeys(("train", "training", "distill", "distillation"), "train"),
    **dict.fromkeys(("quantized", "quantize", "merge", "fork"), "other"),
}
HIGHEST_KG_PER_KWH = 3.0
"""No grid is above it: lignite alone emits about 1.2 kg a kWh. A figure above is likely in grams; our own choice."""


@dataclass(slots=True)
class Totals:
    """What is said once about all nodes."""

    implied: list[float] = field(default_factory=list)
    stated: list[float] = field(default_factory=list)
    waters: int = 0

    def sentences(self) -> Iterator[str]:
        """Intensities that the nodes imply or state, and the water that has no column."""
        if self.implied:
            factor = f"{_range(self.implied)} kgCO2e/kWh"
            yield f"carbon over energy, an implied factor: {factor} ({self._nodes(self.implied)})"
        if self.stated:
            yield f"carbon intensity as stated: {_range(self.stated)} kg/kWh ({self._nodes(self.stated)}); not used"
        if self.waters:
            yield f"the ledger has no column for water: it is left out for {counted(self.waters, 'node')}"

    @staticmethod
    def _nodes(values: list[float]) -> str:
        return counted(len(values), "node")


def _range(values: list[float]) -> str:
    low, high = min(values), max(values)
    return f"{low:.4g}" if f"{low:.4g}" == f"{high:.4g}" else f"{low:.4g} to {high:.4g}"


class _Notes(Notes):
    """The codes of one node."""

    def __init__(self, name: str, node: Node, tally: Tally) -> None:
        super().__init__(tally)
        self._name, self._node = name, node

    def at(self, reason: str, found: str, *steps: str) -> None:
        self.add(reason, self._node.line(*steps), f"{found} ({clip(self._name)})")


def row_of(
    name: str, node: Node, totals: Totals, tally: Tally, options: ReadOptions
) -> tuple[LedgerRow, bool]:
    """The row of a node, and whether its stage is unknown. Raises `Unfit`."""
    report: Mapping[str, Any] = node.report
    notes = _Notes(name, node, tally)
    accelerators, model, elapsed = _compute(report, notes)
    kwh = _value(report, "energy_kwh", "kWh", elapsed, notes)
    kg = _value(report, "carbon_kgco2eq", "kgCO2e", elapsed, notes)
    _context(report, kwh, kg, totals, notes, tally)
    axes, relation = _axes(name if node.name else "", node, options, notes)
    row = LedgerRow(
        job_id=name[:200],
        **axes.columns,
        outcome="unknown",
        elapsed_s=elapsed,
        accelerators=accelerators,
        accelerator_model=model,
        energy_kwh=kwh,
        energy_boundary=None if kwh is None else options.energy_boundary,
        ghg_kgco2e=kg,
        tag_raw=relation[:200],
        note=";".join(notes),
    )
    return row, axes.untagged


def _axes(project: str, node: Node, options: ReadOptions, notes: _Notes) -> tuple[Axes, str]:
    relations = [text_of(base.get("relation")) for base in node.lineage]
    relation = text_of(node.report.get("method")) or "+".join(dict.fromkeys(filter(None, relations)))
    run_type = RUN_TYPES.get(relation.lower().replace("_", "-"))
    if relation and run_type is None:
        notes.at("unknown-relation", clip(relation), "method")
    job = {"project": project, "job_name": project, "account": project.partition("/")[0], "comment": relation}
    axes = axes_of(None, project, job, options.mapping)
    if run_type and "run_type" not in options.mapping.apply(job):
        axes = axes._replace(run_type=run_type)
    return axes, relation


def _value(
    report: Mapping[str, Any], name: str, unit: str, elapsed_s: float | None, notes: _Notes
) -> float | None:
    """The figure that the row takes, and flags for all that the row cannot say about it."""
    figure = figure_of(report, name)
    kind = name.partition("_")[0]
    _judge_quality(figure, kind, notes, name)
    if figure.value is None:
        return None
    if figure.value == 0 and elapsed_s:
        notes.at(f"zero-{kind}", f"{name} 0 of work that was done, read as missing", name)
        return None
    if figure.is_interval:
        middle = f"{name} {figure.shown} {unit}, in the ledger as {figure.value:.6g}"
        notes.at("interval", middle, name)
    return figure.value


def _judge_quality(figure: Figure, kind: str, notes: _Notes, name: str) -> None:
    if figure.quality and figure.quality not in KNOWN_QUALITIES:
        notes.at("unknown-quality", f"{kind} {clip(figure.quality)!r}", name)
    if figure.quality == "unavailable":
        notes.at(f"{kind}-unavailable", f"{kind} is said to be unavailable, read as missing", name)
    elif figure.quality != "measured" and figure.value is not None:
        notes.at(f"{kind}-not-measured", f"{kind} is {clip(figure.quality) or 'of unstated quality'}", name)


def _compute(report: Mapping[str, Any], notes: _Notes) -> tuple[float | None, str, float | None]:
    """Accelerators, their model, and seconds: accelerator-hours shared by the accelerators."""
    hardware = map_at(report, "compute", "hardware")
    gpu = text_of(hardware.get("gpu", report.get("gpu")))
    count = _number(hardware.get("count", report.get("gpu_count")), "gpu count")
    hours = _number(map_at(report, "compute").get("duration_gpu_hours", report.get("gpu_hours")), "gpu hours")
    model = "" if is_missing(gpu) else gpu.replace("+", " ").replace(":", " ")[:200]
    if count is not None and count < 1:
        notes.at("no-accelerator-counted", f"a count of {count:g} of {clip(gpu) or 'no model'}", "gpu_count")
        count = None
    if hours == 0:
        notes.at("zero-hours", "0 accelerator-hours, read as an unknown time", "gpu_hours")
    if not hours:
        return count, model, None
    if count is None:
        notes.at(
            "accelerator-hours-as-one-device", f"{hours:g} accelerator-hours without a count", "gpu_hours"
        )
    return count or 1.0, model, hours * 3600 / (count or 1.0)


def _number(value: Any, name: str) -> float | None:
    try:
        return number_of(value)
    except ValueError:
        raise Unfit("unreadable-compute", f"{name} {clip(repr(value))}", "a number of 0 or more") from None


def _context(
    report: Mapping[str, Any],
    kwh: float | None,
    kg: float | None,
    totals: Totals,
    notes: _Notes,
    tally: Tally,
) -> None:
    context = map_at(report, "context")
    region = text_of(context.get("region", report.get("region")))
    tally.place("", "" if is_missing(region) else clip(region))
    if kwh and kg is not None:
        totals.implied.append(kg / kwh)
    intensity = _number(context.get("carbon_intensity", report.get("carbon_intensity")), "carbon_intensity")
    if intensity is not None:
        totals.stated.append(intensity)
        if intensity > HIGHEST_KG_PER_KWH:
            notes.at("intensity-seems-in-grams", f"carbon_intensity {intensity:g} kg/kWh", "context")
    water = figure_of(report, "water_liters")
    if water.value is not None:
        totals.waters += 1
        tally.flag("water-left-out", tally.line, f"{water.shown} L")
