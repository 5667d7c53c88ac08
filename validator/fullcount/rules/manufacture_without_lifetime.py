"""Manufacture is counted, but the life over which it is spread is not stated.

**What it checks.** That equipment with manufacture impacts states its lifetime and, as a note, its utilisation, or
each entry its own; and that a manufacture amount over lines names equipment that does.

**Why it matters.** The share of a node that falls to one project is proportional to hours over active life: 3
years at 40 % and 6 years at 85 % differ by a factor of 4. Without them nobody can check or re-base the figure.

**Example.** 3,700 kgCO2e a node, a manufacture row of 327 kgCO2e, and no `lifetime`.

**Remedy.** State lifetime and utilisation of the equipment, as assumed where they are not known.

**Reference.** Luccioni et al. 2022 (arXiv 2211.02001, section 4.1): 6 years at 85 %. ISO 14044, 4.3.4: the
allocation procedure is documented.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import is_missing
from fullcount.impacts.manufacture import life_of
from fullcount.rules.rule import PASSED, Failed, NotApplicable, Outcome, Rule, Severity

if TYPE_CHECKING:
    from fullcount.disclosure.types import Equipment
    from fullcount.rules.view import PlacedImpact, View

REMEDY = "state lifetime and utilisation of the equipment, as assumed where they are not known"


def check(view: "View") -> Iterator[Outcome]:
    """One outcome for each equipment with manufacture, and for each row that has none behind it."""
    judged = set()
    for index, item in enumerate(view.data.get("equipment", [])):
        if any(not is_missing(entry["amount"]) for entry in item.get("manufacture", [])):
            judged.add(item["id"])
            yield _of_equipment(f"/equipment/{index}", item)
    for placed in view.impacts:
        if placed.row["phase"] == "manufacture" and not is_missing(placed.row.get("amount")):
            yield from _of_row(view, placed, judged)


def _of_equipment(pointer: str, item: "Equipment") -> Outcome:
    entries = [entry for entry in item["manufacture"] if not is_missing(entry["amount"])]
    for key, milder in (("lifetime", None), ("utilisation", Severity.NOTE)):
        if key not in item and not all(key in entry for entry in entries):
            message = f"equipment {item['id']} has manufacture impacts, but no {key}"
            return Failed(pointer, message, REMEDY, milder)
    lives = [life_of(item, entry) for entry in entries]
    for place, key in enumerate(("lifetime", "utilisation")):
        if any(is_missing(life[place]) for life in lives):
            return NotApplicable(f"the {key} of equipment {item['id']} is not disclosed")
    return PASSED


def _of_row(view: "View", placed: "PlacedImpact", judged: set[str]) -> Iterator[Outcome]:
    """Nothing where the equipment of the covered lines was judged already."""
    row = placed.row
    lines = () if "life_cycle_stages" in row else view.covered(row)
    machines = [line.equipment for line in lines if line.equipment] or [*view.equipment.values()]
    if any(item["id"] in judged for item in machines):
        return
    if any("lifetime" in item for item in machines):
        yield PASSED
    else:
        message = f"{row['category']} of manufacture is stated, but no lifetime of the equipment behind it"
        milder = Severity.NOTE if view.data["data_status"] == "transcribed" else None
        yield Failed(placed.pointer, message, REMEDY, milder)


RULE = Rule(
    name="manufacture-without-lifetime",
    severity=Severity.WARNING,
    group="honesty",
    reads=("data_status", "facilities", "equipment", "compute", "impacts"),
    check=check,
)
