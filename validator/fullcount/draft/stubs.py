"""Definitions for what a log names and a lab has not described: components, facilities, equipment."""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from fullcount.draft.figure import missing_figure

if TYPE_CHECKING:
    from fullcount.ledger import ReadReport

__all__ = ["component_stubs", "equipment_stubs", "facility_stubs", "undescribed"]

Item = dict[str, Any]
FACILITY_FIGURES = ("pue", "wue")
EQUIPMENT_FIGURES = ("power", "lifetime", "utilisation")
UNKNOWN = "the log does not say"


def component_stubs(lines: Sequence[Item], described: Sequence[Item]) -> list[Item]:
    """A component for each one that lines name and nobody described."""
    return [{"id": name, "name": name} for name in _undescribed(lines, "component", described)]


def facility_stubs(lines: Sequence[Item], described: Sequence[Item], report: "ReadReport") -> list[Item]:
    """Facilities that lines name; where there is none at all, the one country that the log hints at."""
    named = _undescribed(lines, "facility", described)
    if named or described:
        return [_facility(name, name, {}) for name in named]
    countries = list(report.countries)
    if len(countries) == 1:
        return [_facility("site", f"Site in {countries[0]}, as the log states", {"country": countries[0]})]
    return []


def equipment_stubs(lines: Sequence[Item], described: Sequence[Item], report: "ReadReport") -> list[Item]:
    """Equipment that lines name; where there is none at all, the one accelerator that the log hints at."""
    named = _undescribed(lines, "equipment", described)
    if named or described:
        return [_equipment(name, name, {}) for name in named]
    models = list(report.accelerator_models)
    if len(models) != 1:
        return []
    code = re.sub(r"[^a-z0-9]+", "-", models[0].lower()).strip("-")
    if not code:
        return [
            _equipment("accelerator-node", "Node with accelerators whose model the log does not name", {})
        ]
    return [_equipment(code, f"Node with {models[0]}, as the log states", {"accelerator": code})]


def undescribed(about: Item, lines: Sequence[Item]) -> list[str]:
    """What lines name and the description does not define, in words; nothing where there is no description."""
    subject: Item = about.get("subject", {})
    described = (
        ("component", subject.get("components", [])),
        ("facility", about.get("facilities", [])),
        ("equipment", about.get("equipment", [])),
    )
    return [sentence for axis, items in described if items for sentence in _sentences(axis, items, lines)]


def _sentences(axis: str, items: Sequence[Item], lines: Sequence[Item]) -> Iterator[str]:
    known = [item["id"] for item in items if "id" in item]
    for name in _undescribed(lines, axis, items):
        nearest = get_close_matches(name, known, n=1)
        hint = f"; nearest is {nearest[0]}" if nearest else ""
        yield f"the description has no {axis} {name}{hint}"


def _undescribed(lines: Iterable[Item], axis: str, described: Sequence[Item]) -> list[str]:
    known = {item["id"] for item in described if "id" in item}
    return [name for name in dict.fromkeys(line[axis] for line in lines if axis in line) if name not in known]


def _facility(identity: str, name: str, known: Item) -> Item:
    return {
        "id": identity,
        "name": name,
        **known,
        **{key: missing_figure(UNKNOWN) for key in FACILITY_FIGURES},
    }


def _equipment(identity: str, name: str, known: Item) -> Item:
    return {
        "id": identity,
        "name": name,
        **known,
        **{key: missing_figure(UNKNOWN) for key in EQUIPMENT_FIGURES},
    }
