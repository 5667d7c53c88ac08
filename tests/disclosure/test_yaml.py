"""YAML is read as YAML 1.2 core, and only as far as it says what JSON can say."""

from typing import Any

import pytest
import yaml

from fullcount.disclosure import Limits, Place, Problem, Unreadable, parse
from fullcount.disclosure.yaml_text import parse_yaml

DEFAULT = Limits()


def read(text: str, limits: Limits = DEFAULT) -> Any:
    """The data, after both parsers gave the same."""
    data = parse_yaml(text, "a.yaml", limits, "c")
    assert parse_yaml(text, "a.yaml", limits, "python") == data
    return data


def problems(text: str, limits: Limits = DEFAULT) -> tuple[Problem, ...]:
    """The problems, after both parsers refused at the same place."""
    found = []
    for parser in ("c", "python"):
        with pytest.raises(Unreadable) as caught:
            parse_yaml(text, "a.yaml", limits, parser)
        found.append(caught.value.problems)
    assert found[0] == found[1]
    return found[0]


def test_both_parsers_are_there_to_compare() -> None:
    assert yaml.__with_libyaml__


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("y", "y"),
        ("2024-07-31", "2024-07-31"),
        ("12:30:45", "12:30:45"),
        ("1_000", "1_000"),
        ("0b11", "0b11"),
        ("017", 17),
        ("0o17", 15),
        ("0x1F", 31),
        ("+12", 12),
        ("-0", 0),
        ("1e3", 1000.0),
        ("1.", 1.0),
        (".5", 0.5),
        ("-.5E-1", -0.05),
        ("12 kWh", "12 kWh"),
        ("1.2.3", "1.2.3"),
        ("-", "-"),
        ("+", "+"),
        (".", "."),
        ("true", True),
        ("True", True),
        ("TRUE", True),
        ("tRUE", "tRUE"),
        ("false", False),
        ("null", None),
        ("Null", None),
        ("~", None),
        ("nULL", "nULL"),
        ("'12'", "12"),
        ('"null"', "null"),
        ("!!str 12", "12"),
        ("!!int '12'", 12),
        ("!!float 12", 12.0),
        ("!!bool true", True),
        ("!!null ''", None),
        ("! 12", "12"),
    ],
)
def test_a_scalar_has_its_core_schema_value(text: str, value: object) -> None:
    if text == "-":
        text = "'-'"
    data = read(f"a: {text}")["a"]
    assert data == value
    assert type(data) is type(value)


def test_an_empty_value_is_null() -> None:
    assert read("a:\nb: 1") == {"a": None, "b": 1}


def test_every_repeated_key_is_reported_with_both_places() -> None:
    found = problems("a: 1\nb:\n  c: 1\n  'c': 2\na: 2\n")
    assert [(p.pointer, p.place) for p in found] == [("/b/c", Place(4, 3)), ("/a", Place(5, 1))]
    assert found[0].found == 'the key "c" again, first on line 3'


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("base: &b {x: 1}\na:\n  <<: *b\n", "merge key"),
        ("1: a", "not text"),
        ("true: a", "not text"),
        ("null: a", "not text"),
        ("? [a]\n: b", "as a key"),
        ("? {a: 1}\n: b", "as a key"),
        ("a: &x k\n*x : 1", "as a key"),
        ("a: !!binary aGk=", "!!binary"),
        ("a: !!timestamp 2024-01-01", "!!timestamp"),
        ("a: !!python/object/apply:os.system [ls]", "python/object/apply:os.system"),
        ("a: !lab 1", "!lab"),
        ("a: !!set {b}", "!!set"),
        ("a: !!int twelve", "!!int"),
        ("a: .nan", ".nan"),
        ("a: -.INF", "-.INF"),
        ("a: 1e999", "overflows"),
        ("a: 1e-999", "too small"),
        ("a: " + "9" * 101, "digits"),
        ("a: 0x" + "F" * 101, "digits"),
        ("a: 1\n---\nb: 2\n", "second document"),
        ("a: *nowhere", "without an anchor"),
        ("a: &a [*a]", "inside its own anchor"),
        ("&a a: &b {c: *b}", "inside its own anchor"),
        ("# nothing", "only comments"),
        ("---", None),
        ("a: \x07", "U+0007"),
        ("a: \ufeffb", "U+FEFF"),
    ],
)
def test_what_json_cannot_say_is_refused(text: str, word: str | None) -> None:
    if word is None:
        assert read(text) is None
        return
    found = problems(text)
    assert word in found[0].found
    assert found[0].place is not None


