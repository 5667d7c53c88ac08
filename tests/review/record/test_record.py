"""A record: what it remembers, what can be decided, when it can be signed off."""

import json
from datetime import date

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from referencing import Registry, Resource

from fullcount.review.record import (
    RecordError,
    Reviewer,
    again,
    as_data,
    as_text,
    decide,
    file_name,
    fitting,
    is_reviewed,
    is_signed_into,
    misfits,
    points,
    read_record,
    record_of,
    sign_off,
    standing,
    start,
    with_review,
    written_into,
)
from fullcount.rooms import schema_room

from ..cases import TODAY
from .conftest import a_review
from .findings import (
    ALL,
    DRAFT,
    ERROR,
    NOTE,
    OTHER_ERROR,
    WARNING,
    WARNING_ELSEWHERE,
    WHO,
    decided,
    decision,
    draft,
    found,
)

LATER = date(2026, 12, 1)
CODES = ("accepted", "waived", "change-requested")
CONCLUSIONS = ("accepted", "accepted-with-waivers", "changes-requested")


def schema_of_records() -> jsonschema.Draft202012Validator:
    schemas = [
        json.loads((schema_room() / name).read_bytes())
        for name in ("review-record.schema.json", "disclosure.schema.json")
    ]
    registry = Registry().with_resources((item["$id"], Resource.from_contents(item)) for item in schemas)
    return jsonschema.Draft202012Validator(schemas[0], registry=registry)


def test_a_record_remembers_what_was_reviewed_by_whom_and_when() -> None:
    data = as_data(decided())
    assert data["document"] == {
        "name": "draft.yaml",
        "sha256": draft().sha256,
        "id": "example/draft",
        "revision": 3,
    }
    assert {"reviewer": "R. Viewer", "independent": True, "date": "2026-11-21"}.items() <= data[
        "review"
    ].items()
    assert data["status"] == "open"


@pytest.mark.parametrize(
    "content", [DRAFT, b'{"fullcount": "1.0"}', b'{"fullcount": "1.0", "id": 5, "revision": []}']
)
def test_a_record_has_the_layout_of_its_schema(content: bytes) -> None:
    record = start(draft(content), ALL, WHO, TODAY)
    record = decide(record, [decision(ERROR, "waived"), decision(WARNING, "accepted", everywhere=True)], ALL)
    check = schema_of_records()
    for item in (record, written_into(record, "text"), start(draft(content), (), Reviewer("R"), TODAY)):
        assert [error.message for error in check.iter_errors(as_data(item))] == []
        assert read_record(as_text(item).encode(), "draft.review.json") == item
    assert not check.is_valid({**as_data(record), "review": {}})
    assert not check.is_valid({**as_data(record), "status": "begun"})


def test_every_part_of_the_schema_has_a_title_and_a_description() -> None:
    schema = json.loads((schema_room() / "review-record.schema.json").read_bytes())
    parts = [schema, *schema["$defs"].values(), *schema["properties"].values()]
    parts += schema["$defs"]["document"]["properties"].values()
    assert len(parts) > 10
    assert [
        part
        for part in parts
        if part.get("$ref", "").rpartition("/")[2] != "document" and "title" not in part
    ] == []
    assert all(part["description"].endswith(".") for part in parts if "description" in part)


def test_a_reviewer_must_have_a_name() -> None:
    with pytest.raises(RecordError, match="space"):
        start(draft(), (), Reviewer(" "), TODAY)


def test_the_record_lies_beside_the_document() -> None:
    assert file_name("folder/draft.v2.yaml") == "draft.v2.review.json"


def test_what_there_is_to_decide_comes_gravest_first_and_once_for_each_place() -> None:
    twice = (*ALL, ERROR)
    assert [(item.rule, item.pointer) for item in points(twice)] == [
        ("duplicate-id", "/compute/0"),
        ("pue-applied-twice", "/impacts/1"),
        ("false-precision", "/compute/0"),
        ("false-precision", "/compute/1"),
        ("power-basis-unknown", "/compute/1"),
    ]
    assert len(points(twice)[1].findings) == 2


