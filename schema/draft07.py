"""The draft-07 copy of a 2020-12 schema, for editors that know no later draft."""

from typing import Any

DRAFT_07 = "http://json-schema.org/draft-07/schema#"


def to_draft07(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema that accepts the same documents; `$ref` stands alone, as draft-07 ignores its siblings."""
    copy = _convert(schema)
    copy["$schema"] = DRAFT_07
    copy["$id"] = schema["$id"].replace("disclosure.schema", "disclosure.draft-07.schema")
    copy["description"] = (
        f"{schema['description']} Generated copy in draft-07; the 2020-12 schema is normative."
    )
    return copy


def _convert(node: Any) -> Any:
    if isinstance(node, list):
        return [_convert(item) for item in node]
    if not isinstance(node, dict):
        return node
    converted = {_keyword(key): _convert(value) for key, value in node.items()}
    return _alone(converted) if isinstance(node.get("$ref"), str) else converted


def _keyword(key: str) -> str:
    return "definitions" if key == "$defs" else key


def _alone(node: dict[str, Any]) -> dict[str, Any]:
    reference = {"$ref": node["$ref"].replace("#/$defs/", "#/definitions/")}
    rest = {key: value for key, value in node.items() if key != "$ref"}
    return {**rest, "allOf": [reference, *rest.get("allOf", [])]} if rest else reference
