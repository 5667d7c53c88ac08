"""Whatever the layout: the document says what it said and the review, and every other byte is as it was."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from fullcount.disclosure import parse
from fullcount.review.record import with_review

from .conftest import a_review
from .layouts import json_texts, yaml_texts

REASONS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=80).filter(str.strip)
EMPTY = " [ ]  # none yet"
"""What becomes lines of its own: the brackets go, the comment stays."""
COMMENTS = ("# two", "# inside", "# last", "# first", "# tail", "# head")
MANY = settings(max_examples=300)


def said(text: str, name: str) -> Any:
    return parse(text.encode(), name).data


def exact(data: Any) -> str:
    return json.dumps(data, sort_keys=True)


def kept(before: str, after: str) -> int:
    """How many characters of the old text stand at both ends of the new one."""
    begin = alike(before, after)
    return begin + alike(before[begin:][::-1], after[begin:][::-1])


def alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def ends_in_a_text(text: str) -> bool:
    """Whether a block of text in the last review ends with the document: whatever follows would change it."""
    return text.endswith(("\n      kept", "\n        kept"))


def check(text: str, name: str, reason: str) -> None:
    old, review = said(text, name), a_review(reason)
    if ends_in_a_text(text):
        return
    new = with_review(text, name, review)
    assert exact(said(new, name)) == exact({**old, "reviews": [*old.get("reviews", []), review]})
    lost = len(text) - kept(text, new)
    assert lost <= (len(EMPTY) if old.get("reviews") == [] else 0), (text, new)
    assert new.count("# none yet") == text.count("# none yet")
    assert with_review(new, name, review) == new
    other = a_review("Another reason.", note="as agreed")
    again = with_review(new, name, other)
    assert exact(said(again, name)) == exact({**old, "reviews": [*old.get("reviews", []), other]})
    assert again == with_review(text, name, other)


@MANY
@given(text=yaml_texts(), reason=REASONS)
def test_a_review_is_added_to_a_yaml_document_and_replaced_in_it(text: str, reason: str) -> None:
    check(text, "draft.yaml", reason)


@MANY
@given(text=json_texts(), reason=REASONS)
def test_a_review_is_added_to_a_json_document_and_replaced_in_it(text: str, reason: str) -> None:
    check(text, "draft.json", reason)


@MANY
@given(text=json_texts(), reason=REASONS)
def test_json_that_is_called_yaml_stays_json(text: str, reason: str) -> None:
    check(text, "draft.yaml", reason)


@settings(max_examples=150)
@given(text=yaml_texts(), index=st.integers(0, 1))
def test_replacing_a_review_leaves_the_others_alone(text: str, index: int) -> None:
    old = said(text, "a.yaml")
    reviews = old.get("reviews", [])
    if index < len(reviews):
        mine = a_review(reviewer=reviews[index]["reviewer"], date=reviews[index]["date"])
        new = with_review(text, "a.yaml", mine)
        reviews = [*reviews[:index], mine, *reviews[index + 1 :]]
        assert exact(said(new, "a.yaml")) == exact({**old, "reviews": reviews})
        assert all(new.count(comment) == text.count(comment) for comment in COMMENTS)
