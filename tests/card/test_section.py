"""The section is replaced between its markers and nothing else changes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcount_reports.card import MarkersUnclear, render_markdown, replace_section
from fullcount_reports.card.assets import NO_FIGURES
from fullcount_reports.card.section import BEGIN, END

OUTSIDE = st.text(alphabet=st.sampled_from("ab #|<!-->\r\n\t`é\x0b\x0c\u2028"), max_size=60)
SECTIONS = st.text(alphabet=st.sampled_from("xy #|*\n"), max_size=40)


@given(before=OUTSIDE, old=SECTIONS, after=OUTSIDE, new=SECTIONS)
@settings(max_examples=150)
def test_everything_outside_the_markers_stays(before, old, after, new) -> None:
    result = replace_section(f"{before}{BEGIN}{old}{END}{after}", new)
    assert result.startswith(before + BEGIN)
    assert result.endswith(END + after)


@given(text=OUTSIDE, new=SECTIONS)
@settings(max_examples=150)
def test_a_text_without_markers_is_kept_in_front(text, new) -> None:
    result = replace_section(text, new)
    assert result.startswith(text)
    assert result.count(BEGIN) == result.count(END) == 1


@given(text=OUTSIDE, new=SECTIONS)
@settings(max_examples=150)
def test_replacing_twice_is_replacing_once(text, new) -> None:
    once = replace_section(text, new)
    assert replace_section(once, new) == once


def test_the_line_ending_of_the_text_is_taken() -> None:
    assert replace_section("a\r\n", "x\ny\n") == f"a\r\n\r\n{BEGIN}\r\nx\r\ny\r\n{END}\r\n"


def test_a_missing_final_newline_stays_missing() -> None:
    assert replace_section("a", "x\n") == f"a\n\n{BEGIN}\nx\n{END}"
    assert replace_section(f"a\n{BEGIN}\nold\n{END}", "x") == f"a\n{BEGIN}\nx\n{END}"


def test_an_empty_text_becomes_the_section() -> None:
    assert replace_section("", "x\n") == f"{BEGIN}\nx\n{END}\n"


@pytest.mark.parametrize(
    ("text", "begins", "ends", "words"),
    [
        (f"a {BEGIN} b", 1, 0, "1 times"),
        (f"a {END} b", 0, 1, "0 times"),
        (f"{BEGIN}{BEGIN}{END}", 2, 1, "2 times"),
        (f"{BEGIN}{END}{BEGIN}{END}", 2, 2, "2 times"),
        (f"{END} {BEGIN}", 1, 1, "stands before"),
    ],
)
def test_unclear_markers_are_refused(text, begins, ends, words) -> None:
    with pytest.raises(MarkersUnclear) as refused:
        replace_section(text, "x")
    assert (refused.value.begins, refused.value.ends) == (begins, ends)
    assert words in str(refused.value)


def test_a_section_that_holds_a_marker_itself_is_refused() -> None:
    with pytest.raises(MarkersUnclear):
        replace_section("a", f"x {END} y")


def test_a_disclosure_cannot_write_a_marker_into_its_card(sparse, review) -> None:
    sparse["note"] = sparse["subject"]["name"] = f"{BEGIN} {END}"
    section = render_markdown(sparse, review, NO_FIGURES)
    assert BEGIN not in section
    assert END not in section
