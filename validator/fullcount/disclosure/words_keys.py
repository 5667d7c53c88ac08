"""Our words for the keys of one object: unknown, missing, and the forms of a figure, told together.

They are told together because one slip trips several keywords: `valu` is an unknown key, and the figure then has no
form. It is said once.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from fullcount.disclosure.fault import Fault
from fullcount.disclosure.schema_file import home_of_key
from fullcount.disclosure.shape_error import ShapeError
from fullcount.disclosure.spelling import article, listed, nearest, quoted

__all__ = ["OBJECT_KEYWORDS", "about_keys"]

OBJECT_KEYWORDS = frozenset({"additionalProperties", "required", "oneOf"})
_NUMBERS = ("value", "low", "high", "below")


class _Slip(NamedTuple):
    """An unknown key and the known one that was probably meant: one that is absent, or one that is there already."""

    key: str
    meant: str | None
    present: str | None = None


def about_keys(faults: Sequence[Fault]) -> Iterator[ShapeError]:
    """What is wrong with the keys of one object, from all the faults that concern it."""
    slips = [slip for fault in faults if fault.keyword == "additionalProperties" for slip in _slips(fault)]
    meant = {slip.meant for slip in slips if slip.meant}
    for fault in faults:
        if fault.keyword == "additionalProperties":
            needed = _needed(faults)
            yield from (_unknown_key(fault, slip, needed) for slip in slips)
        elif fault.keyword == "required":
            yield from _missing_keys(fault, meant)
        elif fault.keyword == "not":
            yield _excluded(fault)
        elif _form_missing(fault.value, fault.node[fault.keyword], meant):
            yield _form_error(fault, meant)


def _slips(fault: Fault) -> Iterator[_Slip]:
    node, value = fault.node, fault.value
    known = node["properties"]
    homes = home_of_key(fault.version)
    patterns = [re.compile(pattern) for pattern in node.get("patternProperties", ())]
    for key in value:
        if key in known or any(pattern.search(key) for pattern in patterns):
            continue
        near = None if key in homes else nearest(key, known)
        yield _Slip(key, None, near) if near in value else _Slip(key, near)


def _needed(faults: Sequence[Fault]) -> set[str]:
    """Keys whose absence breaks the shape of this object."""
    needed: set[str] = set()
    for fault in faults:
        if fault.keyword == "required":
            needed.update(fault.node["required"])
        elif fault.keyword in {"oneOf", "anyOf"}:
            needed.update(key for form in fault.node[fault.keyword] for key in form["required"])
    return needed


def _unknown_key(fault: Fault, slip: _Slip, needed: set[str]) -> ShapeError:
    message, remedy = (
        f"unknown key {quoted(slip.key)}",
        "remove it, or begin its name with x- if it is an extension",
    )
    home = home_of_key(fault.version).get(slip.key)
    if slip.meant:
        message += f": nearest known is {quoted(slip.meant)}"
        remedy = f"write {quoted(slip.meant)}"
    elif slip.present:
        message += f": nearest known is {quoted(slip.present)}, which is there already"
        remedy = f"remove it, or keep it in place of {quoted(slip.present)}"
    elif home:
        message += f": it is a key of {home}"
        remedy = f"move it to {home}"
    return fault.error("unknown-key", message, remedy, at=(slip.key,), breaks=slip.meant in needed)


def _missing_keys(fault: Fault, meant: set[str]) -> Iterator[ShapeError]:
    condition = _condition(fault)
    for key in fault.node["required"]:
        if key in fault.value or key in meant:
            continue
        if condition:
            noun = fault.schema["$defs"][fault.location[1]]["title"].lower()
            message = f"{article(noun)} needs {quoted(key)} because {condition}"
            yield fault.error("condition-unmet", message, f"add {quoted(key)}", at=(key,))
        else:
            noun = fault.noun if fault.path else "disclosure"
            message = f"{article(noun)} needs {quoted(key)}, which is missing"
            yield fault.error("missing-key", message, _add(fault, key), at=(key,))


def _add(fault: Fault, key: str) -> str:
    wanted = fault.node.get("properties", {}).get(key, {})
    if "const" in wanted:
        return f"add {quoted(key)}: {quoted(wanted['const'])}"
    about = wanted.get("description", "")
    return f"add {quoted(key)}: {about[0].lower()}{about[1:].rstrip('.')}" if about else f"add {quoted(key)}"


def _condition(fault: Fault) -> str:
    """`"inclusion" is "excluded"` for a keyword under `then`; empty where nothing is conditional."""
    if len(fault.location) < 2 or fault.location[-2] != "then":
        return ""
    node: Any = fault.schema
    for step in fault.location[:-2]:
        node = node[step]
    parts = [
        f"{quoted(key)} is {quoted(str(test['const']))}" for key, test in node["if"]["properties"].items()
    ]
    return " and ".join(parts)


def _excluded(fault: Fault) -> ShapeError:
    """A key together with one that it stands in the place of."""
    barred = fault.node["not"]
    alone = listed(barred["required"], "and")
    beside = [key for form in barred["anyOf"] for key in form["required"] if key in fault.value]
    message = f"{article(fault.noun)} with {alone} and {listed(beside, 'and')}, which exclude each other"
    remedy = f"keep one of them, and give the other {article(fault.noun)} of its own"
    return fault.error("alternatives-combined", message, remedy)


def _form_missing(value: Mapping[str, Any], forms: Sequence[Mapping[str, Any]], meant: set[str]) -> bool:
    """Whether the forms are still unmet, or still several, when misspelt keys count as what was meant."""
    return sum(_has_form({*value, *meant}, form) for form in forms) != 1 or not meant


def _has_form(keys: set[str], form: Mapping[str, Any]) -> bool:
    barred = set(form.get("not", {}).get("required", ()))
    return keys.issuperset(form["required"]) and not (barred and keys.issuperset(barred))


def _form_error(fault: Fault, meant: set[str]) -> ShapeError:
    forms = fault.node[fault.keyword]
    keys = {*fault.value, *meant}
    met = [form for form in forms if _has_form(keys, form)]
    if any("not_disclosed" in form["required"] for form in forms):
        return _figure_error(fault, keys, several=len(met) > 1)
    ways = " or ".join(listed(form["required"], "and") for form in forms)
    noun = article(fault.noun)
    if met:
        return fault.error(
            "alternatives-combined", f"{noun} with more than one of {ways}", "keep one of them"
        )
    return fault.error("alternatives-missing", f"{noun} needs {ways}", "add what is missing")


def _figure_error(fault: Fault, keys: set[str], *, several: bool) -> ShapeError:
    unit = fault.node["properties"]["unit"].get("const")
    present = [key for key in (*_NUMBERS, "unit", "not_disclosed") if key in keys]
    if several:
        message = f"a figure in more than one form: found {listed(present, 'and')}"
        return fault.error("figure-with-two-forms", message, "keep the value, the bound, or not_disclosed")
    if "unit" not in keys and ("value" in keys or "below" in keys or {"low", "high"} <= keys):
        wanted = f'"unit": {quoted(unit)}' if unit else "the unit"
        return fault.error("figure-without-unit", "a figure without its unit", f"add {wanted}")
    found = f"found only {listed(present, 'and')}" if present else "found none of them"
    forms = "value with unit, or low and high with unit, or below with unit, or not_disclosed"
    remedy = 'add the number, or "not_disclosed" with a reason; missing is never zero'
    return fault.error("figure-without-form", f"a figure needs {forms}; {found}", remedy)
