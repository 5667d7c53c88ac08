"""Every pointer of a document leads to its line and column, in JSON and in YAML."""

import json
from pathlib import Path
from typing import Any

import pytest

from fullcount.disclosure import Document, Place, load, parse
from fullcount.disclosure import pointer as pointers

HERE = Path(__file__).parent
JSON = '{\n  "a": [10, {"b/c": "x"},\n    "é💩", true],\n  "m~n": null\n}'
YAML = "# card\na:\n  - 10\n  - b/c: x\n  - é💩 y\n  - [p, 'q']\nm~n:\n"


def text_at(document: Document, pointer: str) -> str:
    """The rest of the line where the value at `pointer` begins."""
    place = document.place(pointer)
    assert place is not None
    return document.text.splitlines()[place.line - 1][place.column - 1 :]


@pytest.mark.parametrize(
    ("pointer", "start"),
    [
        ("", "{"),
        ("/a", "[10"),
        ("/a/0", "10,"),
        ("/a/1", '{"b'),
        ("/a/1/b~1c", '"x"'),
        ("/a/3", "true"),
        ("/m~0n", "null"),
    ],
)
def test_a_json_pointer_leads_to_its_value(pointer: str, start: str) -> None:
    assert text_at(parse(JSON.encode(), "a.json"), pointer).startswith(start)


@pytest.mark.parametrize(
    ("pointer", "start"),
    [("", "a:"), ("/a", "- 10"), ("/a/1", "b/c"), ("/a/1/b~1c", "x"), ("/a/2", "é"), ("/a/3/1", "'q'")],
)
def test_a_yaml_pointer_leads_to_its_value(pointer: str, start: str) -> None:
    assert text_at(parse(YAML.encode(), "a.yaml"), pointer).startswith(start)


def test_a_key_has_a_place_of_its_own() -> None:
    document = parse(YAML.encode(), "a.yaml")
    assert (document.key_place("/a"), document.place("/a")) == (Place(2, 1), Place(3, 3))
    assert document.key_place("/a/0") == document.place("/a/0")


def test_a_missing_key_is_placed_at_its_nearest_ancestor() -> None:
    document = parse(JSON.encode(), "a.json")
    assert document.place("/a/1/none/at/all") == document.place("/a/1")
    assert document.place("/none") == Place(1, 1)


def test_what_is_no_pointer_has_no_place() -> None:
    assert parse(JSON.encode(), "a.json").place("a/0") is None


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_editors_do(ending: str) -> None:
    for text, name in ((JSON, "a.json"), (YAML, "a.yaml")):
        unix, other = (parse(t.encode(), name) for t in (text, text.replace("\n", ending)))
        assert other.data == unix.data
        assert [other.place(p) for p in ("/a", "/a/1", "/m~0n")] == [
            unix.place(p) for p in ("/a", "/a/1", "/m~0n")
        ]


def test_an_alias_has_its_own_place_and_what_is_inside_that_of_the_anchor() -> None:
    document = parse(b"a: &x\n  b: 1\nc: *x\n&k d: e\nf: *k\n", "a.yaml")
    assert document.place("/c") == Place(3, 4)
    assert document.place("/c/b") == Place(2, 6)
    assert document.place("/f") == Place(5, 4)


def every_pointer(data: Any, pointer: str = "") -> list[str]:
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [
        pointer,
        *(p for step, value in items for p in every_pointer(value, pointers.child(pointer, step))),
    ]


@pytest.mark.parametrize("name", ["minimal.json", "full.yaml"])
def test_every_scalar_of_a_sample_stands_where_it_is_said_to(name: str) -> None:
    document = load(HERE / name)
    for pointer in every_pointer(document.data):
        value = pointers.lookup(
            document.data, [int(s) if s.isdigit() else s for s in pointers.split(pointer)]
        )
        if isinstance(value, str):
            assert text_at(document, pointer).lstrip("\"'").startswith(value[:10])
        elif isinstance(value, int | float) and not isinstance(value, bool):
            assert json.loads(text_at(document, pointer).split(",")[0].split("}")[0]) == value