def test_a_decision_takes_the_place_of_an_earlier_one() -> None:
    record = decided(decision(WARNING, "accepted"), decision(WARNING_ELSEWHERE, "accepted"))
    record = decide(record, [decision(WARNING, "waived")], ALL)
    assert [(item["pointer"], item["decision"]) for item in record.decisions] == [
        ("/compute/1", "accepted"),
        ("/compute/0", "waived"),
    ]
    record = decide(record, [decision(WARNING, "change-requested", everywhere=True)], ALL)
    assert [(item.get("pointer"), item["decision"]) for item in record.decisions] == [
        (None, "change-requested")
    ]


def test_a_decision_at_a_place_counts_before_one_on_the_whole_rule() -> None:
    record = decided(decision(WARNING, "accepted", everywhere=True), decision(WARNING, "waived"))
    now = standing(record.decisions, ALL)
    assert {(finding.pointer, item["decision"]) for finding, item in now.decided} == {
        ("/compute/0", "waived"),
        ("/compute/1", "accepted"),
    }
    assert now.open == (NOTE, ERROR, OTHER_ERROR)


def test_deciding_changes_no_record() -> None:
    before = decided(decision(ERROR, "waived"))
    held = as_text(before)
    decide(before, [decision(ERROR, "accepted"), decision(NOTE, "waived")], ALL)
    assert as_text(before) == held


@pytest.mark.parametrize(
    ("findings", "codes", "conclusion"),
    [
        ((), {}, "accepted"),
        ((NOTE, WARNING), {}, "accepted"),
        ((NOTE,), {NOTE: "accepted"}, "accepted"),
        ((NOTE,), {NOTE: "waived"}, "accepted-with-waivers"),
        ((NOTE,), {NOTE: "change-requested"}, "changes-requested"),
        ((ERROR,), {}, "changes-requested"),
        ((ERROR,), {ERROR: "accepted"}, "changes-requested"),
        ((ERROR,), {ERROR: "waived"}, "accepted-with-waivers"),
        ((ERROR, OTHER_ERROR), {ERROR: "waived"}, "changes-requested"),
    ],
)
def test_what_decisions_come_to(findings, codes, conclusion: str) -> None:
    record = decided(*(decision(finding, code) for finding, code in codes.items()), findings=findings)
    assert record.review["conclusion"] == conclusion


@given(codes=st.lists(st.sampled_from([None, *CODES]), min_size=len(ALL), max_size=len(ALL)))
def test_only_a_conclusion_that_fits_can_be_signed(codes: list[str | None]) -> None:
    decisions = [decision(finding, code).as_data() for finding, code in zip(ALL, codes, strict=True) if code]
    review = {**a_review(), "decisions": decisions}
    fit = fitting(decisions, ALL)
    open_errors = [
        finding
        for finding, code in zip(ALL, codes, strict=True)
        if code is None and finding.severity == "error"
    ]
    for conclusion in CONCLUSIONS:
        wrong = misfits({**review, "conclusion": conclusion}, ALL)
        assert bool(wrong) == (conclusion != fit or bool(open_errors))
        assert {problem.pointer for problem in wrong} >= {finding.pointer for finding in open_errors}


def test_changes_can_be_requested_in_a_note_alone() -> None:
    review = {**a_review(decisions=[]), "conclusion": "changes-requested"}
    assert misfits(review, ())
    assert not misfits({**review, "note": "Add the water of the second site."}, ())


def test_a_review_is_signed_on_the_day_and_for_the_bytes_that_were_reviewed() -> None:
    record = decided(decision(ERROR, "waived"), findings=(ERROR,))
    signed = sign_off(record, draft(), (ERROR,), "accepted-with-waivers", LATER, "Looks sound.")
    assert signed.status == "signed-off"
    assert signed.review["date"] == "2026-12-01"
    assert signed.review["note"] == "Looks sound."
    with pytest.raises(RecordError, match="review what changed"):
        sign_off(record, draft(DRAFT + b"note: more\n"), (ERROR,), "accepted-with-waivers", LATER)
    with pytest.raises(RecordError, match="accepted-with-waivers"):
        sign_off(record, draft(), (ERROR,), "accepted", LATER)


