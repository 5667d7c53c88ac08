"""Level 4, life cycle: manufacture, minerals and water, with the allocation that made them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from fullcount.disclosure.figures import central
from fullcount.impacts.key import Key
from fullcount.impacts.line import Missing
from fullcount.impacts.manufacture import life_of
from fullcount.review.coverage.levels import Check, Met, Requirement, Unmet, Verdict
from fullcount.review.coverage.stated_rows import gap_in, stated_for

if TYPE_CHECKING:
    from fullcount.review.check import Validation
    from fullcount.rules.view import View

__all__ = ["IMPACTS", "REQUIREMENTS"]

WATER_USE = Key("water", "use")
IMPACTS: Mapping[str, tuple[Key, ...]] = {
    "manufacture-ghg": (Key("gwp", "manufacture"),),
    "minerals": (Key("adpe", "manufacture"),),
    "water-on-site": (Key("water", "use", "on-site"), WATER_USE),
    "water-off-site": (Key("water", "use", "off-site"), WATER_USE),
}
"""The impacts of this level; one of several keys is enough, and the first is recomputed."""


def _impact(keys: tuple[Key, ...]) -> Check:
    """Amounts stated for all the work of one of `keys`, or one that can be recomputed for every line."""

    def check(view: "View", _: "Validation") -> Verdict:
        if pointer := stated_for(view, keys, view.lines):
            return Met(pointer)
        gap = gap_in(view, view.lines, keys[0])
        return Unmet("/impacts", f"{keys[0]}: state it, or give {_few(gap)}") if gap else Met("/impacts")

    return check


def _few(gap: Missing) -> str:
    more = f" and {len(gap.inputs) - 3} more" if len(gap.inputs) > 3 else ""
    return "; ".join(gap.inputs[:3]) + more


def _allocation(view: "View", _: "Validation") -> Verdict:
    equipment = view.data.get("equipment", [])
    if not equipment:
        return Unmet("/equipment", "equipment with lifetime and utilisation")
    for index, item in enumerate(equipment):
        lives = [life_of(item, entry) for entry in item.get("manufacture", [])] or [life_of(item, {})]
        for place, key in enumerate(("lifetime", "utilisation")):
            if any(central(life[place]) is None for life in lives):
                return Unmet(f"/equipment/{index}/{key}", f"{key} of equipment {item['id']}")
    if not view.data["scope"].get("allocation"):
        return Unmet("/scope/allocation", "how manufacture and shared work are divided")
    return Met("/scope/allocation/0")


REQUIREMENTS = (
    Requirement(4, "manufacture-ghg", "greenhouse gases of manufacture", _impact(IMPACTS["manufacture-ghg"])),
    Requirement(4, "minerals", "mineral depletion of manufacture", _impact(IMPACTS["minerals"])),
    Requirement(4, "water-on-site", "water consumed on site", _impact(IMPACTS["water-on-site"])),
    Requirement(4, "water-off-site", "water consumed off site", _impact(IMPACTS["water-off-site"])),
    Requirement(4, "allocation", "lifetime, utilisation and allocation", _allocation),
)
