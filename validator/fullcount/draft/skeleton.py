"""A commented YAML skeleton of a disclosure, written from the schema, valid as it stands."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from fullcount.rooms import schema_room

__all__ = ["skeleton"]

Schema = dict[str, Any]
OPTIONAL = {
    "extensions",
    "totals",
    "restatements",
    "practices",
    "evidence",
    "reviews",
    "note",
    "related",
    "subject/developer",
    "subject/lineage",
    "subject/components/used_by",
    "facilities/use_factors",
    "scope/boundary",
    "sources/evidence",
    "sources/evidence_grade",
    "sources/year",
    "equipment/load",
    "equipment/it_overhead",
    "equipment/manufacture/lifetime",
    "equipment/manufacture/utilisation",
}
FIGURE = "{not_disclosed: {reason: not-measured}}"
BY_TYPE = {
    "id": "todo",
    "text": "TODO",
    "uri": "https://example.org/",
    "country": "WLD",
    "subdivision": "US-TX",
    "sha256": f'"{"0" * 64}"',
    "relative_path": "ledger.csv",
    "pointer": "/impacts/0/amount",
    "positive_integer": "1",
    "year": "2026",
    "ids": "[todo]",
    "texts": "[TODO]",
}
BY_KEY = {
    "status": "draft",
    "data_status": "primary",
    "licence": "CC-BY-4.0",
    "category": "adpe",
    "phase": "use",
    "prefix": "x-todo-",
    "relation": "fine-tuned-from",
}
INSTEAD_OF_HOURS = "compute/idle_hours"
"""It excludes the hours of work, so a line that shows all keys cannot have it."""
LEFT_OUT = {
    "below",
    "low",
    "high",
    "withheld",
    "overhead_ratio",
    "part",
    "life_cycle_stages",
    "share",
    "covers",
}


def skeleton(today: str, subject: str = "TODO") -> str:
    """YAML text with every field, its description, its unit and its codes; figures begin as not disclosed.

    `today` is a date as YYYY-MM-DD. The text is a valid disclosure as it stands.
    """
    schema = json.loads((schema_room() / "disclosure.schema.json").read_bytes())
    known = {
        "date": json.dumps(today),
        "subject/name": json.dumps(subject),
        "impacts/category": "gwp",
        "related/relation": "part-of",
    }
    head = ["# A fullcount disclosure. Fill in what you know; what you do not know stays not disclosed.", ""]
    return "\n".join([*head, *_Writer(schema["$defs"], known).root(schema)]) + "\n"


class _Writer:
    """Writes the properties of a schema as YAML, each under its description."""

    def __init__(self, definitions: Mapping[str, Schema], known: Mapping[str, str]) -> None:
        self.definitions = definitions
        self.known = known

    def root(self, schema: Schema) -> Iterator[str]:
        for key, node in schema["properties"].items():
            yield from self.offered(key, node, "")
            yield ""

    def offered(self, path: str, node: Schema, indent: str) -> Iterator[str]:
        lines = self.entry(path, node, indent)
        return (f"{indent}# {line[len(indent) :]}" for line in lines) if path in OPTIONAL else lines

    def entry(self, path: str, node: Schema, indent: str) -> Iterator[str]:
        key, target = path.rsplit("/", 1)[-1], self.resolved(node)
        yield f"{indent}# {self.comment(node, target)}"
        if target.get("type") == "array":
            yield f"{indent}{key}:"
            yield from self.item(path, target["items"], indent + "  ")
        elif target.get("type") == "object" and not _is_figure(target):
            yield f"{indent}{key}:"
            yield from self.members(path, target, indent + "  ")
        else:
            yield f"{indent}{key}: {self.scalar(path, node, target)}"

    def members(self, path: str, target: Schema, indent: str) -> Iterator[str]:
        for key, node in target["properties"].items():
            if f"{path}/{key}" == INSTEAD_OF_HOURS:
                continue
            if key not in LEFT_OUT or key in target.get("required", ()):
                yield from self.offered(f"{path}/{key}", node, indent)

    def item(self, path: str, node: Schema, indent: str) -> Iterator[str]:
        target = self.resolved(node)
        if target.get("type") != "object":
            yield f"{indent}- {self.scalar(path, node, target)}"
            return
        comment, first, *rest = self.members(path, target, indent + "  ")
        yield comment[2:]
        yield f"{indent}- {first.strip()}"
        yield from rest

    def scalar(self, path: str, node: Schema, target: Schema) -> str:
        key, kind = path.rsplit("/", 1)[-1], node.get("$ref", "").rsplit("/", 1)[-1]
        if _is_figure(target) or key == "amount":
            return FIGURE
        return (
            self.known.get(path)
            or self.known.get(kind)
            or BY_KEY.get(key)
            or BY_TYPE.get(kind)
            or _first(target)
        )

    def resolved(self, node: Schema) -> Schema:
        return self.definitions[node["$ref"].rsplit("/", 1)[1]] if "$ref" in node else node

    def comment(self, node: Schema, target: Schema) -> str:
        text: str = node["description"]
        if _is_figure(target):
            unit = target["properties"]["unit"].get("const")
            return f'{text} As {{value: 0.0, unit: "{unit}", basis: measured}}.' if unit else text
        codes = _codes(target)
        which = "Such as" if "examples" in target else "One of"
        return f"{text} {which}: {', '.join(codes)}." if codes else text


def _is_figure(target: Schema) -> bool:
    return "not_disclosed" in target.get("properties", {})


def _codes(target: Schema) -> list[str]:
    if "enum" in target:
        return list(target["enum"])
    closed = [code for branch in target.get("anyOf", []) for code in branch.get("enum", [])]
    return closed or list(target.get("examples", []))[:12]


def _first(target: Schema) -> str:
    if "const" in target:
        return json.dumps(target["const"])
    codes = _codes(target)
    if codes:
        return codes[0]
    return {"boolean": "false", "integer": "1", "number": "1"}.get(target.get("type", ""), "TODO")
