"""The places of a document that a pattern names.

A pattern is a JSON pointer in which `*` stands for every item of a list, and `*[category=gwp,phase=use]` for those
that have these codes; `*[ghg_basis=]` for those that lack the key. A figure is one place, whatever it holds.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from fullcount.disclosure.pointer import child

__all__ = ["Place", "matching", "places"]

_STEP = re.compile(r"\*(?:\[(?P<wanted>[^]]*)\])?")


class Place(NamedTuple):
    """A text, a number, a list of them or a figure, with its pointer."""

    pointer: str
    value: Any


def is_figure(node: object) -> bool:
    """Whether a value is a figure: one object, however much is said about it."""
    return isinstance(node, Mapping) and ("unit" in node or "not_disclosed" in node)


def places(node: object, pointer: str = "") -> Iterator[Place]:
    """Every place of a document, in its order."""
    if isinstance(node, Mapping) and not is_figure(node):
        for key, item in node.items():
            yield from places(item, child(pointer, key))
    elif isinstance(node, list) and any(isinstance(item, Mapping) for item in node):
        for index, item in enumerate(node):
            yield from places(item, f"{pointer}/{index}")
    else:
        yield Place(pointer, node)


def matching(document: Mapping[str, Any], pattern: str) -> Iterator[Place]:
    """The places that `pattern` names, and those below them."""
    for pointer, node in _walk(document, _steps(pattern), ""):
        yield from places(node, pointer)


def _walk(node: object, steps: tuple[str, ...], pointer: str) -> Iterator[tuple[str, object]]:
    if not steps:
        yield pointer, node
        return
    first, rest = steps[0], steps[1:]
    if star := _STEP.fullmatch(first):
        wanted = _wanted(star["wanted"] or "")
        items = enumerate(node) if isinstance(node, list) else ()
        for index, item in items:
            if all(_code(item, key) == code for key, code in wanted):
                yield from _walk(item, rest, f"{pointer}/{index}")
    elif isinstance(node, Mapping) and first in node:
        yield from _walk(node[first], rest, child(pointer, first))


@cache
def _steps(pattern: str) -> tuple[str, ...]:
    return tuple(pattern.strip("/").split("/"))


@cache
def _wanted(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((key, code) for key, _, code in (pair.partition("=") for pair in text.split(",") if pair))


def _code(item: object, key: str) -> str:
    return str(item.get(key, "")) if isinstance(item, Mapping) else ""
