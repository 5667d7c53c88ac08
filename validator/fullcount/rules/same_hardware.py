"""Whether a manufacture entry counts hardware that another entry of its category has counted."""

from typing import TYPE_CHECKING, Any, NamedTuple

from fullcount.disclosure.figures import printed

if TYPE_CHECKING:
    from fullcount.disclosure.types import Manufacture

__all__ = ["Counted", "Earlier", "Hardware", "hardware"]

Hardware = frozenset[str]
Group = tuple[Hardware, bool]
"""What entries cover, empty where they do not say, and whether they have a lifetime of their own."""
Citation = tuple[Any, Any]


class Earlier(NamedTuple):
    """An earlier entry, and whether source and locators say that the later one is another part of the same whole."""

    entry: "Manufacture"
    as_part: bool = False


def hardware(entry: "Manufacture") -> Hardware:
    """The hardware that an entry covers; empty where it does not say."""
    return frozenset(entry.get("covers", ()))


class Counted:
    """The entries of one category at one equipment so far, by what they cover: as many groups as there can be sets."""

    def __init__(self) -> None:
        self._groups: dict[Group, dict[Citation, Manufacture]] = {}

    def again(self, entry: "Manufacture") -> Earlier | None:
        """The first earlier entry that counts the same hardware, if there is one; the entry is kept.

        Of parts that one source gives at places of their own, only one of the same amount counts as such.
        """
        group, citation = (hardware(entry), "lifetime" in entry), _citation(entry)
        met = [other for other in self._groups if _meet(group, other)]
        parts = [other for other in met if group[0] == other[0] and _is_part(citation, self._groups[other])]
        alike = (known for other in parts for known in self._groups[other].values() if _alike(known, entry))
        twice = (Earlier(next(iter(self._groups[other].values()))) for other in met if other not in parts)
        found = next(twice, None) or next((Earlier(known, as_part=True) for known in alike), None)
        self._groups.setdefault(group, {}).setdefault(citation, entry)
        return found


def _citation(entry: "Manufacture") -> Citation:
    return entry["amount"].get("source"), entry["amount"].get("locator")


def _alike(one: "Manufacture", other: "Manufacture") -> bool:
    said, again = one["amount"], other["amount"]
    return (one["per"], said.get("unit"), printed(said)) == (other["per"], again.get("unit"), printed(again))


def _meet(one: Group, other: Group) -> bool:
    if one[0] and other[0]:
        return not one[0].isdisjoint(other[0])
    return one[1] == other[1]


def _is_part(citation: Citation, known: dict[Citation, Any]) -> bool:
    """Whether one source gives this entry and all known ones, each at a place of its own."""
    places = [*known, citation]
    return citation not in known and all(all(place) for place in places) and len({s for s, _ in places}) == 1
