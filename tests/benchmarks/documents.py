"""Documents of a given size for the benchmarks, made from those that are shipped."""

import json
from typing import Any

from fullcount.rooms import dataset_room, schema_room

__all__ = ["as_bytes", "large", "small"]

Document = dict[str, Any]
COPIES = 3
USE = {"energy": 1.0, "location": 0.044, "market": 0.020, "on-site": 0.25 / 1.2, "off-site": 3.7}
ACTIVE_HOURS = 5 * 8760 * 0.8
MANUFACTURE = {"gwp": 3700 / 8 / ACTIVE_HOURS, "adpe": 0.02 / ACTIVE_HOURS, "water": 803 / 8 / ACTIVE_HOURS}


def small() -> Document:
    """A disclosure of about 5 KB: one compute line, and every section that a headline needs."""
    base = _base()
    base["compute"] = base["compute"][-1:]
    base["facilities"][0].pop("water_intensity")
    base["equipment"][0]["manufacture"] = base["equipment"][0]["manufacture"][:1]
    base["impacts"] = [row for row in base["impacts"] if row["category"] in ("energy", "gwp")]
    base["scope"]["life_cycle"] = base["scope"]["life_cycle"][:4]
    base["subject"].pop("lineage")
    return _consistent(base)


def large() -> Document:
    """A disclosure of about 500 KB: the Moshi-style reference disclosure with its lines three times over."""
    base: Document = json.loads((dataset_room("moshi") / "disclosure.json").read_bytes())
    lines = base["compute"]
    base["compute"] = [{**line, "id": f"{line['id']}-{copy}"} for copy in range(COPIES) for line in lines]
    for item in base["equipment"]:
        item["nodes"] *= COPIES
    for source in base["sources"]:
        source.pop("evidence", None)
    for key in ("evidence", "totals"):
        base.pop(key)
    base["impacts"] = [_scaled(row) for row in base["impacts"] if "covers" not in row]
    return base


def _scaled(row: Document) -> Document:
    figures = {key: row["amount"][key] * COPIES for key in ("value", "low", "high") if key in row["amount"]}
    return {**row, "amount": {**row["amount"], **figures}}


def as_bytes(document: Document) -> bytes:
    """The document as the tool writes it."""
    return json.dumps(document, indent=2, ensure_ascii=False).encode()


def _base() -> Document:
    loaded: Document = json.loads((schema_room() / "conformance" / "base.json").read_bytes())
    return loaded


def _consistent(document: Document) -> Document:
    """Totals and impacts of the lines that are there."""
    lines = document["compute"]
    hours = sum(line["accelerator_hours"]["value"] for line in lines)
    final = sum(line["accelerator_hours"]["value"] for line in lines if line["stage"] == "final")
    energy = hours * 0.9 * 1.2
    totals = document["totals"]
    totals["runs"]["value"] = sum(line["runs"]["value"] for line in lines)
    totals["accelerator_hours"]["value"], totals["energy"]["value"] = hours, energy
    totals["final_share"]["value"] = 100 * final / hours
    for row in document["impacts"]:
        per = USE[row.get("ghg_basis") or row.get("part") or "energy"] * energy
        row["amount"]["value"] = (
            MANUFACTURE[row["category"]] * hours if row["phase"] == "manufacture" else per
        )
    return document
