"""The page of figures: what every quantity has, and the unit of each."""

from collections.abc import Iterator

from reference.schema import Schema, cell, definition, disclosure_schema
from reference.types import STATED, type_of, unit_of

__all__ = ["figures_page"]

INTRODUCTION = """\
Every figure is an object, and has one of four forms. Missing is never zero.

| form | fields | example |
|---|---|---|
| a value | `value`, `unit`; `low` with `high` if known | `{value: 900, unit: W, low: 800, high: 1000}` |
| an interval | `low`, `high`, `unit` | `{low: 800, high: 1000, unit: W}` |
| a bound | `below`, `unit` | `{below: 5, unit: kWh}` |
| missing | `not_disclosed` with a coded reason | `{not_disclosed: {reason: not-measured}}` |

The unit is fixed for each quantity, so a slip is an error and never a conversion. Numbers are 0 or above."""
NUMBERS = ("value", "low", "high", "below")


def figures_page() -> Iterator[str]:
    """The lines of the page."""
    quantities = [name for name in disclosure_schema()["$defs"] if name.startswith("quantity_")]
    common = set.intersection(*(set(definition(name)["properties"]) for name in quantities))
    yield from ("# Figures", "", INTRODUCTION, "", "## Fields of every figure", "")
    yield from ("| field | type | |", "|---|---|---|")
    first = definition(quantities[0])["properties"]
    yield from (_field(name, first[name]) for name in first if name in common)
    yield from ("", "## Fields of some figures", "", "| field | type | |", "|---|---|---|")
    yield from _also(quantities, common)
    yield from ("", "## Quantities", "", "| quantity | unit | at most | also | |", "|---|---|---|---|---|")
    yield from (_quantity(name, common) for name in quantities)
    yield from _not_disclosed()


def _field(name: str, what: Schema) -> str:
    if name in NUMBERS:
        return f"| `{name}` | number from 0 | {NUMBER_MEANS[name]} |"
    kind = "the unit of the quantity" if name == "unit" else type_of(what)
    return f"| `{name}` | {cell(kind)} | {cell(what['description'])} |"


NUMBER_MEANS = {
    "value": "The figure.",
    "low": "Lower end of the interval.",
    "high": "Upper end of the interval.",
    "below": "Known only to be less than this.",
}


def _also(quantities: list[str], common: set[str]) -> Iterator[str]:
    more: dict[str, Schema] = {}
    for name in quantities:
        properties = definition(name)["properties"]
        more |= {field: properties[field] for field in properties if field not in common}
    yield from (_field(name, what) for name, what in more.items())


def _quantity(name: str, common: set[str]) -> str:
    schema = definition(name)
    value = schema["properties"]["value"]
    also = ", ".join(f"`{field}`" for field in schema["properties"] if field not in common)
    anchor = f'<a id="{name}"></a>`{name.removeprefix("quantity_")}`'
    most = f"{value['maximum']:g}" if "maximum" in value else ""
    return f"| {anchor} | {unit_of(value) or STATED} | {most} | {also} | {cell(schema['description'])} |"


def _not_disclosed() -> Iterator[str]:
    schema = definition("not_disclosed")
    yield from ("", "## not_disclosed", "", schema["description"], "")
    yield from ("| field | type | required | |", "|---|---|---|---|")
    for name, what in schema["properties"].items():
        required = "always" if name in schema["required"] else ""
        yield f"| `{name}` | {cell(type_of(what))} | {required} | {cell(what['description'])} |"
