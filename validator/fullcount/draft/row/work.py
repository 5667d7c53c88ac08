"""The compute line of a row, and its effects on the environment."""

import re

from fullcount.draft.row.conventions import ENERGY, POWER, Node, Row, axes_of
from fullcount.draft.row.figures import absent, figure, or_absent

__all__ = ["effects_of", "energy_of", "line_of", "missing_effects"]

GHG_BASES = ("location", "market", "unspecified")


def line_of(row: Row) -> Node:
    """The work of a row: how much of what, with the reason where its source does not say."""
    stage, run_type = axes_of(row)
    line: Node = {"id": "work", "component": "work", "stage": stage, "run_type": run_type}
    line |= {"outcome": "unknown", "facility": "place", "equipment": "machines"}
    line["accelerators"] = or_absent(row, "hardware_count", "1")
    line["accelerator_hours"] = or_absent(row, "device_hours", "accelerator-h")
    line["energy"] = energy_of(row) if row["energy_mwh"] else absent(row)
    return line


def energy_of(row: Row) -> Node:
    """The energy of a row in kWh, with its boundary where the source states one."""
    kind = ENERGY.get(row["energy_boundary"])
    _, measured = POWER.get(row["power_basis"], ("", "unknown"))
    known = kind.power_basis if kind and kind.power_basis != "unknown" else measured
    said = {"boundary": kind.boundary, "power_basis": known} if kind else {}
    if re.search(r"TDP| x ", row["energy_boundary"]) or row["data_status"].endswith("measured_power"):
        said["basis"] = "calculated"
    return figure(row, "energy_mwh", "kWh", 1000, **said)


def effects_of(row: Row) -> list[Node]:
    """The impacts that a row states."""
    phase = "all" if row["water_boundary"] == "lifecycle" else "use"
    idle = {"part": "idle"} if row["stage"] == "idle_infrastructure" else {}
    rows: list[Node] = [
        {
            "category": "gwp",
            "phase": phase,
            **idle,
            "ghg_basis": basis,
            "amount": figure(row, column, "kgCO2e", 1000),
        }
        for basis in GHG_BASES
        if row[column := f"ghg_{basis}_tco2e"]
    ]
    if idle and row["energy_mwh"]:
        rows.append({"category": "energy", "phase": "use", **idle, "amount": energy_of(row)})
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
        case "":
            return {"phase": "use"}
        case _:
            return {"phase": "use", "part": "off-site"}


def missing_effects(effects: list[Node], row: Row) -> list[Node]:
    """What a reader would look for among the effects of the whole work and does not find, each with the reason."""
    stated = {(item["category"], phase) for item in effects for phase in _phases(item)}
    bases = {item["ghg_basis"] for item in effects if "ghg_basis" in item}
    wanted: list[Node] = [
        {"category": "gwp", "phase": "use", "ghg_basis": basis}
        for basis in GHG_BASES[:2]
        if basis not in bases and "unspecified" not in bases
    ]
    for category, phase in (("gwp", "manufacture"), ("water", "use"), ("adpe", "all")):
        if (category, phase) not in stated:
            wanted.append({"category": category, "phase": phase})
    return [{**axes, "amount": absent(row)} for axes in wanted]


def _phases(item: Node) -> tuple[str, ...]:
    return ("all", "manufacture", "use") if item["phase"] == "all" else (item["phase"],)
