"""A small lab to suppose things about: two sites, accelerators and processors. All of it is invented."""

from typing import Any

from fullcount.disclosure.figures import Amount
from fullcount.factors import default_library
from fullcount.impacts import Key, recompute
from fullcount.impacts.scenario import Scenario, ScenarioError, apply, parse_changes

from ..impacts.small import (
    ENERGY,
    GHG_LOCATION,
    GHG_MANUFACTURE,
    GHG_MARKET,
    WATER_OFFSITE,
    WATER_ONSITE,
    figure,
)

__all__ = [
    "CPU",
    "ENERGY",
    "GHG_LOCATION",
    "GHG_MANUFACTURE",
    "GHG_MARKET",
    "NOT_DISCLOSED",
    "WATER_OFFSITE",
    "WATER_ONSITE",
    "figure",
    "gpu",
    "lab",
    "line",
    "original",
    "problems",
    "scenario",
    "site",
    "total",
]

Item = dict[str, Any]
NOT_DISCLOSED = {"not_disclosed": {"reason": "not-measured"}}


def site(name: str, pue: float, intensity: float, **changes: Any) -> Item:
    return {
        "id": name,
        "name": name,
        "pue": figure(pue, "1"),
        "wue": figure(0.5, "L/kWh"),
        "water_intensity": figure(3, "L/kWh"),
        "carbon_intensity_location_based": figure(intensity, "gCO2e/kWh"),
        "carbon_intensity_market_based": figure(10, "gCO2e/kWh"),
        "use_factors": [{"category": "adpe", "amount": figure(5e-8, "kgSbe/kWh")}],
        **changes,
    }


def line(name: str, hours: float = 1000, **changes: Any) -> Item:
    """A line of accelerator-hours at the north site; a key set to None is left out."""
    item = {
        "id": name,
        "component": "model",
        "stage": "final",
        "run_type": "train",
        "outcome": "completed",
        "facility": "north",
        "equipment": "gpu",
        "accelerator_hours": figure(hours, "accelerator-h"),
        **changes,
    }
    return {key: value for key, value in item.items() if value is not None}


def gpu(**changes: Any) -> Item:
    """Eight H100 in a node, 1,000 W each with hosts; 5 years at 80 % are 35,040 hours of active life."""
    item = {
        "id": "gpu",
        "name": "Eight H100",
        "accelerator": "nvidia-h100-sxm5-80gb",
        "accelerators_per_node": 8,
        "rated_power": figure(700, "W"),
        "power": figure(1050, "W", boundary="node", power_basis="measured-wall", low=700, high=1400),
        "lifetime": figure(5, "years"),
        "utilisation": figure(0.8, "1"),
        "manufacture": [
            {
                "category": "gwp",
                "per": "accelerator",
                "amount": figure(164, "kgCO2e"),
                "covers": ["accelerators"],
            },
            {"category": "gwp", "per": "node", "amount": figure(2500, "kgCO2e"), "covers": ["host"]},
        ],
        **changes,
    }
    return {key: value for key, value in item.items() if value is not None}


CPU = {
    "id": "cpu",
    "name": "Processors",
    "cores_per_node": 64,
    "power": figure(5, "W", boundary="node", power_basis="measured-wall"),
    "lifetime": figure(5, "years"),
    "utilisation": figure(0.8, "1"),
}
LINES = (
    line("final", 1000),
    line("failed", 400, outcome="failed", stage="explore"),
    line("ablation", 600, stage="ablate", component="codec"),
    line("debug", 200, run_type="debug", stage="explore", facility="south"),
    line(
        "measured",
        100,
        stage="hyperparam",
        energy=figure(120, "kWh", boundary="facility", power_basis="measured-wall"),
    ),
    line(
        "data",
        stage="data",
        run_type="other",
        equipment="cpu",
        accelerator_hours=None,
        core_hours=figure(5000, "core-h"),
    ),
)


def lab(*lines: Item, **sections: Any) -> Any:
    """A well-formed disclosure of these lines, or of one of each kind."""
    return {
        "fullcount": "1.0",
        "id": "example-lab/lark",
        "revision": {"number": 1, "date": "2026-03-31", "status": "draft"},
        "publisher": {"name": "Example Lab"},
        "licence": "CC-BY-4.0",
        "data_status": "synthetic",
        "subject": {
            "kind": "model",
            "name": "Lark",
            "components": [{"id": "model", "name": "Model"}, {"id": "codec", "name": "Codec"}],
        },
        "scope": {
            "functional_unit": {"description": "one model"},
            "period": {"start": "2024-01-01", "end": "2024-12-31"},
        },
        "facilities": [site("north", 1.25, 40), site("south", 1.5, 400)],
        "equipment": [gpu(), CPU],
        "compute": list(lines or LINES),
        **sections,
    }


def scenario(document: Any, *texts: str) -> Scenario:
    return apply(document, parse_changes(texts), default_library())


def problems(document: Any, *texts: str) -> list[str]:
    """What is wrong with the changes, in words; there is something wrong."""
    try:
        scenario(document, *texts)
    except ScenarioError as error:
        return [str(problem) for problem in error.problems]
    raise AssertionError(f"{texts} are fine")


def total(made: Scenario, key: Key) -> float | None:
    """The total of one impact in a scenario, weights counted; None where nothing can be computed."""
    row = recompute(made.document).get(key)
    if row is None or row.total is None:
        return None
    return sum(amount.value * made.weights.get(name, 1.0) for name, amount in row.by_line.items())


def original(document: Any, key: Key) -> float:
    """The total of one impact as it was."""
    row = recompute(document).get(key)
    assert row is not None
    assert isinstance(row.total, Amount)
    return row.total.value
