"""The columns of one object of the schema; lists of objects inside it have sheets of their own."""

from collections.abc import Iterable, Iterator
from typing import Any

from fullcount.disclosure.schema_file import disclosure_schema
from fullcount.draft.imports.xlsx.column import Column, Steps

__all__ = ["columns_of", "is_figure", "resolved"]

Schema = dict[str, Any]
SECTIONS_OF_THE_HEADER = ("revision", "publisher")
REFERENCES = {
    "component": "components",
    "components": "components",
    "used_by": "components",
    "facility": "facilities",
    "facilities": "facilities",
    "equipment": "equipment",
    "allocation": "allocation",
    "lines": "compute",
    "source": "sources",
    "evidence": "evidence",
}
"""Which sheet has the ids that a property names."""
WORDS = {"id", "uri", "country", "subdivision", "sha256"}
"""What is read without the spaces around it."""
ANY_UNIT = ("quantity_other", "quantity_energy")
"""What a figure may say whose unit follows from a code beside it: all that these two may."""


def columns_of(node: Schema, *, is_root: bool = False) -> tuple[Column, ...]:
    """The columns of an object; of the whole document only what belongs to its header."""
    return tuple(_below(node, (), (), is_root=is_root))


def resolved(node: Schema) -> Schema:
    """The node itself, or what it refers to."""
    target: Schema = disclosure_schema("1.0")["$defs"][_definition(node)] if "$ref" in node else node
    return target


def _definition(node: Schema) -> str:
    return str(node.get("$ref", "")).rsplit("/", 1)[-1]


def _below(node: Schema, above: Steps, titles: Steps, *, is_root: bool = False) -> Iterator[Column]:
    """The columns of an object; nothing below an object that may be left out is required of every item."""
    for key, item in node["properties"].items():
        target, steps = resolved(item), (*above, key)
        if is_figure(key, target):
            yield from _titled(_figure(steps, item, target), titles)
        elif target.get("type") == "object":
            if not is_root or key in SECTIONS_OF_THE_HEADER:
                below = _below(target, steps, (*titles, str(item["title"])))
                yield from below if key in node.get("required", ()) else _optional(below)
        elif not _is_list_of_objects(target):
            is_required = key in node.get("required", ())
            yield from _titled([_plain(steps, (), item)._replace(required=is_required)], titles)


def _optional(columns: Iterable[Column]) -> Iterator[Column]:
    return (column._replace(required=False) for column in columns)


def _titled(columns: Iterable[Column], titles: Steps) -> Iterator[Column]:
    """The columns under the titles of the objects that they stand in."""
    for column in columns:
        title = ": ".join((*titles, column.title))
        yield column._replace(title=title[:1] + title[1:].lower() if titles else title)


def is_figure(key: str, target: Schema) -> bool:
    """Whether a property is a figure; the unit of an `amount` follows from a code beside it."""
    return "not_disclosed" in target.get("properties", {}) or (key == "amount" and "type" not in target)


def _is_list_of_objects(target: Schema) -> bool:
    return target.get("type") == "array" and resolved(target["items"]).get("type") == "object"


def _figure(steps: Steps, item: Schema, target: Schema) -> Iterator[Column]:
    """The facets of a figure; a unit that the schema fixes stands in the title and has no column."""
    facets = _facets(target)
    unit = str(facets["unit"].get("const", ""))
    for key, facet in facets.items():
        if key == "not_disclosed":
            for part, below in resolved(facet)["properties"].items():
                yield _facet(steps, (key, part), item, below, "")
        elif key != "unit" or not unit:
            yield _facet(steps, (key,), item, facet, unit)


def _facets(target: Schema) -> Schema:
    if "properties" in target:
        return dict(target["properties"])
    definitions = disclosure_schema("1.0")["$defs"]
    facets = {key: item for name in ANY_UNIT for key, item in definitions[name]["properties"].items()}
    return {**facets, **definitions[ANY_UNIT[0]]["properties"]}


def _facet(steps: Steps, facet: Steps, item: Schema, node: Schema, unit: str) -> Column:
    column = _plain(steps, facet, node)
    title = "not disclosed" if facet == ("not_disclosed", "reason") else column.title.lower()
    if facet[0] == "not_disclosed" and facet[1] == "note":
        title = "not disclosed, note"
    about = str(item["description"]) if facet == ("value",) else column.description
    with_unit = unit if column.kind == "number" and facet != ("interval",) else column.unit
    return column._replace(title=f"{item['title']}: {title}", description=about, unit=with_unit)


def _plain(steps: Steps, facet: Steps, item: Schema) -> Column:
    target = resolved(item)
    kind = _kind(item, target)
    coded = resolved(target["items"]) if kind == "words" else target
    title, description = (
        item.get("title", target.get("title")),
        item.get("description", target.get("description")),
    )
    return Column(
        steps,
        facet,
        str(title),
        str(description),
        kind,
        unit=str(target.get("x-unit", "")) if kind in ("number", "integer") else "",
        codelist=str(coded.get("x-codelist", "")).removeprefix("codelists/").removesuffix(".csv"),
        choices=_choices(coded),
        strict=coded.get("x-codelist-kind", "closed") == "closed",
        refers=REFERENCES.get(steps[-1] if not facet else facet[-1], "") if _names_ids(item) else "",
    )


def _names_ids(item: Schema) -> bool:
    return _definition(item) in ("id", "ids")


def _choices(target: Schema) -> tuple[str, ...]:
    if "enum" in target:
        return tuple(target["enum"])
    closed = [code for branch in target.get("anyOf", ()) for code in branch.get("enum", ())]
    return tuple(closed or target.get("examples", ()))


def _kind(item: Schema, target: Schema) -> str:
    if target.get("type") == "array":
        return "texts" if _definition(item) == "texts" else "words"
    if target.get("type") in ("number", "integer", "boolean"):
        return str(target["type"])
    name = _definition(item)
    return (
        "date"
        if name == "date"
        else "word"
        if name in WORDS or "x-codelist" in target or "enum" in target
        else "text"
    )
