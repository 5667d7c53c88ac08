"""Small invented disclosures, all marked synthetic unless a test is about the mark."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Node = dict[str, Any]
FACILITY = {
    "id": "hall",
    "name": "Invented hall",
    "country": "FRA",
    "pue": {"value": 1.2, "unit": "1"},
    "carbon_intensity_location_based": {"value": 50, "unit": "gCO2e/kWh"},
}
EQUIPMENT = {
    "id": "nodes",
    "name": "Invented nodes",
    "accelerator": "nvidia-a100-sxm4-80gb",
    "accelerators_per_node": 8,
    "power": {"value": 500, "unit": "W", "boundary": "it"},
}


def line(name: str, hours: float | Node | None = 1000.0, stage: str = "final", **more: Any) -> Node:
    """A compute line; `hours` is a number of accelerator-hours or a figure."""
    figure = hours if isinstance(hours, dict) or hours is None else {"value": hours, "unit": "accelerator-h"}
    axes = {"component": "work", "stage": stage, "run_type": "pre-train", "outcome": "completed"}
    return {"id": name, **axes, **({"accelerator_hours": figure} if figure else {}), **more}


def impact(value: float | Node, category: str = "gwp", phase: str = "use", **more: Any) -> Node:
    """An impact row; greenhouse gases of use are location-based unless `ghg_basis` says otherwise."""
    units = {"gwp": "kgCO2e", "energy": "kWh", "water": "L", "adpe": "kgSbe", "pe": "MJ"}
    figure = value if isinstance(value, dict) else {"value": value, "unit": units[category]}
    if category == "gwp" and phase != "manufacture":
        more = {"ghg_basis": "location", **more}
    return {"category": category, "phase": phase, **more, "amount": figure}


def disclosure(name: str, lines: Sequence[Node] = (), **more: Any) -> Node:
    """A disclosure `invented/NAME`; keys of `subject` and `scope` are merged, others replace."""
    about = {"kind": "model", "name": name, "components": [{"id": "work", "name": "Work"}]}
    scope = {"functional_unit": {"description": "Development of the model"}, "boundary": "final-run"}
    head: Node = {
        "fullcount": "1.0",
        "id": f"invented/{name}",
        "revision": {"number": 1, "date": "2025-03-01", "status": "published"},
        "publisher": {"name": "Invented lab"},
        "licence": "CC-BY-4.0",
        "data_status": "synthetic",
        "subject": about | more.pop("subject", {}),
        "scope": scope | more.pop("scope", {}),
        "facilities": [FACILITY],
        "equipment": [EQUIPMENT],
        "compute": list(lines),
    }
    return {key: value for key, value in (head | more).items() if value is not None}


def write(folder: Path, *documents: Mapping[str, Any]) -> Path:
    """Each document in a file of the folder, named after its id and revision."""
    folder.mkdir(parents=True, exist_ok=True)
    for document in documents:
        name = f"{document['id'].replace('/', '-')}-{document['revision']['number']}.json"
        (folder / name).write_text(json.dumps(document), encoding="utf-8")
    return folder
