"""Impact Framework: a manifest to be run, in which every parameter declares its unit and how it aggregates.

Each compute line is a component with one observation over its period: its facility energy, the location-based intensity
of its electricity and, where it is known for every line, the carbon of its hardware. The plug-ins that come with the
framework make the carbon of them. Grams and seconds are the units there; nothing is rounded.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from fullcount.as_yaml import as_yaml
from fullcount.disclosure.figures import central
from fullcount.impacts import Footprint, Key, Line, recompute
from fullcount.powers_of_ten import KILO, shifted
from fullcount_reports.exports.crosswalk import crosswalk
from fullcount_reports.exports.exported import Exported, Lack, NotExpressibleError
from fullcount_reports.exports.losses import loss_lines, losses, lost_lines
from fullcount_reports.exports.unsaid import Said, unsaid
from fullcount_reports.exports.work import ENERGY, Work

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure, Period

__all__ = ["NAME", "VERSIONS", "export"]

NAME = "impact_framework"
VERSIONS = ("1.0",)
EMBODIED = Key("gwp", "manufacture")
SECONDS_PER_DAY = 86400
ENERGY_KEY, INTENSITY_KEY = "energy", "grid/carbon-intensity"
OPERATIONAL_KEY, EMBODIED_KEY, CARBON_KEY = "carbon-operational", "carbon-embodied", "carbon"
ENERGY_TEXT, INTENSITY_TEXT = "energy of the facility", "location-based carbon intensity"
HOURS_KEY = "fullcount/accelerator-hours"
LABELS = ("component", "stage", "run_type", "outcome")
Node = dict[str, Any]


def export(document: "Disclosure", version: str = "1.0") -> Exported:  # noqa: ARG001 - there is one so far
    """The manifest of one disclosure. Raises `NotExpressibleError` where no line can be observed or one has no time."""
    footprint, lines = recompute(document), Work(document).lines
    told = [line for line in lines if _lacking(footprint, line) is None]
    lacks = list(_without_time(document, told)) if told else list(_without_observation(footprint, lines))
    if lacks:
        raise NotExpressibleError(lacks)
    whole = all(_by_line(footprint, EMBODIED, line) is not None for line in told)
    unsaid = lost_lines(len(lines) - len(told), "no energy or carbon intensity, so no component")
    lost = (*losses(document, crosswalk(NAME), _pointers(document, told, whole)), *unsaid)
    comments = ("To be run by the Impact Framework. Not expressed:", *loss_lines(lost))
    manifest = _manifest(
        document, {line.id: _component(document, footprint, line, whole) for line in told}, whole
    )
    return Exported({"manifest.yaml": _escaped(as_yaml(manifest, comments))}, lost)


def _manifest(document: "Disclosure", children: Node, whole: bool) -> Node:
    revision = document["revision"]
    told = [ENERGY_KEY, OPERATIONAL_KEY, *([EMBODIED_KEY, CARBON_KEY] if whole else [])]
    plugins = {"operational-carbon": _operational(), **({"total-carbon": _total()} if whole else {})}
    return {
        "name": document["subject"]["name"],
        "description": f"Disclosure {document['id']}, revision {revision['number']} of {revision['date']}",
        "tags": {"kind": document["subject"]["kind"], "category": document["data_status"]},
        "aggregation": {"metrics": told, "type": "both"},
        "initialize": {"plugins": plugins},
        "tree": {"pipeline": {"compute": [*plugins]}, "children": children},
    }


def _operational() -> Node:
    inputs = {
        ENERGY_KEY: _parameter("kWh", "electricity of the facility, PUE inside", "sum"),
        INTENSITY_KEY: _parameter("gCO2e/kWh", "carbon intensity of electricity, location-based", "avg"),
        HOURS_KEY: _parameter(
            "accelerator-h", "hours of one accelerator; never to be multiplied again", "sum"
        ),
        **{
            _label(name): _parameter("none", f"{name.replace('_', ' ')} of the compute line", "copy", "none")
            for name in (*LABELS, "facility")
        },
    }
    made = {OPERATIONAL_KEY: _parameter("gCO2e", "carbon of electricity, location-based", "sum")}
    return _plugin("Multiply", [ENERGY_KEY, INTENSITY_KEY], OPERATIONAL_KEY, inputs, made)


def _total() -> Node:
    inputs = {
        OPERATIONAL_KEY: _parameter("gCO2e", "carbon of electricity, location-based", "sum"),
        EMBODIED_KEY: _parameter("gCO2e", "carbon of the hardware, the share that falls to the line", "sum"),
    }
    made = {CARBON_KEY: _parameter("gCO2e", "carbon of electricity and hardware together", "sum")}
    return _plugin("Sum", [OPERATIONAL_KEY, EMBODIED_KEY], CARBON_KEY, inputs, made)


def _plugin(method: str, given: Sequence[str], made: str, inputs: Node, outputs: Node) -> Node:
    return {
        "path": "builtin",
        "method": method,
        "config": {"input-parameters": list(given), "output-parameter": made},
        "parameter-metadata": {"inputs": inputs, "outputs": outputs},
    }


def _parameter(unit: str, description: str, over_time: str, over_components: str = "") -> Node:
    aggregation = {"time": over_time, "component": over_components or over_time}
    return {"unit": unit, "description": description, "aggregation-method": aggregation}


def _component(document: "Disclosure", footprint: Footprint, line: Line, whole: bool) -> Node:
    raw: Mapping[str, Any] = line.raw
    embodied, hours = _by_line(footprint, EMBODIED, line), central(raw.get("accelerator_hours"))
    period = _period(document, line)
    assert period is not None  # noqa: S101 - refused before
    first, last = (date.fromisoformat(day) for day in (period["start"], period["end"]))
    observed: Node = {
        "timestamp": f"{first}T00:00:00.000Z",
        "duration": ((last - first).days + 1) * SECONDS_PER_DAY,
        ENERGY_KEY: _by_line(footprint, ENERGY, line),
        INTENSITY_KEY: _intensity(line),
        **({EMBODIED_KEY: shifted(embodied, KILO)} if whole and embodied is not None else {}),
        **({} if hours is None else {HOURS_KEY: hours}),
    }
    place = {_label("facility"): line.facility["id"]} if line.facility else {}
    return {"defaults": {**{_label(name): raw[name] for name in LABELS}, **place}, "inputs": [observed]}


def _label(name: str) -> str:
    return f"fullcount/{name.replace('_', '-')}"


def _by_line(footprint: Footprint, key: Key, line: Line) -> float | None:
    row = footprint.get(key)
    amount = row.by_line.get(line.id) if row else None
    return None if amount is None else amount.value


def _intensity(line: Line) -> float | None:
    return central(line.facility.get("carbon_intensity_location_based")) if line.facility else None


def _lacking(footprint: Footprint, line: Line) -> str | None:
    """What a line lacks to be observed; None where it lacks nothing."""
    energy = "" if _by_line(footprint, ENERGY, line) is not None else ENERGY_TEXT
    intensity = "" if _intensity(line) is not None else INTENSITY_TEXT
    return " and ".join(filter(None, (energy, intensity))) or None


def _without_observation(footprint: Footprint, lines: Sequence[Line]) -> Iterator[Lack]:
    if not lines:
        yield Lack("/compute", "no compute line", "work with an energy", "add the lines")
    for line in lines:
        found, expected = (
            f"no {_lacking(footprint, line)} of line {line.id}",
            f"{ENERGY_TEXT} and {INTENSITY_TEXT}",
        )
        row = footprint.get(ENERGY)
        missing = row.missing.get(line.id) if row else None
        why = f", for want of {missing}" if missing else ""
        yield Lack(line.pointer, f"{found}{why}", expected, "state them, or what they are computed from")


def _without_time(document: "Disclosure", lines: Sequence[Line]) -> Iterator[Lack]:
    for line in lines:
        if _period(document, line) is None:
            found = f"no period of line {line.id}, and none of the scope"
            yield Lack(
                f"{line.pointer}/period",
                found,
                "from the first to the last day",
                "state it here or in the scope",
            )


def _period(document: "Disclosure", line: Line) -> "Period | None":
    return line.raw.get("period") or document["scope"].get("period")


def _pointers(document: "Disclosure", told: Sequence[Line], whole: bool) -> frozenset[str]:
    """What the crosswalk names and this manifest does not say: lines left out, a period that no line needs, carbon."""
    kept = {line.index for line in told}
    left_out = [number for number, _ in enumerate(document.get("compute", [])) if number not in kept]
    keys = {key for line in document.get("compute", []) for key in line}
    lines = {f"/compute/{number}/{key}" for number in left_out for key in keys}
    unused = (
        {"/scope/period/start", "/scope/period/end"} if all("period" in line.raw for line in told) else set()
    )
    return frozenset(lines | unused) | unsaid(document, _said(told, whole))


def _said(told: Sequence[Line], whole: bool) -> Iterator[Said]:
    for line in told:
        if line.facility:
            yield line.facility, "carbon_intensity_location_based"
        if line.equipment and whole:
            yield line.equipment, "manufacture"


def _escaped(text: str) -> str:
    """Signs that no one sees, as escapes: they stand in quoted texts alone."""
    return "".join(sign if sign.isprintable() or sign == "\n" else _escape(sign) for sign in text)


def _escape(sign: str) -> str:
    code = ord(sign)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"
