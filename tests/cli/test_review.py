"""`fullcount review`: from the first look to the signed review, and everything that can be wrong on the way."""

import hashlib
import json
import os
import re
from pathlib import Path

import pytest

from fullcount.disclosure import load

DAY = ("--today", "2026-11-21")
LATER = ("--today", "2026-12-01")


@pytest.fixture
def draft(tmp_path: Path, base: Path) -> Path:
    """A disclosure with one error of the schema, in YAML with comments; synthetic."""
    data = json.loads(base.read_bytes())
    data["subject"]["zz"] = 1
    lines = [f"{key}: {json.dumps(value)}  # {key}" for key, value in data.items()]
    path = tmp_path / "draft.yaml"
    path.write_text("# head\n" + "\n".join(lines) + "\n# tail\n", encoding="utf-8")
    return path


@pytest.fixture
def review(call):
    """Runs one of the review commands on the day of the tests."""

    def run(*words: object, day: tuple[str, str] = DAY):
        return call("review", *words, *day)

    return run


@pytest.fixture
def begun(draft: Path, review) -> Path:
    assert review("start", draft, "--reviewer", "R. Viewer", "--independent").code == 0
    return draft


def record_of(draft: Path) -> dict:
    return json.loads(draft.with_name("draft.review.json").read_bytes())


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_whole_path(draft: Path, review, call) -> None:
    before = draft.read_text(encoding="utf-8")
    started = review(
        "start", draft, "--reviewer", "R. Viewer", "--organisation", "Example University", "--independent"
    )
    assert started.code == 0
    assert re.search(r"^1 .*draft\.yaml:\d+:\d+: error unknown-key: ", started.out)
    assert review("status", draft).code == 1
    decided = review("decide", draft, 1, "waived", "--reason", "kept for the next version of the standard")
    assert decided.code == 0
    assert "0 errors open" in decided.out
    signed = review("sign-off", draft, "--conclusion", "accepted-with-waivers", "--into", day=LATER)
    assert signed.code == 0
    after = draft.read_text(encoding="utf-8")
    assert after.startswith(before)
    (written,) = load(draft).data["reviews"]
    assert written == record_of(draft)["review"]
    assert written["date"] == "2026-12-01"
    assert written["organisation"] == "Example University"
    assert review("status", draft).code == 0
    checked = call("validate", draft, *DAY)
    assert checked.code == 1
    assert "waived by R. Viewer, Example University on 2026-12-01: kept for the next version" in checked.out
    assert len(list(draft.parent.iterdir())) == 2


def test_a_report_for_programs_says_what_was_decided_and_counts_it(begun: Path, review, call) -> None:
    review("decide", begun, "unknown-key", "waived", "--reason", "kept")
    review("sign-off", begun, "--conclusion", "accepted-with-waivers", "--into")
    (document,) = json.loads(call("validate", begun, "--format", "json", *DAY).out)["documents"]
    assert document["counts"]["error"] == 1
    assert not document["valid"]
    (sample,) = document["findings"][0]["samples"]
    assert sample["decisions"] == [
        {"reviewer": "R. Viewer", "date": "2026-11-21", "decision": "waived", "reason": "kept"}
    ]


def test_without_into_only_the_record_changes(begun: Path, review) -> None:
    before = begun.read_bytes()
    review("decide", begun, "unknown-key@/subject/zz", "change-requested")
    assert review("sign-off", begun, "--conclusion", "changes-requested").code == 0
    assert begun.read_bytes() == before
    assert record_of(begun)["status"] == "signed-off"


def test_a_requested_change_is_the_remedy_unless_a_reason_is_given(begun: Path, review) -> None:
    assert review("decide", begun, "--all-of", "unknown-key", "change-requested").code == 0
    (decision,) = record_of(begun)["review"]["decisions"]
    assert decision["reason"]
    assert "pointer" not in decision


