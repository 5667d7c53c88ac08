"""How many digits figures are printed with, and how many the inputs of an impact can bear."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import floor, log10
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import Figure, central
from fullcount.impacts.line import Line
from fullcount.impacts.power import power_of_hours
from fullcount.printing import as_number

if TYPE_CHECKING:
    from fullcount.disclosure.types import Impact

__all__ = ["coarsest", "digits_of"]

FACTOR = {
    ("gwp", "location"): "carbon_intensity_location_based",
    ("gwp", "market"): "carbon_intensity_market_based",
    ("water", "on-site"): "wue",
    ("water", "off-site"): "water_intensity",
}


def coarsest(lines: Sequence[Line], row: "Impact", amount: Figure) -> tuple[int, str] | None:
    """Fewest digits among the factors that the lines are multiplied with, and the name of that one."""
    found = [_bears(figure, name) for figure, name in _factors(lines, row) if figure and figure.get("value")]
    if {"low", "high"} <= amount.keys() and amount["high"] > amount["low"]:
        width = (amount["high"] - amount["low"]) / 2 / abs(amount["value"])
        found.append((max(1, 1 - floor(log10(width))), f"interval of {as_number(width * 100)} %"))
    return min(found) if found else None


def _factors(lines: Sequence[Line], row: "Impact") -> Iterator[tuple[Figure | None, str]]:
    if row["phase"] != "use":
        return
    key = FACTOR.get((row["category"], row.get("ghg_basis", "") or row.get("part", "")))
    for place in {id(line.facility): line.facility for line in lines if line.facility}.values():
        if key:
            yield place.get(key), key.replace("_", " ")  # type: ignore[misc]
        if key != "wue":
            yield place.get("pue"), "PUE"
    modelled: set[int] = set()
    for line in lines:
        machine = id(line.equipment)
        if line.equipment and machine not in modelled and central(line.raw.get("energy")) is None:
            modelled.add(machine)
            model = power_of_hours(line)
            if model:
                yield model.figure, "power"
                yield model.load, "load"


def _bears(figure: Figure, name: str) -> tuple[int, str]:
    return figure.get("significant_figures") or digits_of(figure["value"], zeros=True), name


@lru_cache(maxsize=4096, typed=True)  # several rows have the same factors
def digits_of(value: float, *, zeros: bool = False) -> int:
    """Digits of the shortest decimal form; the trailing zeros of an integer count where `zeros` says so."""
    if zeros and float(value).is_integer():
        return len(str(int(value)))
    from decimal import Decimal  # noqa: PLC0415 - only for a figure that is not rounded by its publisher

    return len(Decimal(repr(value)).normalize().as_tuple().digits)
