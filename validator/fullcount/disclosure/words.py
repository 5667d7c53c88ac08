"""Our words for each keyword that judges one value. The same for both engines."""

import json
import re
from collections.abc import Callable, Mapping

from fullcount.disclosure.fault import Fault, shown
from fullcount.disclosure.schema_file import closed_codes
from fullcount.disclosure.shape_error import ShapeError
from fullcount.disclosure.spelling import article, listed, nearest, quoted
from fullcount.disclosure.type_remedies import figure_remedy, type_remedy
from fullcount.disclosure.unit_hints import converted

__all__ = ["WORDS"]

_EXPECTED = {
    "object": "an object",
    "array": "a list",
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
}


def wrong_type(fault: Fault) -> ShapeError:
    """A value of another JSON type."""
    is_figure = fault.noun == "figure"
    expected = "a figure" if is_figure else _EXPECTED[fault.node["type"]]
    remedy = figure_remedy(fault) if is_figure else type_remedy(fault.value, expected)
    return fault.error("wrong-type", f"{shown(fault.value)} where {expected} is expected", remedy)


def wrong_constant(fault: Fault) -> ShapeError:
    """A unit that is not that of the field, or a version that is not a string."""
    wanted = fault.node["const"]
    if fault.location == ("properties", "fullcount", "const"):
        message = f"the version is {shown(fault.value)} where text is expected"
        return fault.error("wrong-type", message, f'put it in quotes: fullcount: "{wanted}"')
    given = quoted(fault.value) if isinstance(fault.value, str) else shown(fault.value)
    numbers = _converted_numbers(fault, wanted)
    would_be = "".join(f"; {old} {fault.value} would be {new} {wanted}" for _, old, new in numbers)
    remedy = "write " + " and ".join(
        [*(f'"{key}": {new}' for key, _, new in numbers), f'"unit": {quoted(wanted)}']
    )
    message = f"{given} is not the unit of this figure, {quoted(wanted)} is{would_be}"
    return fault.error("wrong-unit", message, remedy)


def _converted_numbers(fault: Fault, wanted: str) -> list[tuple[str, str, str]]:
    """For each number of the figure whose conversion is known: its key, the number, and the number in `wanted`."""
    numbers = []
    for key in ("value", "low", "high", "below"):
        number = fault.parent.get(key)
        negative = isinstance(number, int | float) and number < 0
        new = (
            converted(number, fault.value, wanted) if isinstance(fault.value, str) and not negative else None
        )
        old = repr(number).removesuffix(".0")
        if new is not None and new != old:
            numbers.append((key, old, new))
    return numbers


def unknown_code(fault: Fault) -> ShapeError:
    """A code that the codelist does not have."""
    node, value = fault.node, fault.value
    codes: list[str] = node.get("enum") or node["anyOf"][0]["enum"]
    text = value if isinstance(value, str) else json.dumps(value)
    home = closed_codes(fault.version).get(text)
    near = None if home else nearest(text, codes)
    codelist = str(node.get("x-codelist", "")).removeprefix("codelists/").removesuffix(".csv")
    hint = (
        f": nearest is {quoted(near)}"
        if near
        else f": it is {article(home.replace('-', ' '))}"
        if home
        else ""
    )
    see = f" (see fullcount codelist {codelist})" if codelist else ""
    few = len(codes) <= 8
    remedy = f"write {quoted(near) if near else listed(codes) if few else f'one of its {len(codes)} codes'}"
    if "anyOf" in node and not near:
        remedy += f', or a code of your own with a prefix, such as "my-lab:{_as_code(text)}"'
    return fault.error("unknown-code", f"{quoted(text)} is not {article(fault.noun)}{hint}{see}", remedy)


def _as_code(text: str) -> str:
    return re.sub("[^a-z0-9.]+", "-", text.lower()).strip("-.")[:40] or "code"


def code_not_here(fault: Fault) -> ShapeError:
    """A code that the codelist has, in a place where another key takes its figure."""
    barred = fault.node["not"]["enum"]
    message = f"{quoted(str(fault.value))} does not belong here, where {listed(barred, 'and')} have keys of their own"
    return fault.error("code-not-here", message, "write the figure under the key of its own beside this list")


