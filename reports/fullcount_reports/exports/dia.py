"""DIA, Data & Impact Accounting: a `dia_report` with energy, greenhouse gases and water of the work, and its lineage.

Every report is incremental there, as every disclosure is. Each figure is a number, or an interval where the disclosure
states one, with a word for how it is known. A figure that is not known is left out: `unavailable` would need a value,
and those who add reports up take `[0, 0]` for one. Manufacture and market-based gases have no place.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from fullcount import __version__
from fullcount.disclosure.figures import Amount, Figure, central, fits
from fullcount.impacts import Key, Line
from fullcount.impacts.line import Missing
from fullcount.powers_of_ten import KILO, shifted
from fullcount_reports.exports.crosswalk import crosswalk
from fullcount_reports.exports.exported import Exported, Lack, NotExpressibleError
from fullcount_reports.exports.losses import losses
from fullcount_reports.exports.unsaid import Said, region, unsaid
from fullcount_reports.exports.work import ENERGY, GHG, Part, Quantity, Work
from fullcount_reports.exports.writing import beside, json_text, the_only

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure

__all__ = ["NAME", "VERSIONS", "export"]

NAME = "dia"
VERSIONS = ("0.1",)
RELATIONS = {
    "fine-tuned-from": "finetune",
    "distilled-from": "distill",
    "quantised-from": "quantized",
    "merged-from": "merge",
}
"""Relations that the format has a word for. The others stay without one, as it may be left out."""
WATER = (Key("water", "use", "on-site"), Key("water", "use", "off-site"))
WHOLE_WATER = Key("water", "use")
FROM_HARDWARE, FROM_REGION = "estimated-from-hardware", "estimated-from-region"
DEFAULT_WUE, MEASURED = "estimated-from-default-wue", "measured"
REGION = ("cloud_region", "subdivision", "country")
"""What names a region, the narrowest first."""
Node = dict[str, Any]


def export(document: "Disclosure", version: str = "0.1") -> Exported:
    """The report of one disclosure in DIA `version`. Raises `NotExpressibleError` where no figure of it is known."""
    work = Work(document)
    footprint = dict(_footprint(work))
    if not footprint:
        raise NotExpressibleError(list(_lacks(work)))
    report: Node = {
        "scope": "incremental",
        **_some("lineage", [_ancestor(item) for item in document["subject"].get("lineage", [])]),
        **_some("compute", _compute(work)),
        "footprint": footprint,
        **_some("context", dict(_context(work))),
        "tool": f"fullcount {__version__}, DIA {version}, {document['data_status']} figures",
    }
    lost = losses(document, crosswalk(NAME), unsaid(document, _said(work)))
    text = json_text({"model": document["subject"]["name"], "dia_report": report})
    return Exported({"dia_report.json": text, **beside(lost)}, lost)


def _some(key: str, value: object) -> Node:
    return {key: value} if value else {}


def _ancestor(ancestor: Mapping[str, Any]) -> Node:
    relation = RELATIONS.get(ancestor["relation"])
    return {"model": ancestor["name"], **({"relation": relation} if relation else {})}


def _footprint(work: Work) -> Iterator[tuple[str, Node]]:
    whole = _whole(work)
    energy, carbon, water = work.impact(whole, ENERGY), work.impact(whole, GHG), _water(work, whole)
    measured = _is_measured(work.lines)
    if isinstance(energy, Quantity):
        yield "energy_kwh", _metric(energy, MEASURED if measured else FROM_HARDWARE)
    if isinstance(carbon, Quantity):
        yield "carbon_kgco2eq", _metric(carbon, FROM_REGION)
    if isinstance(water, Quantity):
        yield "water_liters", _metric(water, _water_quality(work.lines))


def _whole(work: Work) -> Part:
    return Part("all work", work.lines)


def _water(work: Work, whole: Part) -> Quantity | Missing:
    """Water in use, as stated in one, else on site and off site together: both, or nothing.

    Two intervals of 90 % do not add up to one, so the sum has none.
    """
    stated = work.impact(whole, WHOLE_WATER)
    if isinstance(stated, Quantity):
        return stated
    found = [work.impact(whole, key) for key in WATER]
    parts = [part for part in found if isinstance(part, Quantity)]
    if len(parts) < len(found):
        return Missing(("water on site and off site",))
    total = parts[0].amount + parts[1].amount
    return Quantity(total, "recomputed") if fits(total) else Missing(("a sum that a number can hold",))


def _metric(found: Quantity, otherwise: str) -> Node:
    """A number, or the interval that is stated; recomputed ends are those that all inputs reach at once."""
    amount: Amount = found.amount
    is_interval = found.figure is not None and amount.low < amount.high
    basis = found.figure.get("basis") if found.figure else None
    quality = MEASURED if basis == "measured" else otherwise
    return {"value": [amount.low, amount.high] if is_interval else amount.value, "quality": quality}


def _is_measured(lines: Sequence[Line]) -> bool:
    figures: Iterator[Figure] = (line.raw.get("energy", {}) for line in lines)
    return all(figure.get("basis") == "measured" for figure in figures)


def _water_quality(lines: Sequence[Line]) -> str:
    figures: Iterator[Figure] = (line.facility.get("wue", {}) for line in lines if line.facility)
    return DEFAULT_WUE if any(figure.get("basis") == "default" for figure in figures) else FROM_REGION


def _compute(work: Work) -> Node:
    """Accelerator-hours where all are known, and the hardware where it is one kind."""
    used = _on_accelerators(work)
    hours = work.hours(used)
    equipment: Mapping[str, Any] = the_only(line.equipment for line in used) or {}
    name, node, nodes = (equipment.get(key) for key in ("accelerator", "accelerators_per_node", "nodes"))
    count = node * nodes if isinstance(node, int) and isinstance(nodes, int) else None
    hardware = {**_some("gpu", name), **_some("count", count)}
    return {**_some("hardware", hardware), **({} if hours is None else {"duration_gpu_hours": hours})}


def _context(work: Work) -> Iterator[tuple[str, object]]:
    place: Mapping[str, Any] = the_only(line.facility for line in work.lines) or {}
    for holder, key in region(place, *REGION):
        yield "region", holder[key]
    intensity = central(place.get("carbon_intensity_location_based"))
    if intensity is not None:
        yield "carbon_intensity", shifted(intensity, -KILO)
    if (wue := central(place.get("wue"))) is not None:
        yield "wue_l_per_kwh", wue


def _on_accelerators(work: Work) -> list[Line]:
    return [line for line in work.lines if not line.on_cores and not line.is_idle]


def _said(work: Work) -> Iterator[Said]:
    """Of the hardware and the place of all work, where they are one."""
    equipment: Mapping[str, Any] = the_only(line.equipment for line in _on_accelerators(work)) or {}
    yield equipment, "accelerator"
    if {"accelerators_per_node", "nodes"} <= equipment.keys():
        yield from ((equipment, "accelerators_per_node"), (equipment, "nodes"))
    place: Mapping[str, Any] = the_only(line.facility for line in work.lines) or {}
    yield from region(place, *REGION)
    yield from ((place, "carbon_intensity_location_based"), (place, "wue"))


def _lacks(work: Work) -> Iterator[Lack]:
    for key, unit in ((ENERGY, "kWh"), (GHG, "kgCO2e"), (WATER[0], "L")):
        missing = work.impact(_whole(work), key)
        if isinstance(missing, Missing):
            found = f"no {key} of all work, for want of {missing}"
            expected = f"energy, greenhouse gases or water; this one in {unit}"
            yield Lack("/impacts", found, expected, "state one of them, or what it is computed from")
