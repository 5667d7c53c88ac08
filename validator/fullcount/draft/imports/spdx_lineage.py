"""The relationships of an SPDX 3 document by which a package came from others."""

from collections.abc import Mapping
from typing import Any

from fullcount.draft.imports.lineage import ancestor_of, relations
from fullcount.draft.imports.parts import some
from fullcount.draft.imports.reading import Reading
from fullcount.draft.imports.spdx_graph import Graph

__all__ = ["lineage_of"]

Item = dict[str, Any]
DESCENT, USE = "descendantOf", "dependsOn"


def lineage_of(reading: Reading, graph: Graph, packages: Mapping[str, str]) -> list[Item]:
    """What the packages came from, but for each other; the component of each package by its pointer."""
    models, found = set(graph.of_type("ai_AIPackage")), []
    for relation in graph.of_type("Relationship"):
        source, kind = graph.at(relation, "from"), _kind(reading, relation)
        code, _, note = reading.text(f"{relation}/comment").partition("; ")
        own = code in relations()
        for base in graph.each(relation, "to") if source in packages else ():
            if base not in packages and (own or kind == DESCENT or (kind == USE and base in models)):
                said = _described(reading, graph, base) | some(note=note if own else "")
                meant = code if own else "uses" if kind == USE else ""
                component = packages[source] if len(packages) > 1 else ""
                found.append(ancestor_of(reading, base, meant, component, **said))
    return [each for each in found if each]


def _kind(reading: Reading, relation: str) -> str:
    return str(reading.at(f"{relation}/relationshipType")).rsplit("/", 1)[-1]


def _described(reading: Reading, graph: Graph, base: str) -> dict[str, str]:
    own = graph.at(base, "externalIdentifier")
    page = reading.uri(f"{base}/software_homePage") or reading.uri(f"{base}/software_downloadLocation")
    return some(disclosure=reading.text(f"{own}/identifier") if own else "", url=page)