def bad_format(fault: Fault) -> ShapeError:
    """Text that does not follow its pattern."""
    description = str(fault.node.get("description", "")).rstrip(".")
    message = f"{quoted(fault.value)} is not {article(fault.noun)}"
    remedy = (
        f"write {description[0].lower()}{description[1:]}"
        if description
        else f"follow {fault.node['pattern']}"
    )
    return fault.error("bad-format", message, _FORMAT_REMEDIES.get(str(fault.location[1]), remedy))


_FORMAT_REMEDIES = {
    "date": "write the day as YYYY-MM-DD, such as 2024-07-31",
    "id": "write lower-case letters, digits, dot, hyphen, underscore and slash, such as line-1",
    "country": "write the ISO 3166-1 code of three letters, such as FRA, or WLD for the world",
    "subdivision": "write the ISO 3166-2 code, such as US-TX",
    "uri": "write the whole address, such as https://example.org/card",
    "sha256": "write the 64 lower-case hexadecimal digits that sha256sum prints",
    "pointer": "write a JSON pointer, such as /compute/0/energy",
    "relative_path": "write a path inside the folder of the disclosure, with forward slashes and without ..",
    "code_accelerator": "write a code, such as nvidia-h100-sxm5-80gb: letters, digits and . : + _ -",
}


def length(fault: Fault) -> ShapeError:
    """Text that is empty or too long."""
    if fault.keyword == "minLength":
        return fault.error("empty-text", "an empty text", "write the text, or leave the key out")
    most = fault.node["maxLength"]
    message = f"{len(fault.value)} characters where at most {most} are taken"
    return fault.error("too-long", message, "shorten it")


_BOUNDS = {
    "minimum": "at least",
    "maximum": "at most",
    "exclusiveMinimum": "more than",
    "exclusiveMaximum": "less than",
}


def out_of_range(fault: Fault) -> ShapeError:
    """A number beyond its bounds."""
    bound = f"{_BOUNDS[fault.keyword]} {fault.node[fault.keyword]:g}"
    unit = fault.node.get("x-unit", "")
    found = f"{json.dumps(fault.value)} {'' if unit in {'1', 'calendar year'} else unit}".strip()
    remedy = _RANGE_REMEDIES.get(str(fault.location[1]), f"write {bound}, and check the unit")
    return fault.error("out-of-range", f"{found} where {fault.noun} is {bound}", remedy)


_RANGE_REMEDIES = {
    "interval": "write more than 0 and at most 100, such as 90 for 90 per cent, which is meant without the key",
}


def too_few_items(fault: Fault) -> ShapeError:
    """A list that is too short."""
    least = fault.node["minItems"]
    message = f"a list of {len(fault.value)} where at least {least} is expected"
    return fault.error("too-few-items", message, "add what is missing, or leave the key out")


def repeated_item(fault: Fault) -> ShapeError | None:
    """A list with an item twice; None where only values that are no text are alike, which is said elsewhere."""
    seen: set[str] = set()
    for index, item in enumerate(fault.value):
        if isinstance(item, str) and item in seen:
            return fault.error(
                "repeated-item", f"{quoted(item)} stands in the list twice", "remove one", at=(index,)
            )
        if isinstance(item, str):
            seen.add(item)
    return None


WORDS: Mapping[str, Callable[[Fault], ShapeError | None]] = {
    "type": wrong_type,
    "const": wrong_constant,
    "enum": unknown_code,
    "anyOf": unknown_code,
    "not": code_not_here,
    "pattern": bad_format,
    "minLength": length,
    "maxLength": length,
    "minimum": out_of_range,
    "maximum": out_of_range,
    "exclusiveMinimum": out_of_range,
    "exclusiveMaximum": out_of_range,
    "minItems": too_few_items,
    "uniqueItems": repeated_item,
}
"""For each keyword of the schema that judges one value, the function that says it."""
