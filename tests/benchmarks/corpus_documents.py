"""A synthetic corpus for the benchmark: varied disclosures of about 8 KB, the same for the same seed.

Figures are those of the conformance base scaled line by line, so that sums, products and totals hold; one in a hundred
has a slip of each of four kinds: of the schema, an error, a warning, a note.
"""

import random
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import orjson

from fullcount.rooms import schema_room

__all__ = ["FAULTS", "document", "documents", "write_corpus"]

Document = dict[str, Any]
A_FOLDER = 1000
WORDS = "Synthetic: " + "a practice that saves energy, described at some length. " * 5
USE = {"energy": 1.0, "location": 0.044, "market": 0.020, "on-site": 0.25 / 1.2, "off-site": 3.7}
ACTIVE_HOURS = 5 * 8760 * 0.8
MANUFACTURE = {"gwp": 3700 / 8 / ACTIVE_HOURS, "adpe": 0.02 / ACTIVE_HOURS, "water": 803 / 8 / ACTIVE_HOURS}


def _unknown_key(document: Document) -> None:
    document["compute"][0]["remark"] = "synthetic slip: a key that the schema does not know"


def _wrong_total(document: Document) -> None:
    document["totals"]["accelerator_hours"]["value"] *= 2


def _high_pue(document: Document) -> None:
    document["facilities"][0]["wue"]["value"] = 25.0


def _unused(document: Document) -> None:
    document["equipment"].append({"id": "spare", "name": "Node that no line uses (synthetic)"})


FAULTS = (_unknown_key, _wrong_total, _high_pue, _unused)


def document(number: int, base: Document) -> Document:
    """The disclosure of that number."""
    rng = random.Random(number)
    found = deepcopy(base)
    found["id"] = f"synthetic/{number:06d}"
    found["title"] = f"Synthetic disclosure {number} of the benchmark"
    found["subject"]["name"] = f"Synthetic-{number}"
    found["subject"]["parameters"]["value"] = rng.randrange(1, 900) * 10**9
    found["publisher"]["name"] = f"Synthetic laboratory {rng.randrange(400)}"
    found["revision"]["number"] = rng.randrange(1, 4)
    _scale(found, rng)
    if number % 100 < len(FAULTS):
        FAULTS[number % 100](found)
    return found


def _scale(found: Document, rng: random.Random) -> None:
    """Hours of each line by a factor of its own; wall clock, energy, totals and impacts follow."""
    lines = found["compute"]
    for line in lines:
        hours = round(line["accelerator_hours"]["value"] * rng.uniform(0.3, 0.9)) * 4
        line["accelerator_hours"]["value"] = hours
        line["runs"]["value"] = rng.randrange(1, 200)
        if "energy" in line:
            line["energy"]["value"] = round(hours * 0.9, 1)
        if "wall_clock" in line:
            line["wall_clock"]["value"] = _printed(hours / line["accelerators"]["value"])
        if rng.random() < 0.1:
            line["runs"] = {"not_disclosed": {"reason": "not-measured"}}
    hours = sum(line["accelerator_hours"]["value"] for line in lines)
    final = sum(line["accelerator_hours"]["value"] for line in lines if line["stage"] == "final")
    totals = found["totals"]
    totals.pop("runs", None)
    totals["accelerator_hours"]["value"], totals["energy"]["value"] = hours, _printed(hours * 0.9 * 1.2)
    totals["final_share"]["value"] = _printed(100 * final / hours)
    for row in found["impacts"]:
        use = USE[row.get("ghg_basis") or row.get("part") or "energy"] * hours * 0.9 * 1.2
        made = MANUFACTURE.get(row["category"], 0.0) * hours
        row["amount"]["value"] = _printed(made if row["phase"] == "manufacture" else use)


def _printed(value: float) -> float:
    """As a report would print it, in five digits."""
    return float(f"{value:.5g}")


def documents(count: int) -> Iterator[Document]:
    """So many, one after the other."""
    base = orjson.loads((schema_room() / "conformance" / "base.json").read_bytes())
    base["practices"] = [{"practice": "measure-energy", "description": WORDS}] * 2
    base["note"] = "Synthetic: made up for a benchmark of the tool."
    return (document(number, base) for number in range(count))


def write_corpus(folder: Path, count: int) -> None:
    """The files, a thousand a folder."""
    for number, found in enumerate(documents(count)):
        place = folder / f"{number // A_FOLDER:03d}"
        if not number % A_FOLDER:
            place.mkdir(parents=True)
        (place / f"{number:06d}.json").write_bytes(orjson.dumps(found))
