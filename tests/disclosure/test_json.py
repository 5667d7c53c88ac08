"""JSON is read strictly: everything the standard library lets pass is refused with its place."""

import pytest

from fullcount.disclosure import Limits, Place, Problem, Unreadable, parse

DEFAULT = Limits()


def problems(text: str, limits: Limits = DEFAULT) -> tuple[Problem, ...]:
    with pytest.raises(Unreadable) as caught:
        parse(text.encode(), "a.json", None, limits)
    return caught.value.problems


def test_every_repeated_key_is_reported_with_both_places() -> None:
    found = problems('{"a": 1,\n "b": {"c": 1, "c": 2, "c": 3},\n "a": 2}')
    assert [(p.pointer, p.place) for p in found] == [
        ("/b/c", Place(2, 16)),
        ("/b/c", Place(2, 24)),
        ("/a", Place(3, 2)),
    ]
    assert found[2].found == 'the key "a" again, first on line 1'


def test_a_key_repeated_in_another_spelling_is_repeated() -> None:
    assert problems('{"a": 1, "\\u0061": 2}')[0].pointer == "/a"


@pytest.mark.parametrize(
    "literal", ["NaN", "Infinity", "-Infinity", "1e999", "-1e400", "9" * 101, "1" + "0" * 5000]
)
def test_a_number_that_is_none_is_refused(literal: str) -> None:
    found = problems(f'{{"a": [0,\n  {literal}]}}')
    assert [(p.pointer, p.place) for p in found] == [("/a/1", Place(2, 3))]


def test_a_number_too_small_to_tell_from_zero_is_refused() -> None:
    assert "too small" in problems('{"a": 4e-400}')[0].found


@pytest.mark.parametrize("literal", ["0e999", "1e300", "12345678901234567890123", "-0.0", "1E+22"])
def test_an_ordinary_large_number_is_read(literal: str) -> None:
    assert parse(literal.encode(), "a.json").data == (int(literal) if literal.isdigit() else float(literal))


def test_faults_of_all_kinds_are_reported_together() -> None:
    assert len(problems('{"a": NaN, "a": 1e999, "b": "\\ud800"}')) == 4


def test_text_that_looks_like_a_large_exponent_is_only_text() -> None:
    assert parse(b'{"sha256": "0123e456", "a": "1e999 NaN"}', "a.json").data["sha256"] == "0123e456"


@pytest.mark.parametrize("text", ['{"a": "\\ud83d"}', '{"a": "\\udca9\\ud83d"}', '{"\\uD800": 1}'])
def test_half_of_a_surrogate_pair_is_refused(text: str) -> None:
    found = problems(text)
    assert "surrogate" in found[0].found
    assert all((problem.pointer or "").isascii() for problem in found)


def test_a_whole_surrogate_pair_is_a_character() -> None:
    assert parse(b'["\\ud83d\\udca9"]', "a.json").data == ["💩"]


@pytest.mark.parametrize("nesting", [65, 900, 100_000])
@pytest.mark.parametrize("bracket", ["[", '{"a":'])
def test_deep_nesting_is_refused_with_the_place(nesting: int, bracket: str) -> None:
    closing = "]" if bracket == "[" else "}"
    found = problems(bracket * nesting + "1" + closing * nesting)[0]
    assert found.found == "more than 64 objects and lists inside one another"
    assert found.place == Place(1, 64 * len(bracket) + 1)


def test_nesting_at_the_limit_is_read() -> None:
    assert parse(b"[" * 64 + b"]" * 64, "a.json").data


def test_too_many_values_are_refused_and_as_many_as_allowed_are_read() -> None:
    assert "more than 4 values" in problems("[1, 2, 3, 4]", Limits(max_nodes=4))[0].found
    assert parse(b"[1, 2, 3]", "a.json", None, Limits(max_nodes=4)).data == [1, 2, 3]


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ('{"a": 1', Place(1, 8), "end of the text"),
        ('{"a": ', Place(1, 7), "end of the text"),
        ('{"a": "b', Place(1, 7), "closing quote"),
        ('{"a": 1} x', Place(1, 10), "more text after"),
        ('{"a": 1}{"b": 2}', Place(1, 9), "more text after"),
        ('{"a": 1\n "b": 2}', Place(2, 2), "straight after a value"),
        ('{"a" 1}', Place(1, 6), "without a colon"),
        ("{a: 1}", Place(1, 2), '"a"'),
        ("{'a': 1}", Place(1, 2), "single quote"),
        ('{"a": None}', Place(1, 7), "None"),
        ('{"a": True}', Place(1, 7), "True"),
        ('// card\n{"a": 1}', Place(1, 1), "comment"),
        ('{"a": "b\nc"}', Place(1, 9), "control character"),
        ('{"a": "\\x"}', Place(1, 8), "escape"),
        ("hello", Place(1, 1), '"hello"'),
    ],
)
def test_text_that_is_not_json_is_explained_where_it_fails(text: str, place: Place, word: str) -> None:
    found = problems(text)[0]
    assert word in found.found
    assert found.place == place


@pytest.mark.parametrize("text", ["[1, 2,]", '{"a": 1,}'])
def test_a_comma_too_many_is_called_one(text: str) -> None:
    assert problems(text)[0].found == "a comma before the closing bracket"


def test_at_most_a_hundred_problems_are_listed() -> None:
    assert len(problems("{" + ",".join(['"a": 1'] * 500) + "}")) == 100
