"""The kinds of factor, each with its one unit, and the order in which scopes are preferred."""

from typing import NamedTuple

__all__ = ["KINDS", "SCOPES", "Kind", "scope_rank"]


class Kind(NamedTuple):
    """What a factor measures: its code, its unit, and whether it holds for a place."""

    code: str
    unit: str
    placed: bool


KINDS = {
    kind.code: kind
    for kind in (
        Kind("grid-carbon-intensity", "gCO2e/kWh", placed=True),
        Kind("grid-water-intensity", "L/kWh", placed=True),
        Kind("pue", "1", placed=True),
        Kind("wue", "L/kWh", placed=True),
        Kind("accelerator-tdp", "W", placed=False),
        Kind("accelerator-power", "W", placed=False),
        Kind("embodied-gwp", "kgCO2e", placed=False),
        Kind("embodied-water", "L", placed=False),
        Kind("gwp", "kgCO2e/kg", placed=False),
    )
}

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
