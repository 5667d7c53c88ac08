"""Records of JSON, JSON Lines and YAML, each with the line on which it starts."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from fullcount.disclosure import pointer as pointers
from fullcount.disclosure.json_text import JsonSyntax, parse_json
from fullcount.disclosure.json_walk import spots
from fullcount.disclosure.limits import Limits
from fullcount.disclosure.places import LineTable, Spot, nearest_spot
from fullcount.disclosure.problem import Problem as TextProblem
from fullcount.disclosure.problem import Unreadable
from fullcount.ledger.errors import LedgerError, Problem, clip
from fullcount.ledger.reading.source import WHOLE_LIMIT, TextSource

__all__ = ["BrokenItem", "Item", "Positions", "json_items", "named_records", "yaml_item"]

_LIMITS = Limits(max_bytes=WHOLE_LIMIT, max_nodes=20_000_000)
"""As for a disclosure, but a document may be as large as a log that is read as a whole; our own choice."""
_DEEPEST = 4
_NAMES = ("window", "window_name", "name", "key", "experiment", "Experiment")


@dataclass(frozen=True)
class Positions:
    """Lines of the values of one text, found when they are asked for; `first` is the line the text starts on."""

    text: str
    spots: Callable[[str], Spot]
    first: int = 1

    @cached_property
    def _table(self) -> tuple[LineTable, Spot]:
        return LineTable(self.text), self.spots(self.text)

    def line(self, pointer: str) -> int:
        """The line of the value at a JSON pointer, or of its nearest ancestor."""
        if "\n" not in self.text:
            return self.first
        lines, root = self._table
        spot = nearest_spot(root, pointer)
        return lines.place(spot.at if spot.key_at is None else spot.key_at).line + self.first - 1


class Item(NamedTuple):
    """One record: its data, where it stands in its document, and the line on which it starts."""

    data: Any
    pointer: str
    positions: Positions

    @property
    def line(self) -> int:
        """The line on which the record starts."""
        return self.line_of()

    def line_of(self, *steps: str | int) -> int:
        """The line of a value inside the record, or of what is nearest to it."""
        pointer = self.pointer
        for step in steps:
            pointer = pointers.child(pointer, step)
        return self.positions.line(pointer)

    def at(self, *steps: str | int) -> "Item":
        """The value under a path of keys and numbers, which must be there."""
        data, pointer = self.data, self.pointer
        for step in steps:
            data, pointer = data[step], pointers.child(pointer, step)
        return Item(data, pointer, self.positions)

    def each(self) -> Iterator["Item"]:
        """What is in a list; anything else is itself the only one."""
        if isinstance(self.data, list):
            yield from (self.at(number) for number in range(len(self.data)))
        else:
            yield self


class BrokenItem(NamedTuple):
    """What stands in the place of a record: where, what, what was expected, and the reason to count it under."""

    line: int
    found: str
    expected: str
    reason: str = "broken-json"


def json_items(source: TextSource) -> Iterator[Item | BrokenItem]:
    """The records of a JSON document: the items of a list, the lines of JSON Lines, or the one object.

    Raises `LedgerError` for text that is not JSON, with line, and for what no document may hold; a line that cannot
    be read is an item.
    """
    if not source.start.strip():
        source.header()
    if _is_lines(source.start):
        yield from _json_lines(source)
        return
    text = source.whole()
    try:
        data = parse_json(text, source.name, _LIMITS)
    except Unreadable as error:
        if not isinstance(error, JsonSyntax) or not _is_lines(text):
            raise _refused(source, error) from None
        yield from _json_lines(source)
    else:
        yield from Item(data, "", Positions(text, spots)).each()


def named_records(
    source: TextSource, is_record: Callable[[dict[str, Any]], bool]
) -> Iterator[tuple[str, Item | BrokenItem]]:
    """The records of a JSON file wherever they stand, with the key above each or the text beside it; it may be empty.

    An object without objects and lists in it is one too. Raises `LedgerError` as `json_items` does.
    """
    for item in json_items(source):
        yield from [("", item)] if isinstance(item, BrokenItem) else _found(item, 0, "", is_record)


def yaml_item(text: str, source: TextSource, first: int = 1) -> Item:
    """The one YAML document in `text`, which starts on line `first` of the source. Raises `LedgerError`."""
    from fullcount.disclosure import yaml_places  # noqa: PLC0415 - YAML costs 70 ms
    from fullcount.disclosure.yaml_text import parse_yaml  # noqa: PLC0415

    try:
        data = parse_yaml(text, source.name, _LIMITS)
    except Unreadable as error:
        raise _refused(source, error, first) from None
    return Item(data, "", Positions(text, yaml_places.spots, first))


def _refused(source: TextSource, error: Unreadable, first: int = 1) -> LedgerError:
    """The same refusal as an error of a log; `first` is the line on which the text starts in the source."""
    return LedgerError(_problem(source, problem, first) for problem in error.problems)


def _problem(source: TextSource, problem: TextProblem, first: int) -> Problem:
    line, found = None, problem.found
    if problem.place:
        line = problem.place.line + first - 1
        found = f"{found} (column {problem.place.column})"
    remedy = "correct the file" if "disclosure" in problem.remedy else problem.remedy
    return Problem(source.name, line, found, problem.expected, remedy)


def _is_lines(text: str) -> bool:
    """Whether the first line that is not blank is a whole JSON object, and it is not the only one."""
    lines = [line for line in text.split("\n") if line.strip()][:2]
    if len(lines) < 2:
        return False
    try:
        return isinstance(json.loads(lines[0]), dict)
    except (ValueError, RecursionError):
        return False


def _json_lines(source: TextSource) -> Iterator[Item | BrokenItem]:
    for line in source.lines():
        if line.fault:
            yield BrokenItem(line.number, line.text, "a line of UTF-8 text", line.fault)
            continue
        try:
            data = parse_json(line.text, source.name, _LIMITS)
        except Unreadable as error:
            (problem, *_) = error.problems
            yield BrokenItem(line.number, problem.found, problem.expected)
        else:
            yield Item(data, "", Positions(line.text, spots, line.number))


def _found(
    item: Item, depth: int, name: str, is_record: Callable[[dict[str, Any]], bool]
) -> Iterator[tuple[str, Item | BrokenItem]]:
    data = item.data
    inner = _inside(data) if depth < _DEEPEST else []
    if isinstance(data, dict) and (is_record(data) or not inner):
        yield _named(data) or name, item
    elif inner:
        beside = _named(data) if isinstance(data, dict) else ""
        for step in inner:
            key = step if isinstance(step, str) and step != "measurement" else ""
            yield from _found(item.at(step), depth + 1, beside or key or name, is_record)
    elif not isinstance(data, list) or data:
        yield name, BrokenItem(item.line, clip(json.dumps(data)), "an object", "no-record")


def _inside(data: Any) -> list[str | int]:
    """Where records may be: everywhere in a list, at the objects and lists in an object."""
    pairs = enumerate(data) if isinstance(data, list) else data.items() if isinstance(data, dict) else ()
    return [step for step, below in pairs if isinstance(data, list) or isinstance(below, dict | list)]


def _named(data: dict[str, Any]) -> str:
    return next((data[key] for key in _NAMES if isinstance(data.get(key), str)), "")
