"""Which definitions the parts of a document name, lines and figures left aside."""

from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from fullcount.rules.view import View

__all__ = ["Reference", "references", "selections"]


class Reference(NamedTuple):
    """The id `name` at a JSON pointer, and the ids that are defined of that kind."""

    pointer: str
    kind: str
    defined: Collection[str]
    name: str


def references(view: "View") -> Iterator[Reference]:
    """Every id that a selection of lines, a component, an ancestor, a practice or a source names."""
    return chain(_of_selections(view), _of_subject(view), _of_sources(view))


def selections(view: "View") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every selection of lines, of impact rows and of subtotals, with its JSON pointer."""
    for pointer, row in view.impacts:
        if "covers" in row:
            yield f"{pointer}/covers", row["covers"]
    for index, subtotal in enumerate(view.data.get("totals", {}).get("subtotals", [])):
        yield f"/totals/subtotals/{index}/covers", subtotal["covers"]


def _of_selections(view: "View") -> Iterator[Reference]:
    axes = (
        ("lines", "line", {line.id for line in view.lines}),
        ("components", "component", view.components),
        ("facilities", "facility", view.facilities),
        ("equipment", "equipment", view.equipment),
    )
    for pointer, covers in selections(view):
        for key, kind, defined in axes:
            for index, name in enumerate(covers.get(key, ())):
                yield Reference(f"{pointer}/{key}/{index}", kind, defined, name)


def _of_subject(view: "View") -> Iterator[Reference]:
    subject, defined = view.data["subject"], view.components
    for i, component in enumerate(subject.get("components", [])):
        for j, name in enumerate(component.get("used_by", [])):
            yield Reference(f"/subject/components/{i}/used_by/{j}", "component", defined, name)
    for i, ancestor in enumerate(subject.get("lineage", [])):
        if "component" in ancestor:
            yield Reference(f"/subject/lineage/{i}/component", "component", defined, ancestor["component"])


def _of_sources(view: "View") -> Iterator[Reference]:
    for i, practice in enumerate(view.data.get("practices", [])):
        if "source" in practice:
            yield Reference(f"/practices/{i}/source", "source", view.sources, practice["source"])
    evidence = {item["id"] for item in view.data.get("evidence", [])}
    for i, source in enumerate(view.data.get("sources", [])):
        if "evidence" in source:
            yield Reference(f"/sources/{i}/evidence", "evidence", evidence, source["evidence"])
