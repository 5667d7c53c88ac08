"""The report for a terminal: one line a finding, nothing that drives the terminal, colour only when asked."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcount.disclosure import Unreadable, parse
from fullcount.printing import printable
from fullcount.review.text import Paint, review_lines, unreadable_lines

from .cases import NOT_DISCLOSED, base, changed, reviewed

PLAIN, COLOURED = Paint(on=False), Paint(on=True)
ESCAPE = re.compile(r"\x1b\[[0-9]+m")
HOSTILE = "a\x1b[31m\x07\r\n\u202e\x9b31m\u2028b"


def lines(data: Any, paint: Paint = PLAIN, name: str = "a.json", **options: bool) -> list[str]:
    return list(review_lines(reviewed(data, name=name), paint, **options))


def hostile() -> Any:
    places = ("/subject/name", "/compute/1/outcome", "/compute/1/id", f"/{HOSTILE}")
    return changed(base(), dict.fromkeys(places, HOSTILE))


def test_a_fine_document_is_said_to_be_so_first_and_its_level_last() -> None:
    found = lines(base())
    assert found[0] == "a.json: valid"
    assert "  coverage: level 4 of 5 (life cycle)" in found
    assert "  missing for level 5 (evidence):" in found
    assert found[-1].startswith("    - /reviews: ")


def test_the_headline_counts_by_severity() -> None:
    data = changed(base(), {"/subject/zz": 1, "/compute/1/yy": 1, "/facilities/0/pue/value": 4})
    head = lines(data)[0]
    assert head.startswith("a.json: not valid; ")
    assert re.search(r"\b[2-9] errors\b", head)


def test_a_finding_is_one_line_as_compilers_write_it_and_then_its_remedy() -> None:
    data = changed(base(), {"/subject/zz": 1})
    (at,) = [index for index, line in enumerate(lines(data)) if "unknown-key" in line]
    head, remedy = lines(data)[at : at + 2]
    assert re.fullmatch(r'  a\.json:\d+:\d+: error unknown-key: unknown key "zz".*', head)
    assert remedy.startswith("      /subject/zz: ")


def test_the_gravest_comes_first_and_then_the_order_of_the_file() -> None:
    data = changed(base(), {"/compute/1/zz": 1, "/subject/zz": 1, "/facilities/0/pue/value": 1.8})
    found = [line for line in lines(data) if re.match(r"  a\.json:\d+:\d+: ", line)]
    order = [("error", "warning", "note").index(line.split()[1]) for line in found]
    assert order == sorted(order)


def test_what_a_publisher_could_supply_is_named_and_the_rest_on_request() -> None:
    data = changed(base(), {"/facilities/0/pue": NOT_DISCLOSED})
    few, every = lines(data), lines(data, everything=True)
    assert any(
        "could not be checked" in line and "the PUE of facility site is not disclosed" in line for line in few
    )
    assert not any("there is nothing to apply it to" in line for line in few)
    assert any("there is nothing to apply it to" in line for line in every)


def test_no_control_character_of_a_document_reaches_the_terminal() -> None:
    found = lines(hostile(), name=HOSTILE, everything=True)
    assert any("\\x1b[31m" in line for line in found)
    assert all(line.isprintable() for line in found)


def test_an_unreadable_input_is_named_with_place_and_remedy() -> None:
    with pytest.raises(Unreadable) as caught:
        parse(b'{"a": 1,\n "\\u001b[31m": 2, "\\u001b[31m": 3}', HOSTILE + ".json")
    first, second = unreadable_lines(caught.value, PLAIN)
    assert re.search(r":2:\d+: unreadable ", first)
    assert second.startswith("    expected ")
    assert first.isprintable()
    assert second.isprintable()


def test_colour_only_when_asked_and_it_changes_no_word() -> None:
    plain, coloured = lines(hostile()), lines(hostile(), COLOURED)
    assert not any("\x1b" in line for line in plain)
    assert any("\x1b" in line for line in coloured)
    assert [ESCAPE.sub("", line) for line in coloured] == plain


@pytest.mark.parametrize("style", ["error", "warning", "note", "good", "dim", "bold"])
def test_every_style_is_put_back(style: str) -> None:
    assert COLOURED(style, "x").endswith("x\x1b[0m")
    assert PLAIN(style, "x") == "x"


@given(st.text())
def test_printable_text_is_printable_and_keeps_what_is_harmless(text: str) -> None:
    shown = printable(text)
    assert shown.isprintable()
    assert printable(shown) == shown
    assert shown == text or not text.isprintable()
