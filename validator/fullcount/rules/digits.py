"""How many digits figures are printed with, and how many the inputs of an impact can bear."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import floor, log10
from typing import TYPE_CHECKING, Any, NamedTuple

from fullcount.disclosure.figures import Figure
from fullcount.impacts.line import Line
from fullcount.impacts.power import power_of_hours
from fullcount.printing import as_number
from fullcount.rules.found import found_once

if TYPE_CHECKING:
    from fullcount.disclosure.types import Impact
    from fullcount.rules.view import View

__all__ = ["coarsest", "digits_of"]

Digits = tuple[int, str]
"""How many digits something bears, and its name."""

FACTOR = {
    ("gwp", "location"): "carbon_intensity_location_based",
    ("gwp", "market"): "carbon_intensity_market_based",
    ("water", "on-site"): "wue",
    ("water", "off-site"): "water_intensity",
}


def coarsest(view: "View", row: "Impact", amount: Figure) -> Digits | None:
    """Fewest digits among the factors that the lines of a row are multiplied with, and the name of that one."""
    found = _of_factors(view, row) if row["phase"] == "use" else []
    if {"low", "high"} <= amount.keys() and amount["high"] > amount["low"]:
        width = (amount["high"] - amount["low"]) / 2 / abs(amount["value"])
        found.append((max(1, 1 - floor(log10(width))), f"interval of {as_number(width * 100)} %"))
    return min(found) if found else None


def _of_factors(view: "View", row: "Impact") -> list[Digits]:
    key = FACTOR.get((row["category"], row.get("ghg_basis", "") or row.get("part", "")))
    inputs = _inputs(view, view.merged(view.covered(row)))
    others = inputs.of_power if key == "wue" else inputs.of_all
    return (
        [*_bear([place.get(key) for place in inputs.places], key.replace("_", " ")), *others]
        if key
        else [*others]
    )


class _Inputs(NamedTuple):
    """The facilities of some lines, and the digits that the power of their equipment bears, without and with PUE."""

    places: Sequence[Mapping[str, Any]]
    of_power: Sequence[Digits]
    of_all: Sequence[Digits]


def _inputs(view: "View", lines: Sequence[Line]) -> _Inputs:
    """What the amounts of all categories of the same lines rest on, found once."""
    known = _inputs_by_lines(view)
    if id(lines) not in known:
        places = [*{id(line.facility): line.facility for line in lines if line.facility}.values()]
        power = _of_power(lines)
        pues = _bear([place.get("pue") for place in places], "PUE")
        known[id(lines)] = _Inputs(places, power, _least((*power, *pues)))
    return known[id(lines)]


@found_once
def _inputs_by_lines(_: "View") -> dict[int, _Inputs]:
    """By the identity of merged lines, which the view keeps."""
    return {}


def _of_power(lines: Sequence[Line]) -> Sequence[Digits]:
    silent = [line for line in lines if line.equipment and line.known_energy_kwh is None]
    models = map(power_of_hours, {id(line.equipment): line for line in reversed(silent)}.values())
    known = [model for model in models if model]
    loads = [model.load for model in known if model.load]
    return _least([*_bear([model.figure for model in known], "power"), *_bear(loads, "load")])


def _least(found: Sequence[Digits]) -> Sequence[Digits]:
    return [min(found)] if found else []


def _bear(figures: Sequence[Figure | None], name: str) -> list[Digits]:
    return [
        (figure.get("significant_figures") or digits_of(figure["value"], zeros=True), name)
        for figure in figures
        if figure and figure.get("value")
    ]


@lru_cache(maxsize=4096, typed=True)  # several rows have the same factors
def digits_of(value: float, *, zeros: bool = False) -> int:
    """Digits of the shortest decimal form; the trailing zeros of an integer count where `zeros` says so."""
    if zeros and float(value).is_integer():
        return len(str(int(value)))
    mantissa = repr(value).partition("e")[0]
    return len(mantissa.replace(".", "").strip("-0")) or 1
