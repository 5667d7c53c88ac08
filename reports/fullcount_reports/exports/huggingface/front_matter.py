"""One key of the metadata of a model card replaced, and nothing else: comments, order and quoting stay.

A YAML library that reads the metadata and writes them again changes all of these, so the lines of the one key are
exchanged in the text, and the result is read again: every other key must say what it said.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from fullcount.disclosure import Limits, Problem, Unreadable
from fullcount.disclosure.places import LineTable, Spot
from fullcount.disclosure.problem import Place
from fullcount.disclosure.yaml_places import spots
from fullcount.disclosure.yaml_text import parse_yaml
from fullcount_reports.exports.huggingface.block import FIELDS, KEY, block_lines
from fullcount_reports.exports.huggingface.training import OURS, decimal

__all__ = ["replace_emissions", "without_ours"]

_END = r"(?:\r\n|\r|\n)"
_FRONT = re.compile(
    rf"\A\ufeff?(?:[ \t]*{_END})*---[ \t]*(?P<end>{_END})(?P<front>.*?)(?<=[\r\n])---[ \t]*(?=[\r\n]|\Z)",
    re.DOTALL,
)
_LINE = re.compile(rf"[^\r\n]*(?:{_END}|\Z)")
_ANY_END = re.compile(_END)
_LIMITS = Limits()
_REMEDY = "write the metadata as one key a line, or paste the block in by hand"


@dataclass(frozen=True)
class _Front:
    """The metadata of a card: where their text starts, the text itself, and what it says."""

    name: str
    start: int
    text: str
    newline: str
    data: Any
    first_line: int


class _Span(NamedTuple):
    start: int
    end: int


def replace_emissions(card: str, name: str, values: Mapping[str, str | Decimal]) -> str:
    """The text of the card with these values of `co2_eq_emissions`; other keys below it stay.

    Everything else stays byte for byte. Raises `Unreadable` for metadata that cannot be read, or in which the key
    cannot be told apart from the rest.
    """
    front = _front(card, name)
    if front is None:
        return _with_front(card, values)
    span, indent, further = _old(front)
    lines = [f"{line}{front.newline}" for line in block_lines(values, (), indent)]
    return _checked(card, front, span, "".join([*lines, *further]), values)


def without_ours(card: str, name: str) -> str:
    """The text of the card without a `co2_eq_emissions` that was written here; one of other origin stays."""
    front = _front(card, name)
    said = front.data.get(KEY) if front and isinstance(front.data, dict) else None
    if front is None or not isinstance(said, dict) or not str(said.get("source")).startswith(OURS):
        return card
    return _checked(card, front, _old(front)[0], "", None)


def _front(card: str, name: str) -> _Front | None:
    match = _FRONT.match(card)
    if match is None:
        return None
    text, first = match["front"], len(_ANY_END.findall(card[: match.start("front")]))
    data = _read(text, name, first)
    if data is not None and not isinstance(data, dict):
        raise _refusal(name, first + 1, "metadata that are no map of keys", "keys with values")
    return _Front(name, match.start("front"), text, match["end"], data or {}, first + 1)


def _read(text: str, name: str, lines_before: int) -> Any:
    """What the metadata say; empty lines stand for those before, so that a refusal names the lines of the card."""
    said = any(not _is_between(line, "\0") for line in _LINE.findall(text))
    return parse_yaml("\n" * lines_before + text, name, _LIMITS) if said else {}


def _with_front(card: str, values: Mapping[str, str | Decimal]) -> str:
    """A card without metadata gets them at its start."""
    found = _ANY_END.search(card)
    newline, mark = found.group() if found else "\n", "\ufeff" if card.startswith("\ufeff") else ""
    head = newline.join(["---", *block_lines(values), "---", "", ""])
    return mark + head + card.removeprefix("\ufeff")


def _old(front: _Front) -> tuple[_Span, str, list[str]]:
    """Where the key stands with its value, how far it is indented, and the lines of foreign keys below it."""
    children = spots(front.text).children if front.data else {}
    starts = sorted(spot.key_at for spot in children.values() if spot.key_at is not None)
    indent = _indent(front, starts[0]) if starts else ""
    if KEY not in children:
        return _Span(len(front.text), len(front.text)), indent, []
    own = children[KEY]
    span = _span(front, own, starts, len(front.text))
    return span, indent, _further(front, own, span)


def _indent(front: _Front, at: int) -> str:
    """What stands before a key on its line: spaces, or it cannot be told where the key begins."""
    start = _line_start(front.text, at)
    before = front.text[start:at]
    if before.strip(" "):
        line = LineTable(front.text).place(at).line + front.first_line - 1
        raise _refusal(
            front.name, line, "metadata in braces, or a key behind other text", "a key on its own line"
        )
    return before


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _span(front: _Front, spot: Spot, starts: Sequence[int], end: int) -> _Span:
    """The lines of a key and its value; comments before the next key belong to that."""
    assert spot.key_at is not None  # noqa: S101 - a key of a map
    indent = _indent(front, spot.key_at)
    following = next((_line_start(front.text, at) for at in starts if at > spot.key_at), end)
    start = spot.key_at - len(indent)
    lines = _LINE.findall(front.text[start:following])
    while len(lines) > 1 and _is_between(lines[-1], indent):
        lines.pop()
    return _Span(start, start + sum(map(len, lines)))


def _is_between(line: str, indent: str) -> bool:
    """Whether a line is blank, or a comment that is not indented more than the keys."""
    bare = line.strip()
    return not bare or (bare.startswith("#") and not line.startswith(f"{indent} "))


def _further(front: _Front, own: Spot, span: _Span) -> list[str]:
    """Keys below `co2_eq_emissions` that are not the hub's: as they stand, or in one line where they share one."""
    said = front.data[KEY]
    foreign = [key for key in said if key not in FIELDS] if isinstance(said, dict) else []
    outer = _indent(front, own.key_at or 0)
    starts = sorted(spot.key_at for spot in own.children.values() if spot.key_at is not None)
    if any(front.text[_line_start(front.text, at) : at].strip(" ") for at in starts):
        return [f"{outer}  {json.dumps(key)}: {json.dumps(said[key])}{front.newline}" for key in foreign]
    spans = [_span(front, own.children[key], starts, span.end) for key in foreign]
    depth = {_indent(front, at) for at in starts}
    return [_moved(front.text[one.start : one.end], min(depth), f"{outer}  ") for one in spans]


