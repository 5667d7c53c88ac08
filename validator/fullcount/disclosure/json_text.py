"""JSON text to plain data: the standard library's parser, made strict."""

import json
import math
import re
from functools import partial
from itertools import chain
from typing import Any

from fullcount.disclosure.limits import Limits
from fullcount.disclosure.nesting import guard_stack
from fullcount.disclosure.numbers import may_have_extreme_number
from fullcount.disclosure.problem import Problem, Unreadable

__all__ = ["JsonSyntax", "outgrows", "parse_json"]

_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")


class JsonSyntax(Unreadable):
    """Text that is not JSON at all, as opposed to JSON with faults."""


class _Watch:
    """Hooks for the parser: they only note that something is wrong, the walk then says what and where."""

    def __init__(self) -> None:
        self.alarmed = False

    def pairs(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = dict(pairs)
        if len(keys) != len(pairs):
            self.alarmed = True
        return keys

    def constant(self, _name: str) -> float:
        self.alarmed = True
        return math.nan


def parse_json(text: str, name: str, limits: Limits) -> Any:
    """The data of a JSON text.

    Raises Unreadable with every repeated key, NaN, infinity, overlong number and lone surrogate, or with what is
    too deep or too much; JsonSyntax (an Unreadable) where the text is not JSON.
    """
    watch = _Watch()
    suspicious = may_have_extreme_number(text, limits) or _SURROGATE_ESCAPE.search(text) is not None
    parse_int = partial(_short_int, limits.max_digits) if suspicious else None
    try:
        guard_stack(text)
        data = json.loads(
            text, object_pairs_hook=watch.pairs, parse_constant=watch.constant, parse_int=parse_int
        )
    except json.JSONDecodeError as error:
        from fullcount.disclosure.json_syntax import syntax_problem  # noqa: PLC0415 (only for faulty text)

        raise JsonSyntax(name, (syntax_problem(error),)) from None
    except RecursionError:
        raise Unreadable(name, _faults(text, limits) or (_nested(limits),)) from None
    if (watch.alarmed or suspicious or outgrows(data, limits)) and (problems := _faults(text, limits)):
        raise Unreadable(name, problems)
    return data


def _faults(text: str, limits: Limits) -> tuple[Problem, ...]:
    from fullcount.disclosure.json_faults import json_faults  # noqa: PLC0415 (only for faulty text)

    return json_faults(text, limits)


def _nested(limits: Limits) -> Problem:
    found = "too many objects and lists inside one another"
    return Problem(None, None, found, f"at most {limits.max_depth}", "check that this is a disclosure")


def _short_int(max_digits: int, literal: str) -> int:
    return int(literal) if len(literal) <= max_digits + 1 else 0


def outgrows(data: Any, limits: Limits) -> bool:
    """Whether plain data is deeper or larger than the limits. Goes level by level, so it never recurses."""
    nodes, depth = 1, 0
    level: list[Any] = [data] if isinstance(data, dict | list) else []
    while level and nodes <= limits.max_nodes and depth <= limits.max_depth:
        depth += 1
        nodes += sum(map(len, level))
        inner = [node.values() if type(node) is dict else node for node in level]
        level = [value for value in chain.from_iterable(inner) if type(value) is dict or type(value) is list]
    return nodes > limits.max_nodes or depth > limits.max_depth
