"""DIA reports read as a draft: a `dia_report`, a model card with one, or a state file with many nodes.

Each node is an increment and becomes one compute line with its energy, greenhouse gases and water. Intervals stay
intervals. A figure that is `unavailable` is missing, whatever number stands there. The models of lineage that have no
node of their own become lineage of the draft.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from fullcount.draft.imports.held_source import HeldSource, not_readable
from fullcount.draft.imports.imported import Fault, Imported, NotReadableError
from fullcount.draft.imports.named import country_named
from fullcount.draft.imports.parts import (
    covering,
    equipment_of,
    facility_of,
    ghg,
    line_of,
    slug,
    some,
    source_of,
)
from fullcount.draft.imports.reading import SOURCE, declared
from fullcount.factors.places import country_of
from fullcount.ledger.dia.figures import Figure, figure_of
from fullcount.ledger.dia.nodes import Node, nodes_of
from fullcount.ledger.dia.rows import HIGHEST_KG_PER_KWH, RUN_TYPES
from fullcount.ledger.errors import LedgerError
from fullcount.ledger.reading.documents import BrokenItem
from fullcount.ledger.reading.loose import is_missing, map_at, number_of, text_of
from fullcount.ledger.reading.unfit import Unfit
from fullcount.powers_of_ten import KILO, shifted

__all__ = ["read"]

Item = dict[str, Any]
RELATIONS = {
    **dict.fromkeys(("finetune", "lora", "qlora", "adapter"), "fine-tuned-from"),
    "quantized": "quantised-from",
    "merge": "merged-from",
    "distill": "distilled-from",
    "fork": "initialised-from",
}
BASES = {"measured": "measured", "imputed": "default"}
"""Qualities and the basis that says the same; what begins with `estimated` is estimated, the rest declared."""
UNITS = {"energy_kwh": "kWh", "carbon_kgco2eq": "kgCO2e", "water_liters": "L"}
STATUSES = ("primary", "transcribed", "synthetic")


def read(data: bytes, name: str) -> Imported:
    """The draft of one file. Raises `NotReadableError` with all that is wrong with it."""
    nodes = _Nodes(name)
    try:
        for node in nodes_of(HeldSource(data, name)):
            nodes.take(node)
    except LedgerError as error:
        raise not_readable(error) from None
    return nodes.imported()


class _Nodes:
    """The lines of all nodes of a file, with their rows of impacts, places and devices."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._faults: list[Fault] = []
        self._notes: list[str] = []
        self._read: dict[str, Node] = {}
        self._named: dict[str, str] = {}
        self._lines: list[Item] = []
        self._rows: list[Item] = []
        self._places: list[Item] = []
        self._devices: list[Item] = []

    def take(self, node: Node | BrokenItem) -> None:
        """Read one node, or say what is wrong with it."""
        if isinstance(node, BrokenItem):
            self._refuse(node.line, node.found, node.expected)
        elif node.report is None:
            self._notes.append(
                f"{self._name}:{node.line()}: {node.name} has no report: its impacts are unknown"
            )
        elif not isinstance(node.report, Mapping):
            self._refuse(node.line(), f"a {type(node.report).__name__}", "a report, which is an object")
        elif (scope := text_of(node.report.get("scope"))) != "incremental":
            self._refuse(node.line("scope"), f"scope {scope or 'missing'}", "scope incremental")
        elif node.name in self._read:
            self._refuse(node.line(), f"{node.name} again", "each model once")
        else:
            self._take(node, node.report)

    def _refuse(self, line: int, found: str, expected: str) -> None:
        self._faults.append(Fault(self._name, str(line), found, expected, "correct the report"))

    def _take(self, node: Node, report: Mapping[str, Any]) -> None:
        self._read[node.name] = node
        identity = slug(node.name or "model", self._named)
        self._named[identity] = node.name or "not stated"
        try:
            figures = {key: figure_of(report, key) for key in UNITS}
            held = dict(self._held(report))
        except Unfit as bad:
            self._refuse(node.line(), f"{bad.reason}: {bad.found}", bad.expected)
            return
        energy = _stated(figures["energy_kwh"], "kWh", "energy_kwh")
        line = line_of(identity, identity, ("final", _run_type(node)), **held, energy=energy)
        self._lines.append(line)
        self._rows += _rows(figures, covering(identity))

    def _held(self, report: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
        """Place, devices and hours of a node."""
        hardware, compute = map_at(report, "compute", "hardware"), map_at(report, "compute")
        gpu = text_of(hardware.get("gpu", report.get("gpu")))
        if facility := self._facility(report):
            yield "facility", facility
        if gpu and not is_missing(gpu):
            yield "equipment", equipment_of(gpu, self._devices, self._notes)
        count = _number(hardware.get("count", report.get("gpu_count")), "gpu count")
        if count:
            yield "accelerators", declared(count, "1", "compute.hardware.count")
        hours = _number(compute.get("duration_gpu_hours", report.get("gpu_hours")), "gpu hours")
        if hours is not None:
            yield "accelerator_hours", declared(hours, "accelerator-h", "compute.duration_gpu_hours")

    def _facility(self, report: Mapping[str, Any]) -> str:
        context = map_at(report, "context")
        region = text_of(context.get("region", report.get("region")))
        if not region or is_missing(region):
            return ""
        country = country_named(region)
        within = {} if country else {"cloud_region": region, **some(country=country_of(region))}
        intensity = _number(
            context.get("carbon_intensity", report.get("carbon_intensity")), "carbon_intensity"
        )
        figures: Item = {}
        if intensity is not None and intensity > HIGHEST_KG_PER_KWH:
            said = f"carbon_intensity {intensity:g} kg/kWh, which is likely in grams: left out"
            self._notes.append(f"{self._name}: {said}")
        elif intensity is not None:
            grams = declared(shifted(intensity, KILO), "gCO2e/kWh", "context.carbon_intensity")
            figures["carbon_intensity_location_based"] = grams
        wue = figure_of({"footprint": {"wue": context.get("wue_l_per_kwh")}}, "wue")
        if wue.value is not None:
            figures["wue"] = _stated(wue, "L/kWh", "context.wue_l_per_kwh")
        return facility_of({"name": region, **some(country=country), **within, **figures}, self._places)

    def imported(self) -> Imported:
        """The draft with the notes. Raises `NotReadableError` where there are faults."""
        if self._faults or not self._lines:
            expected = "a dia_report block, or a state file with nodes"
            raise NotReadableError(
                self._faults or [Fault(self._name, "", "none", expected, "name another file")]
            )
        components = [{"id": key, "name": name, "kind": "model"} for key, name in self._named.items()]
        draft = {
            **_status(self._read),
            "subject": {**self._subject(), "components": components, **some(lineage=list(self._lineage()))},
            **some(facilities=self._places, equipment=self._devices),
            "compute": self._lines,
            "impacts": self._rows,
            "sources": [source_of("DIA report", self._name)],
        }
        assumed = "a report does not tell failed and preliminary work apart: each is one line of stage final"
        return Imported(draft, (*self._notes, f"{self._name}: {assumed}"))

    def _subject(self) -> Item:
        if len(self._named) == 1:
            return {"kind": "model", "name": next(iter(self._named.values()))}
        return {"kind": "model-family", "name": f"{len(self._named)} models of {self._name}"}

    def _lineage(self) -> Iterator[Item]:
        """What the models came from, where it is not itself in the file."""
        for identity, (name, node) in zip(self._named, self._read.items(), strict=True):
            for base in node.lineage:
                model, relation = text_of(base.get("model")), text_of(base.get("relation"))
                if not model or model in self._read:
                    continue
                if relation in RELATIONS:
                    yield {"name": model, "relation": RELATIONS[relation], "component": identity}
                else:
                    said = f"{name or 'the model'} came from {model}, and the report does not say how"
                    self._notes.append(f"{self._name}: {said}: add it to subject.lineage")


def _run_type(node: Node) -> str:
    said = [text_of(node.report.get("method")), *(text_of(base.get("relation")) for base in node.lineage)]
    known = [RUN_TYPES[word] for each in said if (word := each.lower().replace("_", "-")) in RUN_TYPES]
    return known[0] if known else "train"


def _rows(figures: Mapping[str, Figure], covers: Item) -> Iterator[Item]:
    """Gases and water; what the report does not know has no row."""
    carbon, water = figures["carbon_kgco2eq"], figures["water_liters"]
    if carbon.value is not None:
        yield ghg(_stated(carbon, "kgCO2e", "carbon_kgco2eq"), covers)
    if water.value is not None:
        amount = _stated(water, "L", "water_liters")
        yield {"category": "water", "phase": "use", **covers, "amount": amount}


def _stated(figure: Figure, unit: str, key: str) -> Item:
    """The figure with its interval, as the format has neither a value in it nor its probability."""
    if figure.low is None or figure.high is None:
        why = "the report calls it unavailable" if figure.quality == "unavailable" else "the report has none"
        return {"not_disclosed": {"reason": "not-measured", "note": why}}
    basis = BASES.get(figure.quality, "estimated" if figure.quality.startswith("estimated") else "declared")
    said = {"basis": basis, **some(note=figure.quality and f"quality: {figure.quality[:200]}")}
    if not figure.is_interval:
        return {**declared(figure.low, unit, key), **said}
    return {"low": figure.low, "high": figure.high, "unit": unit, "source": SOURCE, "locator": key, **said}


def _number(value: Any, name: str) -> float | None:
    try:
        return number_of(value)
    except ValueError:
        raise Unfit("unreadable-number", f"{name} {value!r}"[:100], "a number of 0 or more") from None


def _status(read: Mapping[str, Node]) -> Item:
    """Whose figures they are, where our own export says so of all."""
    tools = [text_of(node.report.get("tool")) for node in read.values()]
    said = {status for status in STATUSES for tool in tools if tool.endswith(f" {status} figures")}
    return {"data_status": said.pop()} if len(said) == 1 else {}
