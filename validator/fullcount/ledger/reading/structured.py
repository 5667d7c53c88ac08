"""Records of JSON and YAML documents, each with the line on which it starts."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from fullcount.disclosure import pointer as pointers
from fullcount.disclosure.json_text import JsonSyntax, parse_json
from fullcount.disclosure.limits import Limits
from fullcount.disclosure.places import LineTable, Spot, nearest_spot
from fullcount.disclosure.problem import Problem as TextProblem
from fullcount.disclosure.problem import Unreadable
from fullcount.ledger.errors import LedgerError, Problem
from fullcount.ledger.reading.source import WHOLE_LIMIT, TextSource

__all__ = ["DOCUMENT_LIMITS", "BrokenItem", "Item", "Positions", "json_items", "refused_text", "yaml_item"]

DOCUMENT_LIMITS = Limits(max_bytes=WHOLE_LIMIT, max_nodes=20_000_000)
"""As for a disclosure, but a document may be as large as a log that is read as a whole; our own choice."""


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


class BrokenItem(NamedTuple):
    """A line of JSON lines that is no JSON: where, what, and what was expected."""

    line: int
    found: str
    expected: str


def json_items(source: TextSource) -> Iterator[Item | BrokenItem]:
    """The records of a JSON document: the items of a list, the lines of JSON lines, or the one object.

    Raises `LedgerError` for text that is not JSON, with line, and for what no document may hold.
    """
    from fullcount.disclosure.json_walk import spots  # noqa: PLC0415 - positions are asked for only sometimes

    text = source.whole()
    try:
        data = parse_json(text, source.name, DOCUMENT_LIMITS)
    except JsonSyntax as error:
        if not _is_lines(text):
            raise refused_text(source, error) from None
        yield from _json_lines(text, source)
        return
    except Unreadable as error:
        raise refused_text(source, error) from None
    positions = Positions(text, spots)
    if isinstance(data, list):
        yield from (Item(item, f"/{number}", positions) for number, item in enumerate(data))
    else:
        yield Item(data, "", positions)


def yaml_item(text: str, source: TextSource, first: int = 1) -> Item:
    """The one YAML document in `text`, which starts on line `first` of the source. Raises `LedgerError`."""
    from fullcount.disclosure.yaml_places import spots  # noqa: PLC0415 - YAML costs 70 ms
    from fullcount.disclosure.yaml_text import parse_yaml  # noqa: PLC0415

    try:
        data = parse_yaml(text, source.name, DOCUMENT_LIMITS)
    except Unreadable as error:
        raise refused_text(source, error, first) from None
    return Item(data, "", Positions(text, spots, first))


def refused_text(source: TextSource, error: Unreadable, first: int = 1) -> LedgerError:
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
    lines = [line for line in text.splitlines() if line.strip()][:2]
    if len(lines) < 2 or not lines[0].lstrip().startswith("{"):
        return False
    try:
        return isinstance(parse_json(lines[0], "", DOCUMENT_LIMITS), Mapping)
    except Unreadable:
        return False


def _json_lines(text: str, source: TextSource) -> Iterator[Item | BrokenItem]:
    from fullcount.disclosure.json_walk import spots  # noqa: PLC0415

    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            data = parse_json(line, source.name, DOCUMENT_LIMITS)
        except Unreadable as error:
            (problem, *_) = error.problems
            yield BrokenItem(number, problem.found, problem.expected)
        else:
            yield Item(data, "", Positions(line, spots, number))
