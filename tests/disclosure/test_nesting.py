"""JSON that nests too deep is refused before it is parsed, where the parser's stack has no guard of its own."""

import json

import pytest

from fullcount.disclosure import Unreadable, nesting, parse
from fullcount.disclosure.nesting import SAFE_DEPTH, guard_stack


@pytest.fixture(autouse=True)
def _as_in_a_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nesting, "UNGUARDED", True)


def nested(depth: int, inside: str = "") -> str:
    return "[" * depth + inside + "]" * depth


@pytest.mark.parametrize(
    "text", [nested(SAFE_DEPTH), '{"a": [' * (SAFE_DEPTH // 2) + "]}" * (SAFE_DEPTH // 2)]
)
def test_what_fits_the_stack_is_left_to_the_parser(text: str) -> None:
    guard_stack(text)


@pytest.mark.parametrize("text", [nested(SAFE_DEPTH + 1), '{"a": ' * (SAFE_DEPTH + 1), nested(100_000)])
def test_what_does_not_is_refused(text: str) -> None:
    with pytest.raises(RecursionError):
        guard_stack(text)
    with pytest.raises(Unreadable, match="inside one another"):
        parse(text.encode(), "a.json")


@pytest.mark.parametrize("string", ["]" * 10, '\\"]', "\\\\", ']\\\\\\"]'])
def test_brackets_in_strings_do_not_count(string: str) -> None:
    pair = f'"{string}"'
    with pytest.raises(RecursionError):
        guard_stack(f"[{pair}, " * (SAFE_DEPTH + 1))
    guard_stack(f"[[{pair}], " + ", ".join([nested(SAFE_DEPTH - 1, pair)] * 3) + "]")


def test_many_brackets_side_by_side_are_not_deep() -> None:
    text = json.dumps([{"a": [1, "[[[["]}] * 2_000)
    assert parse(text.encode(), "a.json").data == json.loads(text)


@pytest.mark.parametrize("end", ["\\", "\\\\", '\\"', ""])
def test_a_string_that_never_ends_is_passed_over_at_once(end: str) -> None:
    guard_stack("[" * 10 + '"' + "[\\" * 300_000 + end)
