"""Figures that are 0, and whether 0 is right for work or for an impact."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from fullcount.disclosure.figures import Figure, central
from fullcount.impacts.line import SUCCESSFUL
from fullcount.rules.rule import Failed, Severity

if TYPE_CHECKING:
    from fullcount.disclosure.types import Impact
    from fullcount.rules.view import View

__all__ = [
    "Zeros",
    "amount_may_be_zero",
    "any_zero",
    "in_equipment",
    "in_facilities",
    "is_idle",
    "zero_found",
    "zeros",
]

FACTORS = {
    ("gwp", "", "location"): "carbon_intensity_location_based",
    ("water", "on-site", ""): "wue",
    ("water", "off-site", ""): "water_intensity",
}
OF_EQUIPMENT = ("power", "rated_power", "load", "lifetime", "utilisation")
OF_MANUFACTURE = ("amount", "lifetime", "utilisation")
FACILITY_WORDS = {
    "carbon_intensity_location_based": "location-based carbon intensity",
    "wue": "WUE",
    "water_intensity": "water intensity of electricity",
}
OF_FACILITY = tuple(FACILITY_WORDS)
REMEDY = "give the figure, a bound that it lies below, or not_disclosed with the reason"
HOURS = ("accelerator_hours", "core_hours")
HOURS_AND_ENERGY = (*HOURS, "idle_hours", "energy")
Zeros = Sequence[Failed]


def zeros(item: Mapping[str, Any], keys: tuple[str, ...]) -> list[str]:
    """Those of `keys` under which a figure of 0 stands, or a bound of 0."""
    return [key for key in keys if key in item and not item[key].get("value") and _is_zero(item[key])]


def is_idle(item: Mapping[str, Any]) -> bool:
    """Whether nothing ran: 0 runs or 0 idle hours alone are stated, or jobs that ended in the queue; and no energy."""
    if any(central(item.get(key)) for key in HOURS_AND_ENERGY):
        return False
    if "idle_hours" in item and not item.keys() & HOURS:
        return _is_zero(item["idle_hours"])
    runs = item.get("runs")
    return bool(runs and _is_zero(runs)) or _never_started(item)


def _never_started(item: Mapping[str, Any]) -> bool:
    """Jobs that were cancelled or failed before they ran have 0 hours; that has to be measured, as by a scheduler."""
    hours = [item[key] for key in HOURS if key in item]
    measured = all(figure.get("basis") == "measured" for figure in hours)
    return bool(hours) and measured and item.get("outcome", "unknown") not in {*SUCCESSFUL, "unknown"}


def amount_may_be_zero(view: "View", row: "Impact") -> bool:
    """Whether an amount of 0 is right: market-based, or of nothing, or by a factor that is 0."""
    if row.get("ghg_basis", "") in {"market", "unspecified"}:
        return True
    lines = view.covered(row)
    if "covers" in row and all(is_idle(line.raw) for line in lines):
        return True
    factor = FACTORS.get((row["category"], row.get("part", ""), row.get("ghg_basis", "")))
    if factor is None or row["phase"] != "use":
        return False
    places = [line.facility for line in lines] if lines else list(view.facilities.values())
    return bool(places) and all(place and central(place.get(factor)) == 0 for place in places)  # type: ignore[arg-type]


def any_zero(figures: Sequence[Figure]) -> bool:
    """Whether one of the figures is 0, or known only to be no more than 0."""
    return any(map(_is_zero, [figure for figure in figures if not figure.get("value")]))


def _is_zero(figure: Figure) -> bool:
    value = figure.get("value")
    return bool(value == 0) if value is not None else figure.get("high") == 0 or figure.get("below") == 0


def zero_found(pointer: str, figure: Figure, name: str, severity: Severity | None = None) -> Failed:
    """The finding for a figure of 0; `name` is what it is a figure of."""
    unit = "" if figure["unit"] == "1" else f"{figure['unit']} of "
    message = f"0 {unit}{name}, where work or hardware cannot have none"
    return Failed(pointer, message, REMEDY, severity)


def in_equipment(view: "View") -> Iterator[Zeros]:
    """The zeros of each equipment and of each entry of its manufacture."""
    for i, item in enumerate(view.data.get("equipment", [])):
        at = f"/equipment/{i}"
        named = (
            (key, f"{key.replace('_', ' ')} of equipment {item['id']}") for key in zeros(item, OF_EQUIPMENT)
        )
        yield [zero_found(f"{at}/{key}", item[key], name) for key, name in named]  # type: ignore[literal-required]
        for j, entry in enumerate(item.get("manufacture", [])):
            name = f"{entry['category']} of making equipment {item['id']}"
            words = {key: name if key == "amount" else f"{key} of {name}" for key in OF_MANUFACTURE}
            wrong = zeros(entry, OF_MANUFACTURE)
            yield [zero_found(f"{at}/manufacture/{j}/{key}", entry[key], words[key]) for key in wrong]  # type: ignore[literal-required]


def in_facilities(view: "View") -> Iterator[Zeros]:
    """Zeroes without a source are warnings: a grid or a cooling without any is rare, but real."""
    for index, facility in enumerate(view.data.get("facilities", [])):
        figures: Mapping[str, Any] = facility
        wrong = [key for key in zeros(figures, OF_FACILITY) if not _is_explained(figures[key], key)]
        yield [
            zero_found(f"/facilities/{index}/{key}", figures[key], FACILITY_WORDS[key], Severity.WARNING)
            for key in wrong
        ]


def _is_explained(figure: Figure, key: str) -> bool:
    if key == "carbon_intensity_location_based":
        return bool(figure.get("scope", "").startswith("stack"))
    return "source" in figure or figure.get("basis") == "measured"
