"""Changes that cannot touch any impact: nothing runs there, or nothing is reckoned with what they change."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fullcount.impacts.power import power_model

if TYPE_CHECKING:
    from fullcount.impacts.line import Line
    from fullcount.impacts.scenario.change import Change
    from fullcount.impacts.scenario.figure import Item
    from fullcount.impacts.scenario.work import Work

__all__ = ["equipment_unused", "facilities_unused", "host_unused", "life_unused"]


def facilities_unused(change: "Change", work: "Work") -> Iterator[str]:
    """The facilities that a change is for and no line runs at."""
    used = {line.facility["id"] for line in work.lines if line.facility}
    for facility in work.items("facilities"):
        if change.at in ("", facility["id"]) and facility["id"] not in used:
            yield f"no line runs at {facility['id']}: {change.text} has no effect there"


def equipment_unused(change: "Change", work: "Work", items: "Sequence[Item]") -> Iterator[str]:
    """Those of some equipment that no line is on."""
    for item in items:
        if not _lines_on(work, item):
            yield f"no line is on {item['id']}: {change.text} has no effect there"


def host_unused(change: "Change", work: "Work", items: "Sequence[Item]") -> Iterator[str]:
    """Those of some equipment whose energy and power are known with the hosts already, or not at all."""
    for item in items:
        models = [power_model(line) for line in _lines_on(work, item)]
        if not any(model and model.boundary == "accelerator" for model in models):
            yield f"no line on {item['id']} is known at the accelerator: {change.text} has no effect there"


def life_unused(change: "Change", work: "Work", field: str) -> Iterator[str]:
    """The equipment without a manufacture that goes by its lifetime or utilisation, whichever `field` says."""
    items = [item for item in work.items("equipment") if change.at in ("", item["id"])]
    yield from equipment_unused(change, work, items)
    for item in items:
        if _lines_on(work, item) and all(field in entry for entry in item.get("manufacture", ())):
            reason = f"no manufacture of {item['id']} is stated that goes by its {field}"
            yield f"{reason}: {change.text} has no effect there"


def _lines_on(work: "Work", item: "Item") -> "list[Line]":
    return [line for line in work.lines if line.equipment is item]
