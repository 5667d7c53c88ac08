"""Whatever is asked, there is an answer in words: for requests that are none, and for documents made to harm."""

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcount.rooms import schema_room
from fullcount_reports.desk import answer

from .conftest import BASE, TODAY, asked, check, named

Faults = Callable[[str, Any], list[str]]
TEXT = st.text(st.characters(exclude_categories=()), max_size=30)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | TEXT
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
DOCUMENTS = st.one_of(
    JSON,
    st.fixed_dictionaries({"name": TEXT | SCALARS, "text": TEXT | SCALARS}),
    st.fixed_dictionaries({"name": TEXT, "base64": TEXT}),
    st.binary(max_size=40).map(lambda data: {"name": "b", "base64": base64.b64encode(data).decode()}),
)
WORDS = {
    "ask": st.sampled_from(["about", "check", "compare", "decide"]) | SCALARS,
    "document": DOCUMENTS,
    "before": DOCUMENTS,
    "after": DOCUMENTS,
    "review": JSON,
    "profile": DOCUMENTS,
    "today": st.just(TODAY) | SCALARS,
}
REQUESTS = JSON | st.fixed_dictionaries({"desk": st.just("1.0") | SCALARS}, optional=WORDS)
KEYS = list(json.loads(BASE))


def is_said_well(said: dict[str, Any], faults: Faults) -> bool:
    text = json.dumps(said, allow_nan=False)
    return faults("answer", json.loads(text)) == [] and "Traceback" not in text


@given(REQUESTS)
@settings(max_examples=300)
def test_anything_gets_an_answer_in_its_layout(faults: Faults, request_: Any) -> None:
    said = answer(request_)
    assert is_said_well(said, faults)
    assert "the program failed" not in said.get("because", "")


@given(st.sampled_from(KEYS), JSON, st.sampled_from(["draft.json", "draft.yaml"]))
@settings(max_examples=60)
def test_a_document_with_anything_in_a_section_gets_an_answer(
    faults: Faults, key: str, value: Any, name: str
) -> None:
    text = json.dumps({**json.loads(BASE), key: value})
    for request in (
        asked("check", document=named(text, name), today=TODAY),
        asked("compare", before=named(BASE), after=named(text, name), today=TODAY),
    ):
        said = answer(request)
        assert is_said_well(said, faults)
        assert said["answer"] == request["ask"]


def test_everything_that_is_wrong_with_a_request_is_said_at_once() -> None:
    said = answer({"desk": "1.0", "ask": "check", "document": {"name": ""}, "today": "2026-13-01", "zz": 1})
    assert said["answer"] == "refused"
    assert len(said["problems"]) == 3


def test_a_version_of_the_contract_that_is_not_ours_is_refused() -> None:
    for request in ({"desk": "2.0", "ask": "about"}, {"ask": "about"}, [], "about", None):
        assert answer(request)["because"] == "this is no request that the desk knows"


def test_a_paste_of_50_mb_is_unreadable_and_says_the_limit(faults: Faults) -> None:
    said = check("x" * 50_000_000, "paste.yaml")
    assert faults("check", said) == []
    (item,) = said["report"]["unreadable"]
    assert item["problems"][0]["found"] == "50000000 bytes"
    assert "20971520" in item["problems"][0]["expected"]


def test_bytes_that_are_no_text_are_unreadable_with_their_place(faults: Faults) -> None:
    data = base64.b64encode(b"fullcount: \xff\xfe\n").decode()
    said = answer(asked("check", document={"name": "b.yaml", "base64": data}, today=TODAY))
    assert faults("check", said) == []
    problem = said["report"]["unreadable"][0]["problems"][0]
    assert (problem["line"], problem["column"]) == (1, 12)


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [*a]\n",
        "fullcount: &x {b: *x}\n",
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"
        + "".join(f"d{n}: [*c, *c]\n" for n in range(30_000)),
        "[" * 100_000,
    ],
    ids=["a list inside itself", "an object inside itself", "aliases that grow", "nested without end"],
)
def test_yaml_that_never_ends_is_unreadable(text: str, faults: Faults) -> None:
    said = check(text, "draft.yaml")
    assert faults("check", said) == []
    assert len(said["report"]["unreadable"]) == 1


def test_a_draft_of_script_and_of_bidirectional_text_stays_text() -> None:
    data = json.loads(BASE)
    words = "</style><script>alert(1)</script><img src=x onerror=alert(2)>\u202egnirts\u2066"
    data["subject"]["name"] = words
    data["title"] = words
    said = check(json.dumps(data))
    assert said["about"]["name"] == words
    card = said["card"]
    assert card.count("<script") == 1  # linked data, which is no code
    assert "<script>alert" not in card
    assert "<img src=x" not in card
    assert "\u202e" not in card


def test_nothing_is_read_that_a_name_points_to() -> None:
    for name in ("/etc/passwd", "../../secret.json", str(schema_room() / "conformance/base.json")):
        said = check("{}", name)
        assert said["report"]["documents"][0]["name"] == name
