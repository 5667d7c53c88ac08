"""Small documents to recompute: one site, one kind of node, lines of round numbers. All of it is invented."""

from typing import Any

from fullcount.disclosure.figures import Amount
from fullcount.impacts import Footprint, Key, recompute

__all__ = [
    "ENERGY",
    "GHG_LOCATION",
    "GHG_MANUFACTURE",
    "GHG_MARKET",
    "WATER_OFFSITE",
    "WATER_ONSITE",
    "document",
    "figure",
    "footprint",
    "line",
    "node",
    "not_disclosed",
    "site",
    "total",
]

Item = dict[str, Any]
ENERGY = Key("energy", "use")
GHG_LOCATION = Key("gwp", "use", ghg_basis="location")
GHG_MARKET = Key("gwp", "use", ghg_basis="market")
WATER_ONSITE = Key("water", "use", part="on-site")
WATER_OFFSITE = Key("water", "use", part="off-site")
GHG_MANUFACTURE = Key("gwp", "manufacture")


def figure(value: float, unit: str, **more: Any) -> Item:
    return {"value": value, "unit": unit, **more}


def not_disclosed(reason: str = "not-measured") -> Item:
    return {"not_disclosed": {"reason": reason}}


def changed(item: Item, changes: Item) -> Item:
    """The item with some keys put in place; a key set to None is left out."""
    return {key: value for key, value in {**item, **changes}.items() if value is not None}


def site(**changes: Any) -> Item:
    """PUE 1.25, WUE 0.5 L/kWh, 40 and 10 gCO2e/kWh, 3 L/kWh where the electricity is made."""
    return changed(
        {
            "id": "site",
            "name": "Site",
            "pue": figure(1.25, "1"),
            "wue": figure(0.5, "L/kWh"),
            "carbon_intensity_location_based": figure(40, "gCO2e/kWh"),
            "carbon_intensity_market_based": figure(10, "gCO2e/kWh"),
            "water_intensity": figure(3, "L/kWh"),
        },
        changes,
    )


def node(**changes: Any) -> Item:
    """Eight accelerators of 1,000 W each, hosts inside; 5 years at 80 % are 35,040 hours of active life."""
    return changed(
        {
            "id": "node",
            "name": "Node",
            "accelerators_per_node": 8,
            "power": figure(1000, "W", boundary="node", power_basis="measured-wall"),
            "lifetime": figure(5, "years"),
            "utilisation": figure(0.8, "1"),
            "manufacture": [{"category": "gwp", "per": "node", "amount": figure(4000, "kgCO2e")}],
        },
        changes,
    )


def line(name: str = "a", hours: float = 1000, **changes: Any) -> Item:
    axes = {"component": "model", "stage": "final", "run_type": "train", "outcome": "completed"}
    places = {"facility": "site", "equipment": "node"}
    return changed(
        {"id": name, **axes, **places, "accelerator_hours": figure(hours, "accelerator-h")}, changes
    )


def document(*lines: Item, **sections: Any) -> Any:
    """A document of these lines; `facilities` and `equipment` may be replaced."""
    return {"facilities": [site()], "equipment": [node()], "compute": list(lines), **sections}


def footprint(*lines: Item, **sections: Any) -> Footprint:
    return recompute(document(*lines, **sections))


def total(found: Footprint, key: Key) -> Amount | None:
    """The total of one impact."""
    row = found.get(key)
    assert row is not None
    return row.total
