"""Records in a JSON file: one object, a list, objects by name, or one object a line; each with its line."""

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from fullcount.disclosure import pointer as pointers
from fullcount.disclosure.json_text import parse_json
from fullcount.disclosure.json_walk import spots
from fullcount.disclosure.limits import Limits
from fullcount.disclosure.places import LineTable, nearest_spot
from fullcount.disclosure.problem import Unreadable
from fullcount.ledger.errors import LedgerError, Problem, clip
from fullcount.ledger.reading.source import WHOLE_LIMIT, TextSource

__all__ = ["JsonItem", "json_items"]

_LIMITS = Limits(max_bytes=WHOLE_LIMIT)
_DEEPEST = 4
_NAMES = ("window", "window_name", "name", "key", "experiment", "Experiment")


class JsonItem(NamedTuple):
    """One record, or what stands in the place of one: `fault` then says what is wrong with it.

    `name` is the key under which it stands, or the text beside it; it may be empty.
    """

    line: int
    name: str
    data: dict[str, Any]
    fault: str = ""
    found: str = ""


def json_items(source: TextSource, is_record: Callable[[dict[str, Any]], bool]) -> Iterator[JsonItem]:
    """The records of a file, in order. Raises `LedgerError` where the whole is no JSON; a bad line is an item."""
    source.header()
    if _is_a_line_each(source):
        for line in source.lines():
            if line.fault:
                yield JsonItem(line.number, "", {}, line.fault, line.text)
            else:
                yield from _of_line(line.text, line.number, source.name, is_record)
        return
    text = source.whole()
    try:
        data = parse_json(text, source.name, _LIMITS)
    except Unreadable as error:
        raise _refusal(source, error) from None
    root, lines = spots(text), LineTable(text)
    for steps, item in _found(data, (), "", is_record):
        yield item._replace(line=lines.place(nearest_spot(root, pointers.join(steps)).at).line)


def _is_a_line_each(source: TextSource) -> bool:
    """Whether the first line is an object that ends there, and more follows."""
    lines = [line for line in source.start.splitlines() if line.strip()]
    if len(lines) < 2:
        return False
    try:
        return isinstance(json.loads(lines[0]), dict)
    except (ValueError, RecursionError):
        return False


def _of_line(
    text: str, number: int, name: str, is_record: Callable[[dict[str, Any]], bool]
) -> Iterator[JsonItem]:
    try:
        data = parse_json(text, name, _LIMITS)
    except Unreadable as error:
        yield JsonItem(number, "", {}, "broken-json", error.problems[0].found)
        return
    for _, item in _found(data, (), "", is_record):
        yield item._replace(line=number)


def _found(
    value: Any, steps: tuple[str | int, ...], name: str, is_record: Callable[[dict[str, Any]], bool]
) -> Iterator[tuple[tuple[str | int, ...], JsonItem]]:
    inner = _inside(value) if len(steps) < _DEEPEST else []
    if isinstance(value, dict) and (is_record(value) or not inner):
        yield steps, JsonItem(0, _named(value) or name, value)
    elif inner:
        beside = _named(value) if isinstance(value, dict) else ""
        for step, below in inner:
            key = step if isinstance(step, str) and step != "measurement" else ""
            yield from _found(below, (*steps, step), beside or key or name, is_record)
    elif not isinstance(value, list) or value:
        yield steps, JsonItem(0, name, {}, "no-record", clip(json.dumps(value)))


def _inside(value: Any) -> list[tuple[str | int, Any]]:
    """What may be records: everything in a list, the objects and lists in an object."""
    if isinstance(value, list):
        return list(enumerate(value))
    if isinstance(value, dict):
        return [(key, below) for key, below in value.items() if isinstance(below, dict | list)]
    return []


def _named(value: dict[str, Any]) -> str:
    return next((value[key] for key in _NAMES if isinstance(value.get(key), str)), "")


def _refusal(source: TextSource, error: Unreadable) -> LedgerError:
    """The problems of the text, as problems of a log."""
    return LedgerError(
        Problem(source.name, p.place.line if p.place else None, p.found, p.expected, p.remedy)
        for p in error.problems
    )
