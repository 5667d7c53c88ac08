"""The kinds of factor, each with its one unit and what it can be, and the order in which scopes are preferred."""

from math import inf
from typing import NamedTuple

from fullcount.categories import UNITS
from fullcount.ranges import (
    CARBON_INTENSITY_G_PER_KWH,
    MINERALS_KGSBE_PER_KWH,
    PRIMARY_ENERGY_MJ_PER_KWH,
    PUE,
    WUE_L_PER_KWH,
    Range,
)

__all__ = ["KINDS", "SCOPES", "USE_CATEGORIES", "Kind", "scope_rank"]

ABSURD = 10.0
"""How far above the highest plausible figure one is absurd: slips of a unit are a thousandfold."""

WITH_A_FIELD = ("energy", "gwp", "water")

USE_CATEGORIES = {code: unit for code, unit in UNITS.items() if code not in WITH_A_FIELD}
"""Impact categories of a kilowatt-hour without a field of their own, with their units: kind `electricity-` and code."""

_OF_ELECTRICITY = {
    "adpe": Range(MINERALS_KGSBE_PER_KWH.low / ABSURD, MINERALS_KGSBE_PER_KWH.high * ABSURD),
    "pe": Range(PRIMARY_ENERGY_MJ_PER_KWH.low, PRIMARY_ENERGY_MJ_PER_KWH.high * ABSURD),
}
_ANY = Range(0.0, inf)


class Kind(NamedTuple):
    """What a factor measures: its code, its unit, whether it holds for a place, and outside what it is absurd.

    A figure above 0 and below 1 is absurd too where `larger_unit` names the one, a thousand times as large, that it is
    then in.
    """

    code: str
    unit: str
    placed: bool
    possible: Range
    larger_unit: str = ""

    def is_in_larger_unit(self, value: float) -> bool:
        """Whether a figure is so small that it must be in the larger unit."""
        return bool(self.larger_unit) and 0 < value < 1


def _up_to(plausible: Range) -> Range:
    """From the lowest figure, which physics or a definition sets, to far above the highest plausible one."""
    return Range(plausible.low, plausible.high * ABSURD)


def _published(highest: float) -> Range:
    return _up_to(Range(0.0, highest))


def _of_device(highest_w: float) -> Range:
    """Nothing computes without power, and no accelerator in a node with less than 1 W."""
    return _up_to(Range(1.0, highest_w))


KINDS = {
    kind.code: kind
    for kind in (
        Kind("grid-carbon-intensity", "gCO2e/kWh", True, _up_to(CARBON_INTENSITY_G_PER_KWH), "kgCO2e/kWh"),
        Kind("grid-water-intensity", "L/kWh", True, _published(18.6034)),
        Kind("pue", "1", True, _up_to(PUE)),
        Kind("wue", "L/kWh", True, _up_to(WUE_L_PER_KWH)),
        Kind("accelerator-tdp", "W", False, _of_device(1400.0), "kW"),
        Kind("accelerator-power", "W", False, _of_device(1400.0), "kW"),
        Kind("embodied-gwp", "kgCO2e", False, _published(3700.0)),
        Kind("embodied-water", "L", False, _published(8032.0)),
        Kind("gwp", "kgCO2e/kg", False, _published(23_500.0)),
        Kind("embodied-adpe", "kgSbe", False, _published(0.268)),
        Kind("embodied-pe", "MJ", False, _published(121_000.0)),
        *(
            Kind(f"electricity-{code}", f"{unit}/kWh", True, _OF_ELECTRICITY.get(code, _ANY))
            for code, unit in USE_CATEGORIES.items()
        ),
    )
}
"""By code. The highest published figures are those of the shipped tables: water of Brazil, the power of a B300, a node
of Morrison et al. 2025; ten times their water of a node, the only one; SF6 (IPCC AR5, WG1, table 8.A.1); of minerals
ten times 0.0268 kgSbe for an A100, and of energy eight of them at 3,943 MJ with 2 TB of memory at 27.3 MJ for each
0.625 GB (Morand et al. 2024, hal-04643414)."""

SCOPES = {
    "grid-carbon-intensity": (
        *("lifecycle-generation", "consumption", "lifecycle-consumption"),
        *("stack", "stack-co2"),
    ),
}
"""By kind, the scopes from the most to the least preferred: the life cycle, then the consumption of a grid (of
which the life-cycle series ends in 2020), then direct emissions."""


def scope_rank(kind: str, scope: str) -> int:
    """The place of `scope` in the preference for `kind`; a scope not listed comes last."""
    order = SCOPES.get(kind, ())
    return order.index(scope) if scope in order else len(order)
