"""How disclosures lie to each other: which work is counted inside which, and which is the same."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product
from typing import TYPE_CHECKING

from fullcount_reports.comparison.select import named

if TYPE_CHECKING:
    from fullcount_reports.comparison.entry import Entry

__all__ = ["Kinship", "family_of"]


class Kinship:
    """The relations among some entries, whichever of the two states them; others than these are not known of."""

    def __init__(self, entries: "Iterable[Entry]") -> None:
        self.entries = {entry.id: entry for entry in entries}
        self.inside: dict[str, set[str]] = {name: set() for name in self.entries}
        self.shared: dict[frozenset[str], str] = {}
        for name, relation, other in self._stated():
            if relation == "part-of":
                self.inside[name].add(other)
            elif relation == "includes":
                self.inside[other].add(name)
            else:
                self.shared[frozenset((name, other))] = relation
        self._parts: dict[str, list[str]] = {name: [] for name in self.entries}
        for part in sorted(self.inside):
            for whole in self.inside[part]:
                self._parts[whole].append(part)
        self._within: dict[str, frozenset[str]] = {}

    def _stated(self) -> Iterator[tuple[str, str, str]]:
        for name, entry in self.entries.items():
            for link in entry.document.get("related", []):
                other = link["disclosure"]
                if other in self.entries and other != name:
                    yield name, link["relation"], other

    def parts(self, name: str) -> list[str]:
        """Ids of the disclosures that are counted in one, directly."""
        return self._parts[name]

    def roots(self) -> list[str]:
        """Ids of those that are part of no other."""
        return sorted(name for name, wholes in self.inside.items() if not wholes)

    def within(self, name: str) -> frozenset[str]:
        """Ids of one and of everything that is counted in it, at any depth."""
        if name not in self._within:
            self._within[name] = self._reached(name)
        return self._within[name]

    def _reached(self, name: str) -> frozenset[str]:
        found: set[str] = set()
        waiting = [name]
        while waiting:
            current = waiting.pop()
            if current not in found:
                found.add(current)
                waiting += self.parts(current)
        return frozenset(found)

    def circles(self) -> list[str]:
        """Ids of disclosures that are said to be part of their own parts."""
        return sorted(
            name for name in self.entries if any(name in self.within(part) for part in self.parts(name))
        )

    def clashes(self, counted: Sequence[str]) -> Iterator[str]:
        """For each two that cannot both be added, in words why."""
        holders: dict[str, list[str]] = {}
        for name in sorted(counted):
            for part in self.within(name):
                holders.setdefault(part, []).append(name)
        for part in sorted(holders):
            for one, other in combinations(holders[part], 2):
                yield f"{one} and {other}: {part} is counted in both"
        for pair, relation in sorted(self.shared.items(), key=lambda item: sorted(item[0])):
            first, second = sorted(pair)
            for one, other in product(holders.get(first, ()), holders.get(second, ())):
                if one != other:
                    yield f"{one} and {other}: {_shared(relation, (first, second))}"


def _shared(relation: str, pair: Sequence[str]) -> str:
    both = " and ".join(pair)
    if relation == "same-work":
        return f"{both} are two accounts of the same work"
    return f"some of the work of {both} is counted in both"


def family_of(entries: "Sequence[Entry]", name: str) -> "list[Entry]":
    """The entry with an id or subject, what is counted in it, and what any of these came from, at any depth.

    Another account of the same work is not among them.

    Raises:
        WishError: no entry is called so.

    """
    first = named(entries, name, "--family")
    kinship = Kinship(entries)
    found: set[str] = set()
    waiting = [first.id]
    while waiting:
        current = waiting.pop()
        if current in found:
            continue
        found.add(current)
        ancestors = kinship.entries[current].document["subject"].get("lineage", [])
        ids = (ancestor.get("disclosure", "") for ancestor in ancestors)
        waiting += [*kinship.parts(current), *(other for other in ids if other in kinship.entries)]
    return [entry for entry in entries if entry.id in found]
