"""A claim as a small disclosure, one line at one facility on one equipment, for the engine to recompute.

A sum of energies has one line for each of them. The document follows the formula of the source. What the source leaves
out of its product, a PUE or the machines around the accelerators, is 1 here, and only here.
"""

from typing import Any

from agreement.claim import Claim
from fullcount.disclosure.figures import Amount

__all__ = ["document", "interval"]

Node = dict[str, Any]
ONE: Node = {"low": 1, "high": 1, "unit": "1"}


def document(claim: Claim) -> Node:
    """The disclosure that states the inputs of a claim and nothing else."""
    return {
        "fullcount": "1.0",
        "id": f"agreement/{claim.id}",
        "revision": {"number": 1, "date": "2026-11-21", "status": "published"},
        "publisher": {"name": "The fullcount authors, as transcribers"},
        "licence": "CC-BY-4.0",
        "data_status": "transcribed",
        "subject": {
            "kind": "model",
            "name": claim.subject,
            "components": [{"id": "work", "name": claim.subject}],
        },
        "scope": {"functional_unit": {"description": f"what {claim.locator} counts"}},
        "facilities": [_facility(claim)],
        "equipment": [_equipment(claim)],
        "compute": _lines(claim),
    }


def interval(amount: Amount, unit: str) -> Node:
    """An interval as a figure."""
    return {"low": amount.low, "high": amount.high, "unit": unit}


def _facility(claim: Claim) -> Node:
    place: Node = {"id": "place", "name": "As the source has it"}
    place["pue"] = _pue(claim)
    intensity = _intensity(claim)
    if intensity:
        basis = "market" if claim.cells["figure"].endswith("market") else "location"
        place[f"carbon_intensity_{basis}_based"] = intensity
    if claim.wue_l_per_kwh:
        place["wue"] = claim.figure("wue_l_per_kwh", "L/kWh")
    if claim.water_intensity_l_per_kwh:
        place["water_intensity"] = claim.figure("water_intensity_l_per_kwh", "L/kWh")
    return place


def _pue(claim: Claim) -> Node:
    """As printed, or the reference row's energy over its hours and power."""
    if claim.formula != "same-overhead":
        return claim.figure("pue", "1") if claim.pue else ONE
    device_kwh = claim.amount("reference_hours") * float(claim.reference_power_w) / 1000
    return interval(claim.amount("reference_energy_mwh", 1000) / device_kwh, "1")


def _intensity(claim: Claim) -> Node | None:
    if claim.carbon_intensity_g_per_kwh:
        return claim.figure("carbon_intensity_g_per_kwh", "gCO2e/kWh")
    if not claim.reference_tco2e:
        return None
    if claim.reference_energy_mwh:
        energy_kwh = claim.amount("reference_energy_mwh", 1000)
    else:
        energy_kwh = claim.amount("reference_hours") * float(claim.reference_power_w) / 1000
    return interval(claim.amount("reference_tco2e", 1e6) / energy_kwh, "gCO2e/kWh")


def _equipment(claim: Claim) -> Node:
    machine: Node = {"id": "machines", "name": "As the source has it", "host_overhead": ONE}
    if claim.power_w:
        basis = {"boundary": claim.boundary, "power_basis": "unknown"}
        machine["power"] = {**_power(claim), **basis}
    if claim.accelerators_per_node:
        machine["accelerators_per_node"] = int(claim.accelerators_per_node)
    for column, unit in (("lifetime_years", "years"), ("utilisation", "1")):
        if claim.cells[column]:
            machine[column.removesuffix("_years")] = claim.figure(column, unit)
    made = [_made(claim, per) for per in ("node", "accelerator") if claim.cells[f"manufacture_per_{per}"]]
    return machine | ({"manufacture": made} if made else {})


def _power(claim: Claim) -> Node:
    """Beside a reference row the power is one constant in both: its rounding cancels."""
    if claim.reference_hours:
        watts = float(claim.power_w)
        return interval(Amount(watts, watts, watts), "W")
    return claim.figure("power_w", "W")


def _made(claim: Claim, per: str) -> Node:
    water = claim.cells["figure"] == "manufacture-water"
    category, unit = ("water", "L") if water else ("gwp", "kgCO2e")
    return {"category": category, "per": per, "amount": claim.figure(f"manufacture_per_{per}", unit)}


def _lines(claim: Claim) -> list[Node]:
    if claim.formula != "sum-of-energy":
        return [_line("line") | _work(claim)]
    energies = (term * claim.factor for term in claim.amounts())
    return [_line(f"line-{n}") | {"energy": _energy(claim, kwh)} for n, kwh in enumerate(energies, 1)]


def _line(name: str) -> Node:
    line: Node = {"id": name, "component": "work", "stage": "other", "run_type": "other"}
    return line | {"outcome": "unknown", "facility": "place", "equipment": "machines"}


def _work(claim: Claim) -> Node:
    line: Node = {}
    if claim.hours:
        line["accelerator_hours"] = claim.figure("hours", "accelerator-h")
    elif claim.devices:
        line["accelerator_hours"] = interval(device_hours(claim), "accelerator-h")
    if claim.energy_mwh:
        line["energy"] = {**claim.figure("energy_mwh", "kWh", 1000), "boundary": claim.boundary}
    elif claim.formula == "water-from-ghg":
        kwh = claim.amount("reference_tco2e", 1e6) / claim.amount("carbon_intensity_g_per_kwh")
        line["energy"] = _energy(claim, kwh)
    return line


def _energy(claim: Claim, kwh: Amount) -> Node:
    return {**interval(kwh, "kWh"), "boundary": claim.boundary}


def device_hours(claim: Claim) -> Amount:
    """Devices times the hours, or days, for which all of them ran."""
    wall = claim.amount("wall_hours") if claim.wall_hours else claim.amount("days") * 24.0
    return claim.amount("devices") * wall
