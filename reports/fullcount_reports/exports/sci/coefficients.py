"""The coefficients of a score, each with its unit, its source and whether it is sourced, measured or modeled."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from fullcount.disclosure.figures import central
from fullcount.impacts import Line
from fullcount_reports.exports.unsaid import Said

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure

__all__ = ["METHODOLOGIES", "Coefficient", "coefficients_of", "methodology", "said_of"]

METHODOLOGIES = {
    "measured": "measured",
    "calculated": "modeled",
    "estimated": "modeled",
    "default": "sourced",
    "declared": "sourced",
}
"""By basis: what a supplier or a table says is sourced, what is computed or judged is modeled."""
NOT_STATED = "not stated"
OF_A_PLACE = (
    ("I", "carbon intensity of electricity, location-based", "carbon_intensity_location_based"),
    ("PUE", "power usage effectiveness, inside E", "pue"),
    ("overhead", "overhead ratio that stands in place of the PUE, inside E", "overhead_ratio"),
)
OF_EQUIPMENT = (
    ("P", "power for each accelerator or core, inside E", "power"),
    ("rated power", "design limit of one accelerator, inside E where no power is stated", "rated_power"),
    ("load", "share of the rated power, inside E", "load"),
    ("host overhead", "node power over accelerator power, inside E", "host_overhead"),
    ("EL", "expected life of the hardware", "lifetime"),
    ("utilisation", "share of its life in which the hardware works", "utilisation"),
)


class Coefficient(NamedTuple):
    """One coefficient as the report lists it."""

    name: str
    description: str
    value: float
    unit: str
    source: str
    methodology: str


def methodology(figure: Mapping[str, Any]) -> str:
    """`sourced`, `measured` or `modeled`, from the basis of a figure; not stated where it has none."""
    return METHODOLOGIES.get(figure.get("basis", ""), NOT_STATED)


def coefficients_of(document: "Disclosure", lines: Sequence[Line]) -> tuple[Coefficient, ...]:
    """The known coefficients of the places and the equipment of some lines."""
    sources = {source["id"]: source["title"] for source in document.get("sources", [])}
    return tuple(
        Coefficient(name, description, value, figure["unit"], _source(figure, sources), methodology(figure))
        for name, description, figure in _figures(lines)
        if (value := central(figure)) is not None
    )


def _figures(lines: Sequence[Line]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for place in _once(line.facility for line in lines):
        for name, description, key in OF_A_PLACE:
            yield f"{name} ({place['name']})", description, place.get(key, {})
    for equipment in _once(line.equipment for line in lines):
        for name, description, key in OF_EQUIPMENT:
            yield f"{name} ({equipment['name']})", description, equipment.get(key, {})
        for entry in equipment.get("manufacture", []):
            if entry["category"] == "gwp":
                yield f"TE ({equipment['name']})", _made(entry), entry["amount"]


def said_of(lines: Sequence[Line]) -> Iterator[Said]:
    """What the coefficients say of places and equipment: names, and every figure that has a number."""
    for keys, holders in (
        (OF_A_PLACE, _once(line.facility for line in lines)),
        (OF_EQUIPMENT, _once(line.equipment for line in lines)),
    ):
        for holder in holders:
            told = [key for _, _, key in keys if central(holder.get(key)) is not None]
            made = [entry for entry in holder.get("manufacture", []) if _is_told(entry)]
            told += ["manufacture"] if made else []
            yield from ((holder, key) for key in ("name", *told) if told)


def _is_told(entry: Mapping[str, Any]) -> bool:
    return entry["category"] == "gwp" and central(entry["amount"]) is not None


def _made(entry: Mapping[str, Any]) -> str:
    covered = f", of {' and '.join(entry['covers'])}" if "covers" in entry else ""
    return f"carbon of making one {entry['per']}{covered}"


def _once(holders: Iterable[Mapping[str, Any] | None]) -> Iterable[Mapping[str, Any]]:
    return {holder["id"]: holder for holder in holders if holder}.values()


def _source(figure: Mapping[str, Any], sources: Mapping[str, str]) -> str:
    named = (sources.get(figure.get("source", "")), figure.get("locator"), figure.get("factor"))
    return ", ".join(filter(None, named)) or NOT_STATED
