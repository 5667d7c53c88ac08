"""Where a review goes in a YAML text: in block style on lines of its own, between brackets as JSON."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from fullcount.as_yaml import as_yaml
from fullcount.review.record.edit import Edit, line_break, line_end
from fullcount.review.record.yaml_tree import Node, tree

__all__ = ["edits"]

_COMMENT = re.compile(r"#[^\r\n]*")
_DEEPER = "  "


def edits(text: str, review: Mapping[str, Any], index: int | None) -> Iterator[Edit]:
    """The ways to put a review in a YAML disclosure, the best first; in place of the review at `index`, if any."""
    root, end = tree(text)
    reviews = root.named("reviews")
    if reviews is None:
        yield from _new_list(text, root, end, review)
    elif index is not None:
        yield from _replaced(text, reviews, reviews.items[index], review)
    elif reviews.items:
        yield from _appended(text, reviews, review)
    else:
        yield from _first(text, root, reviews, review)


def _new_list(text: str, root: Node, end: int, review: Mapping[str, Any]) -> Iterator[Edit]:
    """After everything, and where a text at the end would then change, before the last key."""
    if root.flow:
        yield from _into_flow(root, f'"reviews": [{_as_json(review)}]')
        return
    lines = ["reviews:", *(_DEEPER + line for line in _lines(review))]
    pad = _indent(text, root.begin)
    yield _on_own_lines(text, end, lines, pad)
    last_key = root.keys[-1].begin
    yield _on_own_lines(text, last_key - len(_indent(text, last_key)), lines, pad)


def _first(text: str, root: Node, reviews: Node, review: Mapping[str, Any]) -> Iterator[Edit]:
    """In place of the brackets of an empty list, unless the document itself stands in brackets."""
    if not root.flow:
        newline, pad = line_break(text), _indent(text, root.begin) + _DEEPER
        after = line_end(text, reviews.end)
        comment = text[reviews.end : after].strip()
        lines = "".join(newline + pad + line for line in _lines(review))
        begin = len(text[: reviews.begin].rstrip(" "))
        yield Edit(begin, after, (f"  {comment}" if comment else "") + lines)
    yield Edit(reviews.begin + 1, reviews.begin + 1, _as_json(review))


def _appended(text: str, reviews: Node, review: Mapping[str, Any]) -> Iterator[Edit]:
    if reviews.flow:
        yield from _into_flow(reviews, _as_json(review))
        return
    pad, end = " " * reviews.column, reviews.items[-1].end
    if end and text[end - 1] in "\r\n":
        yield _on_own_lines(text, end, _lines(review), pad)
    yield _on_own_lines(text, line_end(text, end), _lines(review), pad)


def _replaced(text: str, reviews: Node, item: Node, review: Mapping[str, Any]) -> Iterator[Edit]:
    """The item anew; comments that stood between its values come first."""
    newline = line_break(text)
    comments = [found for gap in item.gaps for found in _COMMENT.findall(text[slice(*gap)])]
    if not reviews.flow and not item.flow:
        lines = [*comments, *(line[len("- ") :] for line in _lines(review))]
        tail = newline if text[item.end - 1] in "\r\n" else ""
        yield Edit(item.begin, item.end, (newline + " " * item.column).join(lines) + tail)
    elif not comments:
        yield Edit(item.begin, item.end, _as_json(review))


def _into_flow(node: Node, written: str) -> Iterator[Edit]:
    """After the last item between brackets, or before the closing bracket where that is not to be told."""
    at = node.items[-1].end
    yield Edit(at, at, f", {written}")
    close = node.end - 1
    yield Edit(close, close, f", {written}")
    yield Edit(close, close, f" {written}")


def _on_own_lines(text: str, at: int, lines: list[str], pad: str) -> Edit:
    """The lines at `at`, which begins a line, ends one, or is the end of the text."""
    newline = line_break(text)
    body = newline.join(pad + line for line in lines)
    begins = at == 0 or text[at - 1] in "\r\n"
    return Edit(at, at, body + newline if begins else newline + body)


def _indent(text: str, at: int) -> str:
    """What stands on the line of `at` before it."""
    line = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    return text[line:at]


def _lines(review: Mapping[str, Any]) -> list[str]:
    """The review as the lines of one item of a list, the first beginning with a hyphen."""
    return as_yaml({"reviews": [dict(review)]}).rstrip("\n").split("\n")[1:]


def _as_json(review: Mapping[str, Any]) -> str:
    """The review on one line, in JSON that YAML reads as well."""
    text = json.dumps(review, ensure_ascii=False)
    return "".join(char if char.isprintable() else _escape(ord(char)) for char in text)


def _escape(code: int) -> str:
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