def test_everything_that_is_wrong_with_a_decision_is_said_at_once(begun: Path, review) -> None:
    before = held(begun.parent)
    answer = review(
        "decide", begun, 0, 7, "unknown-keys", "pue-implausible", "x@/y", "waved", "--all-of", "nothing"
    )
    assert answer.code == 2
    parts = (
        "number 0",
        "number 7",
        "nearest is unknown-key",
        "pue-implausible, which found",
        '"x"',
        "nearest is waived",
    )
    assert [part for part in (*parts, '"nothing"') if part not in answer.err] == []
    assert held(begun.parent) == before


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ((1, "waived"), "without a reason"),
        ((1, "accepted"), "without a reason"),
        ((1, "waived", "--reason", "  "), "nothing but space"),
        ((1, "waived", "--reason", "x" * 20_001), "20000"),
        (("waived", "--reason", "x"), "no finding"),
    ],
)
def test_a_decision_needs_a_finding_and_a_reason(begun: Path, review, words, part: str) -> None:
    before = held(begun.parent)
    answer = review("decide", begun, *words)
    assert answer.code == 2
    assert part in answer.err
    assert held(begun.parent) == before


def test_a_rule_with_several_findings_must_be_told_apart(tmp_path: Path, draft: Path, review) -> None:
    draft.write_text(draft.read_text().replace('"zz": 1', '"zz": 1, "yy": 2'))
    review("start", draft, "--reviewer", "R")
    answer = review("decide", draft, "unknown-key", "waived", "--reason", "kept")
    assert answer.code == 2
    assert "of which there are 2" in answer.err
    assert review("decide", draft, "--all-of", "unknown-key", "waived", "--reason", "kept").code == 0


def test_nothing_in_a_reason_drives_the_terminal_or_turns_a_line(begun: Path, review, call) -> None:
    hostile = "a\x1b[31m\u202eb\r\n# c: {"
    assert review("decide", begun, 1, "waived", "--reason", hostile).code == 0
    record = begun.with_name("draft.review.json").read_text(encoding="utf-8")
    shown = (
        review("status", begun).said
        + review("sign-off", begun, "--conclusion", "accepted-with-waivers", "--into").said
    )
    shown += call("validate", begun, *DAY).out + begun.read_text(encoding="utf-8") + record
    assert [char for char in shown if not char.isprintable() and char != "\n"] == []
    assert load(begun).data["reviews"][0]["decisions"][0]["reason"] == hostile


@pytest.mark.parametrize(
    ("conclusion", "part"),
    [
        ("accepted", "not decided"),
        ("accepted-with-waivers", "without any waiver"),
        ("changes-requested", "not decided"),
    ],
)
def test_an_open_error_keeps_a_review_from_its_end(begun: Path, review, conclusion: str, part: str) -> None:
    before = held(begun.parent)
    answer = review("sign-off", begun, "--conclusion", conclusion, "--into")
    assert answer.code == 1
    assert part in answer.err
    assert "unknown-key at /subject/zz" in answer.err
    assert held(begun.parent) == before


def test_a_changed_document_is_told_with_what_became_of_the_decisions(begun: Path, review) -> None:
    review("decide", begun, 1, "waived", "--reason", "kept")
    begun.write_text(begun.read_text().replace('"zz": 1', '"yy": 1'))
    before = held(begun.parent)
    for words in (
        ("decide", begun, 1, "waived", "--reason", "x"),
        ("sign-off", begun, "--conclusion", "accepted"),
    ):
        answer = review(*words)
        assert answer.code == 1
        assert "no finding any more: unknown-key at /subject/zz (waived: kept)" in answer.err
        assert "not decided: error unknown-key at /subject/yy" in answer.err
    assert "not what was reviewed" in review("status", begun).out
    assert held(begun.parent) == before
    assert review("start", begun, "--again").code == 0
    assert "decisions" not in record_of(begun)["review"]
    assert record_of(begun)["review"]["reviewer"] == "R. Viewer"


def test_a_review_is_written_into_a_document_once(begun: Path, review) -> None:
    review("decide", begun, 1, "waived", "--reason", "kept")
    words = ("sign-off", begun, "--conclusion", "accepted-with-waivers", "--into")
    assert review(*words).code == 0
    before = held(begun.parent)
    answer = review(*words)
    assert answer.code == 1
    assert "has this review already" in answer.err
    assert held(begun.parent) == before


