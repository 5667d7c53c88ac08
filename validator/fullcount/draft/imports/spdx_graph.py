"""The elements of an SPDX 3 document in JSON-LD, which name each other by their ids or hold each other."""

from collections.abc import Iterator
from typing import Any

from fullcount.draft.imports.reading import Reading

__all__ = ["Graph"]

TERMS = "https://spdx.org/rdf/"


class Graph:
    """Elements by their JSON pointers, wherever they stand; an empty pointer is no element."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        listed = reading.at("/@graph")
        roots = list(reading.items("/@graph")) if isinstance(listed, list) else [""]
        self._elements = [pointer for pointer in roots if isinstance(reading.at(pointer), dict)]
        self._by_id: dict[str, str] = {}
        for pointer in self._elements:
            self._by_id.setdefault(self._identity(pointer), pointer)

    def _identity(self, pointer: str) -> str:
        node: dict[str, Any] = self._reading.at(pointer)
        return next((node[key] for key in ("spdxId", "@id") if isinstance(node.get(key), str)), "")

    def of_type(self, kind: str) -> Iterator[str]:
        """The elements of one type, named in short or by its address."""
        for pointer in self._elements:
            said = self._reading.at(pointer)
            found = said.get("type", said.get("@type"))
            if isinstance(found, str) and _short(found) == kind:
                yield pointer

    def at(self, pointer: str, key: str) -> str:
        """The element that a property holds or names, the first of several; empty where there is none."""
        return next(self.each(pointer, key), "")

    def each(self, pointer: str, key: str) -> Iterator[str]:
        """All elements that a property holds or names."""
        held = self._reading.at(f"{pointer}/{key}")
        several = range(len(held)) if isinstance(held, list) else ()
        for place in [f"{pointer}/{key}/{number}" for number in several] or [f"{pointer}/{key}"]:
            found = self._reading.at(place)
            if isinstance(found, dict):
                yield place
            elif isinstance(found, str) and found in self._by_id:
                yield self._by_id[found]


def _short(kind: str) -> str:
    """`https://spdx.org/rdf/3.0.1/terms/AI/AIPackage` is `ai_AIPackage`; the types of the core have no prefix."""
    if not kind.startswith(TERMS):
        return kind
    *_, profile, name = kind.split("/")
    return name if profile == "Core" else f"{profile.lower()}_{name}"
