"""What a lab's own description (`--about`) says of its equipment, for the rules of the ledger."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from fullcount.disclosure.figures import central
from fullcount.ledger.check.rules.context import Capacity, Context, PowerLimit

if TYPE_CHECKING:
    from fullcount.rules.rating import Rating

__all__ = ["context_of"]

_BOUNDARIES = ("accelerator", "node", "it")


def context_of(about: Mapping[str, Any] | None, capacities: Mapping[str, float]) -> Context:
    """Capacities and limits of power of the equipment described; `capacities` that a user states come first."""
    stated = {name: Capacity(count, "--capacity") for name, count in capacities.items()}
    if about is None:
        return Context(stated)
    described = {
        item["id"]: Capacity(item["nodes"] * item["accelerators_per_node"], "the description")
        for item in about.get("equipment", [])
        if item.get("nodes") and item.get("accelerators_per_node")
    }
    return Context({**described, **stated}, tuple(_limits(about)), about=True)


def _limits(about: Mapping[str, Any]) -> Iterator[PowerLimit]:
    from datetime import date  # noqa: PLC0415 - only where a description is given

    from fullcount.rules.rating import ratings_of  # noqa: PLC0415
    from fullcount.rules.view import View  # noqa: PLC0415

    view = View(cast("Any", about), date.max)
    for name, rating in ratings_of(view).items():
        if rating is not None:
            yield from _of_equipment(view.equipment[name], rating, about)


def _of_equipment(item: Any, rating: "Rating", about: Mapping[str, Any]) -> Iterator[PowerLimit]:
    from fullcount.rules.rating import limit_of  # noqa: PLC0415

    for boundary in _BOUNDARIES:
        yield PowerLimit(item["id"], boundary, "", limit_of(item, rating, boundary).watts)
    wide = limit_of(item, rating, "facility").watts
    for facility in about.get("facilities", []):
        ratio = central(facility.get("overhead_ratio")) or central(facility.get("pue"))
        if ratio:
            yield PowerLimit(item["id"], "facility", facility["id"], wide * ratio)
