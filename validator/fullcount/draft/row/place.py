"""The facility and the equipment of a row."""

import re

from fullcount.draft.row.conventions import ACCELERATOR, ENERGY, POWER, RATED, Energy, Node, Row
from fullcount.draft.row.figures import absent, cited, figure, or_absent

__all__ = ["equipment_of", "facility_of"]

INTENSITIES = ("carbon_intensity_location_based", "carbon_intensity_market_based")


def facility_of(row: Row) -> Node:
    """Where the work of a row ran, with every ratio that its source states and the reason for every other."""
    place: Node = {"id": "place", "name": row["grid_region"] or "Place not stated"}
    if row["grid_region"]:
        country, _, state = row["grid_region"].partition(" ")[0].partition("-")
        place |= {"country": country, **({"subdivision": f"US-{state}"} if state else {})}
    ratios = {"pue": or_absent(row, "pue", "1"), **_water_ratios(row), **_intensities(row)}
    return place | ratios


def _intensities(row: Row) -> Node:
    column, basis = "carbon_intensity_gco2e_per_kwh", row["carbon_intensity_basis"]
    found = {key: absent(row) for key in INTENSITIES}
    if row[column]:
        market = bool(re.search(r"\bnet\b|hydro", basis))
        stated = figure(row, column, "gCO2e/kWh")
        found[INTENSITIES[market]] = {**stated, "note": basis} if basis else stated
    return found


def _water_ratios(row: Row) -> Node:
    offsite = re.search(r"([\d.]+) L/kWh", row["water_boundary"])
    closed = "on-site 0" in row["water_boundary"]
    return {
        "wue": {"value": 0, "unit": "L/kWh", **cited(row)} if closed else absent(row),
        "water_intensity": _litres(offsite[1], row) if offsite else absent(row),
    }


def _litres(printed: str, row: Row) -> Node:
    return {"value": float(printed), "unit": "L/kWh", **cited(row)}


def equipment_of(row: Row) -> Node:
    """What the work of a row ran on."""
    machine: Node = {"id": "machines", "name": row["hardware"] or "Hardware not stated"}
    if row["hardware"] in ACCELERATOR:
        machine["accelerator"] = ACCELERATOR[row["hardware"]]
    overhead = ENERGY.get(row["energy_boundary"], Energy("")).host_overhead
    if overhead:
        machine["host_overhead"] = {"value": float(overhead), "unit": "1", **cited(row)}
    return machine | _power(row)


def _power(row: Row) -> Node:
    if not row["power_w_per_device"]:
        return {"power": absent(row)}
    if row["power_basis"] in RATED:
        return {"rated_power": figure(row, "power_w_per_device", "W")}
    boundary, basis = POWER.get(row["power_basis"], ("", "unknown"))
    power = figure(row, "power_w_per_device", "W", power_basis=basis)
    return {"power": {**power, "boundary": boundary} if boundary else power}
