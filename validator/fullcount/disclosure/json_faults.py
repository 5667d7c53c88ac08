"""Everything in a JSON text that a disclosure may not have, each fault with its place."""

import json
import re
from collections.abc import Iterator
from itertools import islice

from fullcount.disclosure.json_walk import Step, unquoted, walk
from fullcount.disclosure.limits import Limits
from fullcount.disclosure.numbers import number_fault
from fullcount.disclosure.places import LineTable
from fullcount.disclosure.pointer import printable
from fullcount.disclosure.problem import MAX_PROBLEMS, Problem

__all__ = ["json_faults"]

_SURROGATE = re.compile("[\ud800-\udfff]")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_NOT_FINITE = frozenset({"NaN", "Infinity", "-Infinity"})


def json_faults(text: str, limits: Limits) -> tuple[Problem, ...]:
    """Repeated keys, NaN, infinities, overlong numbers and lone surrogates, up to what is too deep or too much."""
    return tuple(islice(_faults(text, limits), MAX_PROBLEMS))


def _faults(text: str, limits: Limits) -> Iterator[Problem]:
    lines = LineTable(text)
    for count, step in enumerate(walk(text), start=1):
        yield from _key_faults(step, lines)
        fault = _growth_fault(step, count, limits)
        if fault:
            yield Problem(printable(step.pointer), lines.place(step.at), *fault)
            return
        fault = _value_fault(step, limits)
        if fault:
            yield Problem(printable(step.pointer), lines.place(step.at), *fault)


def _growth_fault(step: Step, count: int, limits: Limits) -> tuple[str, str, str] | None:
    if step.depth > limits.max_depth:
        found = f"more than {limits.max_depth} objects and lists inside one another"
        return found, f"at most {limits.max_depth}", "check that this is a disclosure"
    if count > limits.max_nodes:
        found = f"more than {limits.max_nodes} values"
        return found, f"at most {limits.max_nodes}", "check that this is a disclosure"
    return None


def _key_faults(step: Step, lines: LineTable) -> Iterator[Problem]:
    if step.key is None or step.key_at is None:
        return
    place = lines.place(step.key_at)
    if step.first_key_at is not None:
        found = f"the key {json.dumps(step.key)} again, first on line {lines.place(step.first_key_at).line}"
        yield Problem(
            printable(step.pointer), place, found, "every key once", "remove or rename one of the two"
        )
    if _SURROGATE.search(step.key):
        yield Problem(None, place, *_LONE_SURROGATE)


_LONE_SURROGATE = (
    "half of a surrogate pair, which is no character",
    "whole characters",
    "write the character itself, or both halves of the pair",
)


def _value_fault(step: Step, limits: Limits) -> tuple[str, str, str] | None:
    lexeme = step.lexeme
    if lexeme in _NOT_FINITE:
        remedy = "leave the figure out, or write not_disclosed with a reason"
        return f"{lexeme}, which is not a number", "a finite number", remedy
    if lexeme.startswith('"'):
        return _LONE_SURROGATE if "\\u" in lexeme and _SURROGATE.search(unquoted(lexeme)) else None
    return number_fault(lexeme, limits) if _NUMBER.fullmatch(lexeme) else None