def test_a_begun_review_is_not_begun_anew_by_mistake(begun: Path, review) -> None:
    before = held(begun.parent)
    answer = review("start", begun, "--reviewer", "Another")
    assert answer.code == 2
    assert "--again" in answer.err
    assert held(begun.parent) == before
    assert review("start", begun, "--reviewer", "Another", "--force").code == 0


def test_several_reviewers_have_records_of_their_own(begun: Path, review, call, tmp_path: Path) -> None:
    second = tmp_path / "the second.json"
    assert "with -o FILE" in review("start", begun, "--reviewer", "S. Econd").err
    started = review("start", begun, "--reviewer", "S. Econd", "-o", second)
    assert started.out.endswith(f"1 waived --reason \"...\" --record '{second}'\n")
    review("decide", begun, 1, "waived", "--reason", "kept")
    review("decide", begun, "change-requested", "--all-of", "unknown-key", "--record", second)
    assert review("sign-off", begun, "--conclusion", "accepted-with-waivers", "--into").code == 0
    ends = ("sign-off", begun, "--conclusion", "changes-requested", "--into", "--record", second)
    assert review(*ends).code == 1
    assert review("start", begun, "--again", "-o", second).code == 0
    assert review(*ends).code == 0
    shown = call("validate", begun, *DAY).out
    assert "waived by R. Viewer on 2026-11-21: kept" in shown
    assert "change requested by S. Econd on 2026-11-21: " in shown
    assert "  # subject\n" in begun.read_text(encoding="utf-8")


