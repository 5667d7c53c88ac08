"""The quick reader takes only what the strict one takes, and reads the same."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcount.corpus.reading import quick, strict
from fullcount.disclosure import Limits, Unreadable

LIMITS = Limits()
PLAIN = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text()
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(), inner, max_size=3)),
    max_leaves=12,
)


def agree(text: str) -> Any:
    """What the quick reader gives, after a look that the strict one gives the same."""
    content = text.encode("utf-8", "surrogatepass")
    found = quick(content, "synthetic.json", Path(), LIMITS)
    if found is not None:
        assert found.data == strict(content, "synthetic.json", Path(), LIMITS).data
    return found


@given(st.dictionaries(st.text(), PLAIN, max_size=4), st.sampled_from([None, 2]), st.booleans())
def test_both_read_the_same(data: dict[str, Any], indent: int | None, ascii_only: bool) -> None:
    agree(json.dumps(data, indent=indent, ensure_ascii=ascii_only))


@given(st.text(alphabet='{}[]":,\\u0031aeE+-. ', max_size=30))
def test_odd_text_is_never_read_in_another_way(text: str) -> None:
    agree("{" + text)


def test_an_ordinary_document_is_read_quickly(base: dict[str, Any]) -> None:
    assert agree(json.dumps(base)).data == base
    assert agree(json.dumps(base, indent=2)).data == base


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1, "a": 2}',
        '{"a" : 1, "b": {"c": 1, "c" :2}}',
        '{"a": "x\\u003a", "b": 1, "b": 2}',
        '{"a": NaN}',
        '{"a": 1e-400}',
        '{"a": 1E+999}',
        '{"a": ' + "1" * 200 + "}",
        '{"x-a": ' + "[" * 80 + "]" * 80 + "}",
        '{"x-a": ' + "[" * 500 + "]" * 500 + "}",
        '{"a": "\\ud800"}',
        '\ufeff{"a": 1}',
        '{"a": 1} {"b": 2}',
        "",
    ],
)
def test_what_the_strict_reader_refuses_is_left_to_it(text: str) -> None:
    assert agree(text) is None
    with pytest.raises(Unreadable):
        strict(text.encode("utf-8", "surrogatepass"), "synthetic.json", Path(), LIMITS)


def test_integers_that_a_fast_reader_would_round_are_left_to_the_strict_one() -> None:
    assert agree('{"a": 18446744073709551617}') is None
