"""The page of what the tools write: the schemas beside that of a disclosure."""

from collections.abc import Iterator

from fullcount.rooms import schema_room
from reference.schema import Schema, cell, read_json
from reference.types import type_of

__all__ = ["outputs_page"]

INTRODUCTION = """\
What the tools write has schemas as well, so that programs can rely on it. `fullcount schema NAME` prints one."""
OWN_PAGES = ("disclosure.schema.json", "disclosure.draft-07.schema.json")


def outputs_page() -> Iterator[str]:
    """The fields of every other schema."""
    yield from ("# What the tools write", "", INTRODUCTION, "")
    for path in sorted(schema_room().glob("*.schema.json")):
        if path.name not in OWN_PAGES:
            yield from _schema(path.name)


def _schema(file: str) -> Iterator[str]:
    schema, name = read_json(file), file.removesuffix(".schema.json")
    link = f'<a href="../../1.0/{file}">{file}</a>'
    yield from (f"## {name}", "", f"**{schema['title']}.** {schema['description']} {link}", "")
    parts: Schema = schema.get("$defs", {})
    yield from _fields(schema, name, parts)
    for part, what in parts.items():
        if "properties" in what:
            yield from (f"### {name}: {part}", "", _anchor(name, part) + what.get("description", ""), "")
            yield from _fields(what, name, parts)


def _anchor(name: str, part: str) -> str:
    return f'<a id="{name}.{part}"></a>'


def _fields(schema: Schema, name: str, parts: Schema) -> Iterator[str]:
    required = schema.get("required", [])
    if "properties" not in schema:
        return
    yield from ("| field | type | required | |", "|---|---|---|---|")
    for field, what in schema["properties"].items():
        always = "always" if field in required else ""
        yield f"| `{field}` | {cell(_type(what, name, parts))} | {always} | {cell(what.get('description', ''))} |"
    yield ""


def _type(schema: Schema, name: str, parts: Schema) -> str:
    def refer(ref: str) -> str:
        part = ref.rpartition("/")[2]
        if not ref.startswith("#"):
            return f"as `{ref}` says"
        linked = "properties" in parts[part]
        return f"[{part}](#{name}.{part})" if linked else type_of(parts[part], refer)

    return type_of(schema, refer)