def test_a_quoted_merge_key_is_only_a_key() -> None:
    assert read('"<<": 1') == {"<<": 1}


def test_an_alias_stands_for_its_anchor() -> None:
    assert read("a: &x {b: [1]}\nc: *x\nd: &x 2\ne: *x") == {"a": {"b": [1]}, "c": {"b": [1]}, "d": 2, "e": 2}


def test_a_billion_laughs_are_refused_before_they_are_told() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    assert "aliases that stand for more than 100000 values" in problems("\n".join(lines))[0].found


def test_nesting_through_aliases_counts() -> None:
    lines = ["a0: &a0 [x]", *(f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 80))]
    found = problems("\n".join(lines))[0]
    assert found.found == "more than 64 objects and lists inside one another"


@pytest.mark.parametrize("nesting", [65, 5000])
def test_deep_nesting_is_refused_with_the_place(nesting: int) -> None:
    found = problems("[" * nesting + "]" * nesting)[0]
    assert found.place == Place(1, 65)
    block = "\n".join(" " * n + "a:" for n in range(min(nesting, 500)))
    assert problems(block)[0].place == Place(65, 65)


def test_too_many_values_are_refused() -> None:
    assert "more than 4 values" in problems("[1, 2, 3, 4]", Limits(max_nodes=4))[0].found


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("a: 1\n\tb: 2", 2, "tab"),
        ("a: b: c", 1, "second colon"),
        ("a: [1, 2\nb: 3", 2, "bracket"),
        ("a: 'x\nb: y", 2, "closing quote"),
        ("a: 1\n b: 2", 2, "colon"),
        ("a: %x", 1, "cannot begin a value"),
        ("a: `x`", 1, "cannot begin a value"),
        ("a:\n  - 1\n  b: 2", 3, "indentation"),
        ('a: "\\q"', 1, "escape"),
        ("a: @x", 1, "cannot begin a value"),
    ],
)
def test_a_syntax_error_is_explained_where_it_is(text: str, line: int, word: str) -> None:
    for parser in ("c", "python"):
        with pytest.raises(Unreadable) as caught:
            parse_yaml(text, "a.yaml", Limits(), parser)
        problem = caught.value.problems[0]
        assert word in problem.found
        assert problem.place is not None
        assert problem.place.line == line


def test_an_impossible_escape_is_refused_by_both_parsers() -> None:
    for escape in ("\\UFFFFFFFF", "\\ud800"):
        for parser in ("c", "python"):
            with pytest.raises(Unreadable):
                parse_yaml(f'a: "{escape}"', "a.yaml", Limits(), parser)


def test_yaml_in_a_file_that_begins_with_a_bracket_is_yaml() -> None:
    document = parse(b"{a: 1, b: [no]} # flow", "a.yaml")
    assert (document.format, document.data) == ("yaml", {"a": 1, "b": ["no"]})


def test_json_is_recognised_under_any_name() -> None:
    assert parse(b' {"a": 1}', "-").format == "json"
    assert parse(b' {"a": 1}', "a.yaml").format == "json"
    assert parse(b"a: 1", "-").format == "yaml"


def test_a_fault_in_json_under_a_yaml_name_is_reported_as_json() -> None:
    with pytest.raises(Unreadable, match="again"):
        parse(b'{"a": 1, "a": 2}', "a.yaml")
