"""What is missing is told in few words, however many lines lack it."""

from fullcount.impacts.gaps import in_few_words
from fullcount.impacts.line import Missing
from fullcount.impacts.text import footprint_lines

from .small import footprint, line


def test_inputs_that_differ_by_the_line_are_told_together_in_their_order() -> None:
    missing = {
        f"l{n}": Missing(
            (f"hours of line l{n}", "pue of facility x", f"lifetime of the equipment of line l{n}")
        )
        for n in range(1, 64)
    }
    assert in_few_words(missing) == (
        "hours of 63 lines (such as l1); pue of facility x; lifetime of the equipment of 63 lines (such as l1)"
    )


def test_the_input_of_one_line_names_it() -> None:
    assert in_few_words({"a": Missing(("hours of line a",))}) == "hours of line a"


def test_a_name_that_only_begins_like_the_line_is_no_line() -> None:
    gap = Missing(("pue of facility pipeline alpha", "pue of facility line alpha"))
    assert in_few_words({"a": gap}) == "pue of facility pipeline alpha; pue of facility line alpha"


def test_inputs_of_their_own_are_counted_when_they_are_many() -> None:
    words = in_few_words({f"l{n}": Missing((f"pue of facility number-{n:03}",)) for n in range(400)})
    assert len(words) < 300
    assert words.endswith(" more")
    named, _, further = words.rpartition("; ")
    assert named.count("; ") + 1 + int(further.split()[0]) == 400


def test_one_long_name_is_told_whole() -> None:
    name = "pue of facility " + "x" * 300
    assert in_few_words({"a": Missing((name,))}) == name


def test_impacts_of_a_ledger_alone_are_short() -> None:
    found = footprint(*(line(f"l{n:03}") for n in range(220)), facilities=[], equipment=[])
    lines = list(footprint_lines(found.rows))
    assert lines
    assert max(map(len, lines)) < 300
    assert any("220 lines (such as l000)" in text for text in lines)
