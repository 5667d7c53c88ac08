"""How a review reads in the text of a disclosure, and what is refused."""

import math

import pytest

from fullcount.disclosure import parse
from fullcount.review.record import RecordError, with_review

from .conftest import a_review

YAML = 'fullcount: "1.0"\n'
SHORT = {"reviewer": "R", "date": "2026-11-21", "rule_set": "1", "conclusion": "accepted"}


def refused(text: str, review: object, name: str = "draft.yaml") -> str:
    with pytest.raises(RecordError) as caught:
        with_review(text, name, review)  # type: ignore[arg-type]
    return str(caught.value)


def test_yaml_gets_a_list_that_people_can_read() -> None:
    assert with_review(YAML + "# the end\n", "a.yaml", a_review()) == (
        YAML + "# the end\n"
        "reviews:\n"
        "  - reviewer: R. Viewer\n"
        '    date: "2026-11-21"\n'
        '    rule_set: "1.0.0"\n'
        "    conclusion: accepted-with-waivers\n"
        "    decisions:\n"
        "    - rule: duplicate-id\n"
        '      pointer: "/compute/0"\n'
        "      decision: waived\n"
        '      reason: "The meter was replaced: see note #3."\n'
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"fullcount":"1.0"}', '{"fullcount":"1.0","reviews":[%s]}'),
        ('{"fullcount": "1.0"}\n', '{"fullcount": "1.0", "reviews": [%s]}\n'),
        ('{"fullcount": "1.0", "reviews": []}', '{"fullcount": "1.0", "reviews": [%s]}'),
        ('{"reviews": [1], "fullcount": "1.0"}', '{"reviews": [1, %s], "fullcount": "1.0"}'),
    ],
)
def test_json_on_one_line_stays_on_one_line(text: str, expected: str) -> None:
    spaced = '{"reviewer": "R", "date": "2026-11-21", "rule_set": "1", "conclusion": "accepted"}'
    written = spaced if ": " in text else spaced.replace('": "', '":"').replace(", ", ",")
    assert with_review(text, "a.json", SHORT) == expected % written


def test_json_is_indented_as_it_was() -> None:
    text = '{\r\n\t"fullcount": "1.0"\r\n}\r\n'
    assert with_review(text, "a.json", {**SHORT, "decisions": []}) == (
        '{\r\n\t"fullcount": "1.0",\r\n\t"reviews": [\r\n\t\t{\r\n\t\t\t"reviewer": "R",\r\n'
        '\t\t\t"date": "2026-11-21",\r\n\t\t\t"rule_set": "1",\r\n\t\t\t"conclusion": "accepted",\r\n'
        '\t\t\t"decisions": []\r\n\t\t}\r\n\t]\r\n}\r\n'
    )


def test_a_review_that_is_there_already_changes_nothing() -> None:
    text = (
        YAML
        + "reviews:\n  - # as typed\n    {reviewer: R, date: 2026-11-21, rule_set: '1', conclusion: accepted}\n"
    )
    assert with_review(text, "a.yaml", SHORT) == text


def test_text_that_would_change_stands_behind_the_review() -> None:
    text = YAML + "note: |\n  the end"
    new = with_review(text, "a.yaml", SHORT)
    assert parse(new.encode(), "a.yaml").data["note"] == "the end"
    assert new.endswith("note: |\n  the end")


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_nothing_in_a_reason_can_turn_a_line_or_drive_a_terminal(name: str) -> None:
    hostile = "a\u202eb\x1b[31m\x85\u2028\x00\U000e0001\n# : - {[\"'"
    text = '{"fullcount": "1.0"}' if name == "a.json" else YAML
    new = with_review(text, name, a_review(hostile))
    assert new.replace("\n", "").isprintable()
    assert parse(new.encode(), name).data["reviews"][0]["decisions"][0]["reason"] == hostile


def test_a_document_between_brackets_gets_json() -> None:
    text = '{fullcount: "1.0",  # said so\n a: b,\n}'
    new = with_review(text, "a.yaml", SHORT)
    assert new.startswith('{fullcount: "1.0",  # said so\n a: b, "reviews": [{"reviewer": "R", ')
    assert new.endswith("}],\n}")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ('{"fullcount": "1.0", "a": ]}', "bracket"),
        ("\ufeff" + YAML, "byte order mark"),
        ("a: [1\nb: 2", "open bracket"),
        ("a: &a [*a]\n", "inside its own anchor"),
        (YAML + "a: !!python/object/apply:os.system [id]\n", "tag"),
        (YAML + "---\n" + YAML, "second document"),
        ("fullcount: \ud800", "surrogate"),
        ("a: 1\n", "disclosure"),
        ("- 1\n", "disclosure"),
        (YAML + "reviews: none\n", "no list"),
        (YAML + "reviews:\n", "no list"),
        (YAML + "reviews: &r [{a: 1}]\nx-same: *r\n", "layout"),
        (YAML + "x-mine: &r [{a: 1}]\nreviews: *r\n", "layout"),
        (YAML + "reviews:\n- reviewer: B\n  note: |\n    the end", "line break"),
    ],
)
def test_what_cannot_be_done_safely_is_refused_with_the_reason(text: str, part: str) -> None:
    assert part in refused(text, a_review())


def test_a_comment_within_brackets_is_not_lost_for_a_new_review() -> None:
    text = YAML + "reviews: [{reviewer: R,  # the same\n  date: 2026-11-21}]\n"
    assert "layout" in refused(text, SHORT)


@pytest.mark.parametrize(
    ("change", "parts"),
    [
        ({"reviewer": ""}, ["/reviewer"]),
        ({"reviewer": "  ", "date": "today", "conclusion": "fine"}, ["nothing but space", "today", "fine"]),
        ({"decisions": [{"rule": "x", "decision": "waived", "reason": "y" * 20_001}]}, ["20000"]),
        ({"decisions": [{"rule": "x", "decision": "waived"}]}, ["reason"]),
        ({"decisions": {}}, ["list"]),
        ({"note": "\ud800"}, ["JSON cannot say"]),
        ({"x-number": math.nan}, ["JSON cannot say"]),
        ({"x-object": object()}, ["JSON cannot say"]),
        ({"colour": "red"}, ["colour"]),
    ],
)
def test_a_review_that_is_none_of_the_standard_is_refused(change: dict, parts: list[str]) -> None:
    with pytest.raises(RecordError) as caught:
        with_review(YAML, "a.yaml", {**SHORT, **change})
    said = " ".join(f"{problem.pointer} {problem}" for problem in caught.value.problems)
    assert [part for part in parts if part not in said] == []


def test_a_review_that_is_no_object_is_refused() -> None:
    assert "an object" in refused(YAML, "accepted")