def test_the_record_of_another_disclosure_is_refused(begun: Path, review, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(begun.read_text().replace('id: "', 'id: "other-', 1))
    for words in (("decide", other, 1, "waived", "--reason", "x"), ("status", other)):
        answer = review(*words, "--record", begun.with_name("draft.review.json"))
        assert answer.code == 2
        assert "is the record of" in answer.err


@pytest.mark.parametrize(
    ("content", "code", "part"),
    [
        (None, 3, "no record of a review"),
        (b"{", 3, "expected"),
        (b'{"review_record": "1.0"}', 3, "no document"),
        (b"\x89PNG\r\n", 3, "PNG"),
        (b"[" * 100_000, 3, "inside one another"),
    ],
    ids=lambda value: str(value)[:20],
)
@pytest.mark.parametrize("command", ["decide", "status", "sign-off"])
def test_a_broken_record_is_explained(
    begun: Path, review, command: str, content, code: int, part: str
) -> None:
    record = begun.with_name("draft.review.json")
    record.unlink() if content is None else record.write_bytes(content)
    more = {"decide": (1, "accepted", "--reason", "x"), "sign-off": ("--conclusion", "accepted")}.get(
        command, ()
    )
    answer = review(command, begun, *more)
    assert (answer.code, "Traceback" in answer.err) == (code, False)
    assert part in answer.err
    assert str(record) in answer.err


@pytest.mark.parametrize(
    "content",
    [b"a: &a [*a]\n", b"a: !!python/object/apply:os.system [id]\n", b"- 1\n", b"{", b"", b"fullcout: 1\n"],
    ids=repr,
)
def test_what_is_no_disclosure_cannot_be_reviewed(tmp_path: Path, review, content: bytes) -> None:
    path = tmp_path / "draft.yaml"
    path.write_bytes(content)
    answer = review("start", path, "--reviewer", "R")
    assert answer.code == 3
    assert str(path) in answer.err
    assert list(tmp_path.iterdir()) == [path]


def test_a_document_that_may_not_be_written_stays_and_so_does_the_record(begun: Path, review) -> None:
    review("decide", begun, 1, "waived", "--reason", "kept")
    begun.chmod(0o400)
    before = held(begun.parent)
    answer = review("sign-off", begun, "--conclusion", "accepted-with-waivers", "--into")
    assert answer.code == 2
    assert "read-only" in answer.err
    assert held(begun.parent) == before


def test_a_document_keeps_its_permissions_and_its_link(begun: Path, review, tmp_path: Path) -> None:
    begun.chmod(0o600)
    link = tmp_path / "link.yaml"
    link.symlink_to(begun)
    record = begun.with_name("draft.review.json")
    review("decide", link, 1, "waived", "--reason", "kept", "--record", record)
    words = ("--conclusion", "accepted-with-waivers", "--into", "--record", record)
    assert review("sign-off", link, *words).code == 0
    assert link.is_symlink()
    assert begun.stat().st_mode & 0o777 == 0o600
    assert load(begun).data["reviews"]


def test_a_layout_that_cannot_take_a_review_leaves_everything_as_it_was(begun: Path, review) -> None:
    begun.write_text(begun.read_text() + "x-mine: &m [{a: 1}]\nreviews: *m\n")
    review("start", begun, "--again")
    review("decide", begun, "--all-of", "unknown-key", "waived", "--reason", "kept")
    review("decide", begun, "--all-of", "missing-key", "waived", "--reason", "kept")
    before = held(begun.parent)
    answer = review("sign-off", begun, "--conclusion", "accepted-with-waivers", "--into")
    assert answer.code == 1
    assert "layout" in answer.err
    assert held(begun.parent) == before


def test_a_document_from_standard_input_needs_a_name_for_its_record(
    fullcount, base: Path, tmp_path: Path
) -> None:
    content, record = base.read_bytes(), tmp_path / "r.json"
    words = ("review", "start", "-", "--reviewer", "R", *DAY)
    refused = fullcount(*words, stdin=content)
    assert refused.code == 2
    assert "name the file of the record" in refused.err
    assert fullcount(*words, "-o", record, stdin=content).code == 0
    signed = ("review", "sign-off", "-", "--record", record, "--conclusion", "accepted", *DAY)
    assert fullcount(*signed, "--into", stdin=content).code == 2
    assert fullcount(*signed, stdin=content).code == 0


def test_the_same_review_on_the_same_day_gives_the_same_bytes(draft: Path, review) -> None:
    def all_of_it() -> bytes:
        review("start", draft, "--reviewer", "R. Viewer", "--force")
        review("decide", draft, 1, "waived", "--reason", "kept")
        review("sign-off", draft, "--conclusion", "accepted-with-waivers")
        return draft.with_name("draft.review.json").read_bytes()

    assert all_of_it() == all_of_it()


def test_a_review_needs_a_reviewer(draft: Path, review) -> None:
    for words in ((), ("--reviewer", " "), ("--reviewer", os.fsdecode(b"\xff"))):
        answer = review("start", draft, *words)
        assert answer.code == 2
        assert list(draft.parent.iterdir()) == [draft]


def test_the_data_package_around_a_disclosure_stays_true(begun: Path, review) -> None:
    package = begun.with_name("datapackage.json")
    content = begun.read_bytes()
    other = {"name": "other", "path": "other.yaml", "bytes": len(content)}
    own = {"name": "disclosure", "path": begun.name, "bytes": len(content)}
    own["hash"] = f"sha256:{hashlib.sha256(content).hexdigest()}"
    package.write_text(json.dumps({"resources": [other, own], "bytes": len(content)}, indent=1))
    before = package.read_text()
    review("decide", begun, 1, "waived", "--reason", "kept")
    signed = review("sign-off", begun, "--conclusion", "accepted-with-waivers", "--into")
    assert f"wrote {package}" in signed.out
    content = begun.read_bytes()
    after = json.loads(package.read_bytes())
    assert after["resources"][0] == other
    assert after["resources"][1]["bytes"] == len(content)
    assert after["resources"][1]["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert [len(text.splitlines()) for text in (before, package.read_text())] == [
        len(before.splitlines())
    ] * 2


@pytest.mark.parametrize(
    "content", ["{", "[]", '{"resources": 5}', '{"resources": [{"path": "draft.yaml", "bytes": 1}]}']
)
def test_a_package_that_states_nothing_of_it_is_left_alone(begun: Path, review, content: str) -> None:
    package = begun.with_name("datapackage.json")
    package.write_text(content)
    review("decide", begun, 1, "waived", "--reason", "kept")
    assert review("sign-off", begun, "--conclusion", "accepted-with-waivers", "--into").code == 0
    assert package.read_text() == content
