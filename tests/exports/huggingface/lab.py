"""An invented disclosure of one training, all its figures stated. Synthetic."""

import copy
import json
from pathlib import Path
from typing import Any

__all__ = ["TODAY", "figure", "lab", "written"]

Item = dict[str, Any]
TODAY = ("--today", "2026-11-22")


def figure(value: float, unit: str, **more: Any) -> Item:
    return {"value": value, "unit": unit, "basis": "measured", **more}


LAB: Item = {
    "fullcount": "1.0",
    "id": "invented/model",
    "revision": {"number": 3, "date": "2026-10-01", "status": "published"},
    "publisher": {"name": "An invented lab"},
    "licence": "CC-BY-4.0",
    "data_status": "primary",
    "subject": {"kind": "model", "name": "Invented-1B", "components": [{"id": "model", "name": "The model"}]},
    "scope": {"functional_unit": {"description": "one released model"}},
    "facilities": [
        {"id": "site", "name": "Site", "operator": "Operator", "country": "NOR", "location": "Narvik"},
    ],
    "equipment": [{"id": "node", "name": "Node", "accelerator": "nvidia-a100-sxm4-80gb"}],
    "compute": [
        {
            "id": "final",
            "component": "model",
            "stage": "final",
            "run_type": "pre-train",
            "outcome": "completed",
            "facility": "site",
            "equipment": "node",
            "accelerators": figure(64, "1"),
            "accelerator_hours": figure(4800, "accelerator-h"),
            "energy": figure(4320, "kWh", boundary="facility"),
        },
        {
            "id": "explore",
            "component": "model",
            "stage": "explore",
            "run_type": "train",
            "outcome": "failed",
            "facility": "site",
            "equipment": "node",
            "accelerator_hours": figure(100, "accelerator-h"),
            "energy": figure(90, "kWh", boundary="facility"),
        },
    ],
    "impacts": [
        {
            "category": "gwp",
            "phase": "use",
            "ghg_basis": "location",
            "covers": {"lines": ["final"]},
            "amount": figure(129.6, "kgCO2e"),
        },
        {
            "category": "gwp",
            "phase": "use",
            "ghg_basis": "market",
            "covers": {"lines": ["final"]},
            "amount": figure(2.5, "kgCO2e"),
        },
    ],
}


def lab(**changes: Any) -> Item:
    """The disclosure; a key is a path with `__` between its steps, None takes the place away."""
    document = copy.deepcopy(LAB)
    for path, value in changes.items():
        *steps, last = (int(step) if step.isdigit() else step for step in path.split("__"))
        node: Any = document
        for step in steps:
            node = node[step]
        if value is None:
            del node[last]
        else:
            node[last] = value
    return document


def written(path: Path, **changes: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(lab(**changes)), encoding="utf-8")
    return path