def test_a_decision_after_the_end_opens_the_review_again() -> None:
    signed = written_into(sign_off(decided(findings=()), draft(), (), "accepted", TODAY), "text")
    assert decide(signed, [decision(NOTE, "waived")], (NOTE,)).status == "open"
    assert decide(signed, [decision(NOTE, "waived")], (NOTE,)).document.with_review_sha256 is None


def test_the_bytes_with_the_review_are_known_again() -> None:
    signed = sign_off(decided(findings=()), draft(), (), "accepted", TODAY)
    text = with_review(draft().text, "draft.yaml", signed.review)
    into, after = written_into(signed, text), draft(text.encode())
    assert is_signed_into(into, after)
    assert not is_reviewed(into, after)
    assert is_reviewed(into, draft())
    assert not is_signed_into(signed, after)


def test_another_revision_keeps_the_decisions_that_still_have_a_finding() -> None:
    record = decided(decision(ERROR, "waived"), decision(WARNING, "accepted"), decision(NOTE, "waived"))
    newer, left = draft(DRAFT + b"note: more\n"), (ERROR, OTHER_ERROR)
    after = again(record, newer, left, WHO, LATER)
    assert [item["rule"] for item in after.decisions] == ["pue-applied-twice"]
    assert after.document.sha256 == newer.sha256
    assert after.review["conclusion"] == "changes-requested"
    assert [item["rule"] for item in standing(record.decisions, left).without_finding] == [
        "false-precision",
        "power-basis-unknown",
    ]


def test_a_review_from_elsewhere_can_be_recorded_if_it_is_one() -> None:
    assert record_of(draft(), a_review(), "signed-off").review["reviewer"] == "R. Viewer"
    with pytest.raises(RecordError, match="missing"):
        record_of(draft(), {"reviewer": "R"})


def test_a_place_too_deep_for_the_standard_is_told() -> None:
    deep = found("unknown-key", "/x" * 300)
    with pytest.raises(RecordError, match="500"):
        decided(decision(deep, "accepted"), findings=(deep,))


GOOD = json.loads(as_text(decided(decision(ERROR, "waived"))))


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        (b"", ["empty"]),
        (b"\xff\xfe", ["UTF-16"]),
        (b"{", ["end of the text"]),
        (b"[1]", ["no review record"]),
        (b'{"fullcount": "1.0"}', ["no review record"]),
        (b'{"review_record": "2.0"}', ["version"]),
        (b'{"review_record": []}', ["version"]),
        (b'{"review_record": "1.0", "review_record": "1.0"}', ["again"]),
        ({"status": {}, "document": 1, "review": [], "x": 1}, ["status", "no document", "no object", '"x"']),
        (
            {"document": {"name": 5, "sha256": "0", "id": 1, "revision": "2", "y": 1}},
            ["name", "SHA", "id", "number", "y"],
        ),
        ({"document": {}}, ["no name", "no sha256"]),
        ({"review": {"reviewer": "R", "conclusion": "good"}}, ["date", "good"]),
    ],
    ids=str,
)
def test_a_broken_record_is_explained(content, parts: list[str]) -> None:
    data = content if isinstance(content, bytes) else json.dumps({**GOOD, **content}).encode()
    with pytest.raises(RecordError) as caught:
        read_record(data, "draft.review.json")
    assert [part for part in parts if part not in str(caught.value)] == []


@given(
    st.binary(max_size=40)
    | st.recursive(
        st.none() | st.text(max_size=3),
        lambda x: st.lists(x) | st.dictionaries(st.sampled_from([*GOOD, "x"]), x),
    ).map(lambda x: json.dumps(x).encode())
)
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(RecordError):
        read_record(content, "draft.review.json")
