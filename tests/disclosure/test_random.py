"""Random bytes never raise anything but Unreadable, and any data reads the same from JSON and from YAML."""

import contextlib
import json
import random
import re
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcount.disclosure import Limits, Unreadable, load, parse, shape_errors
from fullcount.disclosure import pointer as pointers
from fullcount.disclosure.json_text import parse_json
from fullcount.disclosure.yaml_events import Parser
from fullcount.disclosure.yaml_text import parse_yaml

HERE = Path(__file__).parent
SAMPLES = [(HERE / name).read_bytes() for name in ("minimal.json", "full.yaml")]
SMALL = Limits(max_bytes=100_000, max_depth=10, max_nodes=2000, max_alias_expansion=100)
TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\x85\u2028\u2029")
)
FINITE = st.floats(allow_nan=False, allow_infinity=False)
PIECES = [*"{}[]:,-?&*!|>'\"%@`#\n\t \\ab01.eE+~<u\u2028é", "---\n", "...", "<<: ", ": ", "- ", "\n  "]
SCALARS = st.none() | st.booleans() | st.integers(-(10**40), 10**40) | FINITE | TEXT
DATA = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=15,
)


def read_or_refuse(data: bytes, name: str) -> None:
    """Reads to the end of validation; anything but Unreadable fails the test."""
    with contextlib.suppress(Unreadable):
        document = parse(data, name, None, SMALL)
        for error in shape_errors(document.data):
            assert document.place(error.pointer)


@settings(max_examples=150)
@given(data=st.binary(max_size=60), name=st.sampled_from(["a.json", "a.yaml", "-"]))
def test_random_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    read_or_refuse(data, name)


@settings(max_examples=250)
@given(
    text=st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
    name=st.sampled_from(["a.json", "a.yaml", "-"]),
)
def test_random_punctuation_is_read_or_refused(text: str, name: str) -> None:
    read_or_refuse(text.encode(), name)
    with contextlib.suppress(Unreadable):
        parse_yaml(text, name, SMALL, "python")


@settings(max_examples=150)
@given(text=st.lists(st.sampled_from([piece for piece in PIECES if piece != "?"]), max_size=25).map("".join))
def test_both_yaml_parsers_take_and_refuse_the_same(text: str) -> None:
    """A question mark in unquoted text between brackets is the one thing known that only libyaml takes."""
    assert outcome(text, "c") == outcome(text, "python")


def outcome(text: str, parser: Parser) -> str:
    try:
        return json.dumps(parse_yaml(text, "a.yaml", SMALL, parser))
    except Unreadable:
        return "refused"


def test_damaged_documents_are_read_or_refused() -> None:
    rng = random.Random(7)
    for number in range(120):
        data = bytearray(SAMPLES[number % 2])
        for _ in range(rng.randint(1, 5)):
            at = rng.randrange(len(data))
            data[at : at + rng.randint(0, 3)] = rng.choice(
                [b"", b"\xff", b"\n", b"{", b'"', b"\t", b": ", b"&a *a", b"-"]
            )
        read_or_refuse(bytes(data), ["a.json", "a.yaml"][number % 2])


def test_truncated_documents_are_read_or_refused() -> None:
    for data, name in zip(SAMPLES, ("a.json", "a.yaml"), strict=True):
        for end in range(0, len(data), 37):
            read_or_refuse(data[:end], name)


@settings(max_examples=150)
@given(data=DATA)
def test_data_written_as_json_reads_the_same_as_json_and_as_yaml(data: Any) -> None:
    text = json.dumps(data, ensure_ascii=False)
    assert same(parse_json(text, "a.json", Limits()), data)
    if not has_long_key(data):
        for parser in ("c", "python"):
            assert same(parse_yaml(text, "a.yaml", Limits(), parser), data)


class Dumper(yaml.SafeDumper):
    """Quotes text such as 0E0 too, which is a number in YAML 1.2 and not in the 1.1 that PyYAML writes."""


NUMBER_OF_1_2 = re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$|0o[0-7]+$")
Dumper.add_implicit_resolver("tag:yaml.org,2002:float", NUMBER_OF_1_2, list("-+.0123456789"))


@settings(max_examples=100)
@given(data=DATA)
def test_data_written_as_yaml_reads_the_same(data: Any) -> None:
    text = yaml.dump(data, Dumper=Dumper, allow_unicode=True)
    for parser in ("c", "python"):
        assert same(parse_yaml(text, "a.yaml", Limits(), parser), data)


def same(one: Any, other: Any) -> bool:
    """Equal, and of the same types, which `1 == 1.0 == True` hides."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def has_long_key(data: Any) -> bool:
    """YAML takes keys of up to 1024 characters without a question mark."""
    return len(json.dumps(data)) > 1000


@settings(max_examples=100)
@given(data=DATA, indent=st.sampled_from([None, 1]))
def test_every_pointer_of_random_data_stands_where_it_is_said_to(data: Any, indent: int | None) -> None:
    document = parse(json.dumps(data, indent=indent).encode(), "a.json")
    lines = document.text.split("\n")
    decoder = json.JSONDecoder()
    for pointer, value in every_value(data, ""):
        place = document.place(pointer)
        assert place
        rest = "\n".join([lines[place.line - 1][place.column - 1 :], *lines[place.line :]])
        assert same(decoder.raw_decode(rest)[0], value)
        if pointer and document.key_place(pointer) != place:
            key = document.key_place(pointer)
            assert key
            named = decoder.raw_decode(lines[key.line - 1][key.column - 1 :])[0]
            assert named == pointers.split(pointer)[-1]


@settings(max_examples=60)
@given(data=DATA)
def test_every_pointer_of_random_yaml_is_where_it_is_in_json(data: Any) -> None:
    text = json.dumps(data)
    if has_long_key(data) or "\\ud" in text:
        return
    by_json, by_yaml = parse(text.encode(), "a.json"), parse(f"--- {text}".encode(), "a.yaml")
    assert by_yaml.format == "yaml"
    for pointer, _ in every_value(data, ""):
        one, other = by_json.place(pointer), by_yaml.place(pointer)
        assert one
        assert other
        assert other.column == one.column + 4


def every_value(data: Any, pointer: str) -> list[tuple[str, Any]]:
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    below = [pair for step, value in items for pair in every_value(value, pointers.child(pointer, step))]
    return [(pointer, data), *below]


def test_the_sample_is_the_same_model_in_both_formats() -> None:
    document = load(HERE / "full.yaml")
    assert parse(json.dumps(document.data).encode(), "full.json").data == document.data
