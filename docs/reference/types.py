"""Types and units of fields, in words, with links to their definitions."""

from collections.abc import Callable, Mapping

from reference.schema import Schema, definition
from reference.sections import page_of

__all__ = ["link", "type_of", "unit_of"]

Refer = Callable[[str], str]
NAMES: Mapping[str, str] = {"boolean": "true or false", "array": "list", "null": "nothing"}
STATED = "as stated"


def link(name: str) -> str:
    """A link to a definition, by its title."""
    if name.startswith("code_"):
        codelist = name.removeprefix("code_").replace("_", "-")
        return f"code of [{codelist}]({page_of(name)}#{codelist})"
    return f"[{name.removeprefix('quantity_')}]({page_of(name)}#{name})"


def type_of(schema: Schema, refer: Refer | None = None) -> str:
    """What may stand in a field; `refer` says how another definition is named, by its `$ref`."""
    within = refer or _linked
    match schema:
        case {"$ref": ref}:
            words = within(ref)
        case {"const": value}:
            words = f"`{value}`"
        case {"enum": codes}:
            words = ", ".join(f"`{code}`" for code in codes)
        case {"anyOf": forms} | {"oneOf": forms}:
            words = " or ".join(dict.fromkeys(type_of(form, within) for form in forms))
        case {"type": "array", "items": items}:
            words = f"list of {type_of(items, within)}{_how_many(schema)}"
        case {"type": list(kinds)}:
            words = " or ".join(type_of({**schema, "type": kind}, within) for kind in kinds)
        case _:
            words = _plain_type(schema)
    return words


def _linked(ref: str) -> str:
    return link(_name(ref))


def _plain_type(schema: Schema) -> str:
    kind = schema.get("type", "anything")
    if kind == "string":
        return _text(schema)
    if kind in {"number", "integer"}:
        return _number(schema)
    return NAMES.get(kind, kind)


def _name(ref: str) -> str:
    return ref.rpartition("/")[2]


def _how_many(schema: Schema) -> str:
    least = f"at least {schema['minItems']}" if "minItems" in schema else ""
    once = "each once" if schema.get("uniqueItems") else ""
    words = ", ".join(filter(None, (least, once)))
    return f" ({words})" if words else ""


def _text(schema: Schema) -> str:
    parts = []
    if "pattern" in schema:
        parts.append(f"matching {_pattern(schema['pattern'])}")
    if "maxLength" in schema:
        parts.append(f"at most {schema['maxLength']:,} characters")
    return ", ".join(["text", *parts])


def _pattern(pattern: str) -> str:
    """A pattern as code; references keep its strokes, stars and ticks from being markup."""
    characters = (c if c.isalnum() else f"&#{ord(c)};" for c in pattern)
    return f'<code class="pattern">{"".join(characters)}</code>'


def _number(schema: Schema) -> str:
    words = {
        "minimum": "from {}",
        "exclusiveMinimum": "above {}",
        "maximum": "up to {}",
        "exclusiveMaximum": "below {}",
    }
    limits = [text.format(_plain(schema[key])) for key, text in words.items() if key in schema]
    kind = "whole number" if schema["type"] == "integer" else "number"
    return " ".join([kind, *limits])


def _plain(limit: float) -> str:
    """A limit in digits; years and other small numbers have no separator."""
    return f"{limit:,}" if limit >= 10_000 else f"{limit}"


def unit_of(schema: Schema) -> str:
    """The unit of a field's number, empty where it holds none."""
    match schema:
        case {"x-unit": unit}:
            return f"`{unit}`"
        case {"$ref": ref}:
            return _unit_of_definition(_name(ref))
        case {"items": items}:
            return unit_of(items)
    return ""


def _unit_of_definition(name: str) -> str:
    schema = definition(name)
    if name.startswith("quantity_"):
        return unit_of(schema["properties"]["value"]) or STATED
    return unit_of(schema)