def _moved(text: str, indent: str, wanted: str) -> str:
    """Lines that were indented by `indent`, indented by `wanted`."""
    if indent == wanted:
        return text
    return "".join(wanted + line.removeprefix(indent) for line in _LINE.findall(text) if line)


def _checked(
    card: str, front: _Front, span: _Span, block: str, values: Mapping[str, str | Decimal] | None
) -> str:
    """The new card, if its metadata say what they should, and all else what they said."""
    new = front.text[: span.start] + block + front.text[span.end :]
    try:
        after = _read(new, front.name, 0)
    except Unreadable:
        after = None
    if after != _wanted(front, values):
        found = f"metadata in which {KEY} cannot be told apart from the rest (an anchor, a tag, or several documents)"
        raise _refusal(front.name, front.first_line, found, "a key of its own")
    return card[: front.start] + new + card[front.start + len(front.text) :]


def _wanted(front: _Front, values: Mapping[str, str | Decimal] | None) -> dict[str, Any]:
    if values is None:
        return {key: value for key, value in front.data.items() if key != KEY}
    said = front.data.get(KEY)
    foreign = (
        {key: value for key, value in said.items() if key not in FIELDS} if isinstance(said, dict) else {}
    )
    return {**front.data, KEY: {**{key: _meant(value) for key, value in values.items()}, **foreign}}


def _meant(value: str | Decimal) -> str | float:
    return value if isinstance(value, str) else float(decimal(value))


def _refusal(name: str, line: int, found: str, expected: str) -> Unreadable:
    return Unreadable(name, (Problem(None, Place(line, 1), found, expected, _REMEDY),))
