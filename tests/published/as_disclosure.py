"""One row of `datasets/published/published.csv` written down as a disclosure.

A row is one line at one facility on one equipment, and its impacts. Nothing is filled in: what a cell does not
state is not in the document. The only reading of ours is what a convention in words means for the formulas, and
it stands in the two tables `ENERGY` and `POWER`.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

__all__ = ["as_disclosure", "figure"]

Row = Mapping[str, str]
Node = dict[str, Any]


class Energy(NamedTuple):
    """What a printed energy covers; `host_overhead` is what the source puts between accelerators and PUE."""

    boundary: str
    power_basis: str = "unknown"
    host_overhead: str = ""


ENERGY = {
    "facility (device TDP x PUE)": Energy("facility", "tdp", "1"),
    "device TDP only, no PUE": Energy("accelerator", "tdp"),
    "device": Energy("accelerator"),
    "device measured (before PUE)": Energy("accelerator", "measured-device", "1"),
    "measured IT (CodeCarbon)": Energy("it", "measured-device"),
    "IT (before PUE)": Energy("it"),
    "IT compute": Energy("it"),
    "facility": Energy("facility"),
    "facility (with PUE)": Energy("facility"),
    "facility (system power x PUE)": Energy("facility"),
    "facility (GPU measured x 1.74 server/IT x PUE 1.2)": Energy("facility", "measured-device", "1.74"),
}
POWER = {
    "measured_system_average_incl_host": ("node", "measured-wall"),
    "measured_system_average": ("node", "measured-wall"),
    "borrowed from Meena": ("node", "unknown"),
    "category average (Patterson Table 3)": ("node", "unknown"),
    "GPU+CPU stated": ("node", "unknown"),
    "assumed (module, below 660 W cap)": ("node", "tdp-times-load"),
    "assumed_average": ("accelerator", "unknown"),
}
DIGITS = {("P088", "ghg_location_tco2e"): 2}
"""Printed digits that a cell cannot show: 26 lb were converted to 0.0118 t."""
RATED = {"tdp_assumed", "tdp_range_350_400"}
ACCELERATOR = {
    "NVIDIA A100-SXM 80GB": "nvidia-a100-sxm4-80gb",
    "NVIDIA A100-SXM4 80GB": "nvidia-a100-sxm4-80gb",
    "NVIDIA A100 PCIe 40GB": "nvidia-a100-pcie-40gb",
    "NVIDIA H100-SXM5 80GB": "nvidia-h100-sxm5-80gb",
    "NVIDIA H100 80GB HGX": "nvidia-h100-sxm5-80gb",
    "TPU v2": "google-tpu-v2",
    "TPU v3": "google-tpu-v3",
    "TPU v4": "google-tpu-v4",
}
STAGES = (
    (r"inference", "serve", "infer"),
    (r"data_generation|logit_generation", "data", "generate"),
    (r"experimentation|development|architecture_search", "explore", "train"),
    (r"pretraining|stage\d", "final", "pre-train"),
    (r"tuning|sft|rl|post_training|context|quantisation", "final", "post-train"),
)
MIXED = ("other", "other")


def as_disclosure(row: Row) -> Node:
    """The disclosure that says what the row says."""
    facility, equipment = _facility(row), _equipment(row)
    return {
        "fullcount": "1.0",
        "id": f"published/{row['row_id']}",
        "revision": {"number": 1, "date": "2026-11-21", "status": "published"},
        "publisher": {"name": "The fullcount authors, as transcribers"},
        "licence": "CC-BY-4.0",
        "data_status": "transcribed",
        "subject": {
            "kind": "service" if row["stage"].startswith("inference") else "model",
            "name": row["model"],
            "components": [{"id": "work", "name": row["model"]}],
        },
        "scope": {"functional_unit": {"description": f"{row['stage']}, {row['boundary']}"}},
        "facilities": [facility],
        "equipment": [equipment],
        "compute": _lines(row),
        "impacts": _impacts(row),
        "sources": [{"id": "publication", "title": row["source_title"], "url": row["source_url"]}],
    }


def figure(row: Row, column: str, unit: str, times: int = 1, **more: Any) -> Node:
    """The number of a cell in the unit of the standard, with its source; a point makes all its digits count."""
    number = Decimal(row[column])
    count = DIGITS.get((row["row_id"], column)) or ("." in row[column] and len(number.as_tuple().digits))
    digits = {"significant_figures": count} if count else {}
    cited = {"source": "publication", "locator": row["source_locator"]}
    return {"value": float(number * times), "unit": unit, **digits, **cited, **more}


def _facility(row: Row) -> Node:
    place: Node = {"id": "place", "name": row["grid_region"] or "Place not stated"}
    if row["grid_region"]:
        country, _, state = row["grid_region"].partition(" ")[0].partition("-")
        place |= {"country": country, **({"subdivision": f"US-{state}"} if state else {})}
    if row["pue"]:
        place["pue"] = figure(row, "pue", "1")
    if row["carbon_intensity_gco2e_per_kwh"]:
        basis = row["carbon_intensity_basis"]
        market = bool(re.search(r"\bnet\b|hydro", basis))
        key = "carbon_intensity_market_based" if market else "carbon_intensity_location_based"
        place[key] = figure(row, "carbon_intensity_gco2e_per_kwh", "gCO2e/kWh", note=basis)
    return place | _water_ratios(row)


def _water_ratios(row: Row) -> Node:
    cited = {"source": "publication", "locator": row["source_locator"]}
    offsite = re.search(r"([\d.]+) L/kWh", row["water_boundary"])
    onsite = {"wue": {"value": 0, "unit": "L/kWh", **cited}} if "on-site 0" in row["water_boundary"] else {}
    if offsite is None:
        return onsite
    return onsite | {"water_intensity": {"value": float(offsite[1]), "unit": "L/kWh", **cited}}


def _equipment(row: Row) -> Node:
    machine: Node = {"id": "machines", "name": row["hardware"] or "Hardware not stated"}
    if row["hardware"] in ACCELERATOR:
        machine["accelerator"] = ACCELERATOR[row["hardware"]]
    overhead = ENERGY.get(row["energy_boundary"], Energy("")).host_overhead
    if overhead:
        cited = {"source": "publication", "locator": row["source_locator"]}
        machine["host_overhead"] = {"value": float(overhead), "unit": "1", **cited}
    if row["power_basis"] in RATED:
        machine["rated_power"] = figure(row, "power_w_per_device", "W")
    elif row["power_basis"] in POWER and row["power_w_per_device"]:
        boundary, basis = POWER[row["power_basis"]]
        machine["power"] = figure(row, "power_w_per_device", "W", boundary=boundary, power_basis=basis)
    return machine


def _lines(row: Row) -> list[Node]:
    idle = row["stage"] == "idle_infrastructure"
    if idle or not (row["device_hours"] or row["energy_mwh"] or row["hardware_count"]):
        return []
    stage, run_type = next(((s, r) for words, s, r in STAGES if re.search(words, row["stage"])), MIXED)
    line: Node = {"id": "line", "component": "work", "stage": stage, "run_type": run_type}
    line |= {"outcome": "unknown", "facility": "place", "equipment": "machines"}
    if row["hardware_count"]:
        line["accelerators"] = figure(row, "hardware_count", "1")
    if row["device_hours"]:
        line["accelerator_hours"] = figure(row, "device_hours", "accelerator-h")
    if row["energy_mwh"]:
        line["energy"] = _energy(row)
    return [line]


def _energy(row: Row) -> Node:
    kind = ENERGY.get(row["energy_boundary"])
    _, measured = POWER.get(row["power_basis"], ("", "unknown"))
    known = kind.power_basis if kind and kind.power_basis != "unknown" else measured
    said = {"boundary": kind.boundary, "power_basis": known} if kind else {}
    if re.search(r"TDP| x ", row["energy_boundary"]) or row["data_status"].endswith("measured_power"):
        said["basis"] = "calculated"
    return figure(row, "energy_mwh", "kWh", 1000, **said)


def _impacts(row: Row) -> list[Node]:
    phase = "all" if row["water_boundary"] == "lifecycle" else "use"
    rows = [
        {"category": "gwp", "phase": phase, "ghg_basis": basis, "amount": figure(row, column, "kgCO2e", 1000)}
        for basis in ("location", "market", "unspecified")
        if row[column := f"ghg_{basis}_tco2e"]
    ]
    if row["stage"] == "idle_infrastructure":
        rows.append({"category": "energy", "phase": "use", "part": "idle", "amount": _energy(row)})
    if row["embodied_tco2e"]:
        amount = figure(row, "embodied_tco2e", "kgCO2e", 1000)
        rows.append({"category": "gwp", "phase": "manufacture", "amount": amount})
    if row["water_m3"]:
        rows.append({"category": "water", **_water_axes(row), "amount": figure(row, "water_m3", "L", 1000)})
    if row["adpe_kgsbeq"]:
        rows.append({"category": "adpe", "phase": "all", "amount": figure(row, "adpe_kgsbeq", "kgSbe")})
    return rows


def _water_axes(row: Row) -> Node:
    match row["water_boundary"]:
        case "lifecycle" | "off-site electricity + manufacturing":
            return {"phase": "all"}
        case "GPU manufacturing":
            return {"phase": "manufacture"}
        case "on-site only":
            return {"phase": "use", "part": "on-site"}
        case _:
            return {"phase": "use", "part": "off-site"}
