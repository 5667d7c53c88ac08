"""What a schema says of several fields together, in words."""

from collections.abc import Iterator

from reference.schema import Schema
from reference.types import link, type_of, unit_of

__all__ = ["conditions"]


def conditions(schema: Schema) -> Iterator[str]:
    """Markdown lines: a sentence for each condition, and a table where a category decides the figure.

    Raises:
        ValueError: a condition of a form that has no words here yet.
    """
    sentences = list(_sentences(schema))
    for sentence in sentences:
        yield f"- {sentence}"
    table = list(_by_category(schema))
    if table:
        yield from (
            "",
            "The category decides what `amount` is:",
            "",
            "| `category` | `amount` | unit |",
            "|---|---|---|",
        )
        yield from table


def _sentences(schema: Schema) -> Iterator[str]:
    if "if" in schema:
        yield _when(schema)
    if "not" in schema:
        yield _never(schema["not"])
    if "anyOf" in schema:
        yield f"At least one of {_choices(schema['anyOf'])}."
    if "oneOf" in schema:
        yield f"Exactly one of {_choices(schema['oneOf'])}."
    for part in schema.get("allOf", []):
        if "required" in part.get("then", {}):
            yield _when(part)


def _when(schema: Schema) -> str:
    match schema:
        case {"if": {"properties": asked}, "then": {"required": needed}}:
            case = " and ".join(f"`{key}` is `{value['const']}`" for key, value in asked.items())
            return f"Where {case}, {_names(needed)} is required."
    raise ValueError(f"no words for {schema}")


def _never(schema: Schema) -> str:
    match schema:
        case {"required": [first], "anyOf": others}:
            return f"`{first}` never stands beside {_choices(others)}."
    raise ValueError(f"no words for not {schema}")


def _choices(forms: list[Schema]) -> str:
    return " or ".join(_names(form["required"]) for form in forms)


def _names(fields: list[str]) -> str:
    return " with ".join(f"`{field}`" for field in fields)


def _by_category(schema: Schema) -> Iterator[str]:
    for part in schema.get("allOf", []):
        match part:
            case {
                "if": {"properties": {"category": {"const": code}}},
                "then": {"properties": {"amount": amount}},
            }:
                yield f"| `{code}` | {_amount(amount)} |"
            case {"else": {"properties": {"amount": amount}}}:
                yield f"| any other | {_amount(amount)} |"


def _amount(schema: Schema) -> str:
    match schema:
        case {"allOf": [{"$ref": ref}, {"properties": {"unit": {"const": unit}}}]}:
            return f"{link(ref.rpartition('/')[2])} | `{unit}`"
    return f"{type_of(schema)} | {unit_of(schema)}"
