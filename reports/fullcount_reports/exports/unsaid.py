"""What an export does not say of facilities and equipment: a format may have one place where there are several."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from fullcount.disclosure.pointer import child
from fullcount.impacts import Line
from fullcount_reports.exports.paths import places

if TYPE_CHECKING:
    from fullcount.disclosure.types import Disclosure

__all__ = ["Said", "device", "region", "unsaid"]

Said = tuple[Mapping[str, Any], str]
"""A facility or a piece of equipment, and the key of it whose value an export says."""


def unsaid(document: "Disclosure", said: Iterable[Said]) -> frozenset[str]:
    """The pointers of all values of facilities and equipment but those that are said."""
    told = {(id(holder), key) for holder, key in said}
    return frozenset(
        place.pointer
        for section in ("facilities", "equipment")
        for number, holder in enumerate(_items(document, section))
        for key, value in holder.items()
        if (id(holder), key) not in told
        for place in places(value, child(f"/{section}/{number}", key))
    )


def _items(document: "Disclosure", section: str) -> Iterable[Mapping[str, Any]]:
    items: Iterable[Mapping[str, Any]] = dict(document).get(section, [])  # type: ignore[assignment] # a list of maps
    return items


def device(lines: Iterable[Line]) -> Iterator[Said]:
    """The accelerator of each line by its code, else the name of its equipment."""
    for line in lines:
        if line.equipment:
            yield line.equipment, "accelerator" if "accelerator" in line.equipment else "name"


def region(place: Mapping[str, Any], *keys: str) -> Iterator[Said]:
    """The first of some keys that a place has."""
    yield from ((place, key) for key in [key for key in keys if key in place][:1])
