"""Level 4, life cycle: manufacture, minerals and water, with the allocation that made them."""

from typing import TYPE_CHECKING

from fullcount.disclosure.figures import central, is_missing, stated
from fullcount.impacts.key import Key
from fullcount.impacts.line import Missing
from fullcount.review.coverage.levels import Check, Met, Requirement, Unmet, Verdict
from fullcount.rules.recomputed import key_of, sum_over

if TYPE_CHECKING:
    from fullcount.review.check import Validation
    from fullcount.rules.view import View

__all__ = ["REQUIREMENTS"]

WATER_USE = Key("water", "use")


def _impact(*keys: Key) -> Check:
    """A stated amount of all the work for one of `keys`, or one that can be recomputed for every line."""

    def check(view: "View", _: "Validation") -> Verdict:
        for placed in view.impacts:
            whole = key_of(placed.row) in keys and not {"covers", "life_cycle_stages"} & placed.row.keys()
            if whole and not is_missing(placed.row.get("amount")):
                return Met(placed.pointer)
        gap = sum_over(view, view.lines, keys[0], stated)
        return (
            Unmet("/impacts", f"{keys[0]}: state it, or give {_few(gap)}")
            if isinstance(gap, Missing)
            else Met("/impacts")
        )

    return check


def _few(gap: Missing) -> str:
    more = f" and {len(gap.inputs) - 3} more" if len(gap.inputs) > 3 else ""
    return "; ".join(gap.inputs[:3]) + more


def _allocation(view: "View", _: "Validation") -> Verdict:
    equipment = view.data.get("equipment", [])
    if not equipment:
        return Unmet("/equipment", "equipment with lifetime and utilisation")
    for index, item in enumerate(equipment):
        for key, figure in (("lifetime", item.get("lifetime")), ("utilisation", item.get("utilisation"))):
            if central(figure) is None:
                return Unmet(f"/equipment/{index}/{key}", f"{key} of equipment {item['id']}")
    if not view.data["scope"].get("allocation"):
        return Unmet("/scope/allocation", "how manufacture and shared work are divided")
    return Met("/scope/allocation/0")


REQUIREMENTS = (
    Requirement(4, "manufacture-ghg", "greenhouse gases of manufacture", _impact(Key("gwp", "manufacture"))),
    Requirement(4, "minerals", "mineral depletion of manufacture", _impact(Key("adpe", "manufacture"))),
    Requirement(
        4, "water-on-site", "water consumed on site", _impact(Key("water", "use", "on-site"), WATER_USE)
    ),
    Requirement(
        4, "water-off-site", "water consumed off site", _impact(Key("water", "use", "off-site"), WATER_USE)
    ),
    Requirement(4, "allocation", "lifetime, utilisation and allocation", _allocation),
)
