"""Every answer has the layout of `desk.schema.json`, and a check says what the command line says."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fullcount.cli import main
from fullcount.disclosure import Limits
from fullcount.rules.table import RULES
from fullcount_reports.desk import answer

from .conftest import BASE, ROOM, TODAY, asked, check, named

Faults = Callable[[str, Any], list[str]]
SUITE = sorted(path for path in (ROOM / "conformance").glob("*/*.json") if path.name != "expected.json")
BY_RULE = sorted({path.parent.name for path in SUITE})


def documents_of(rule: str) -> list[Path]:
    return [path for path in SUITE if path.parent.name == rule]


@pytest.mark.parametrize("rule", BY_RULE)
def test_every_answer_of_the_conformance_suite_has_its_layout(rule: str, faults: Faults) -> None:
    for path in documents_of(rule):
        text = path.read_text(encoding="utf-8")
        request = asked("check", document=named(text, path.name), today=TODAY)
        assert faults("ask_check", request) == []
        said = answer(request)
        assert faults("check", said) == [], path
    for path in documents_of(rule)[:1]:
        text = path.read_text(encoding="utf-8")
        sides = asked("compare", before=named(BASE), after=named(text, path.name), today=TODAY)
        assert faults("ask_compare", sides) == []
        assert faults("compare", answer(sides)) == [], path


@pytest.mark.parametrize("rule", BY_RULE)
def test_a_report_is_what_the_command_prints(
    rule: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in documents_of(rule):
        monkeypatch.chdir(path.parent)
        main(["validate", path.name, "--format", "json", "--today", TODAY])
        printed = json.loads(capsys.readouterr().out)
        request = asked("check", document=named(path.read_text(encoding="utf-8"), path.name), today=TODAY)
        said = answer(request, {path.name: path.parent})
        assert json.dumps(said["report"]) == json.dumps(printed), path


def test_attached_files_are_looked_up_only_in_a_folder_that_was_given(tmp_path: Path) -> None:
    text = (ROOM / "conformance/evidence-hash-mismatch/fail.json").read_text(encoding="utf-8")
    request = asked("check", document=named(text, "x.json"), today=TODAY)

    def status(said: dict[str, Any]) -> str:
        rules = said["report"]["documents"][0]["rules"]
        return next(item["status"] for item in rules if item["rule"] == "evidence-hash-mismatch")

    assert status(answer(request, {"x.json": ROOM / "conformance/evidence-hash-mismatch"})) == "failed"
    assert (
        status(answer(request, {"y.json": ROOM / "conformance/evidence-hash-mismatch"})) == "not applicable"
    )
    assert status(answer(request)) == "not applicable"


def test_about_names_every_rule_with_its_manual(faults: Faults) -> None:
    assert faults("ask_about", asked("about")) == []
    said = answer(asked("about"))
    assert faults("about", said) == []
    assert list(said["rules"]) == [rule.name for rule in RULES]
    assert {
        name for name, rule in said["rules"].items() if not (rule.get("what") and rule.get("remedy"))
    } == set()
    assert said["limits"]["bytes"] == Limits().max_bytes
    assert [code["code"] for code in said["codelists"]["review_decision"]] == [
        "accepted",
        "waived",
        "change-requested",
    ]


def test_the_same_request_gets_the_same_bytes() -> None:
    assert json.dumps(check(BASE)) == json.dumps(check(BASE))


def test_a_card_needs_a_whole_shape() -> None:
    data = json.loads(BASE)
    assert "<h1>" in check(BASE)["card"]
    for key in ("scope", "subject"):
        assert check(json.dumps({**data, key: 5}))["card"] is None
    assert check(json.dumps({**data, "data_status": "invented"}))["card"] is None


def test_what_a_document_says_of_itself_is_taken_as_it_is() -> None:
    assert check(BASE)["about"] == {
        "id": "fullcount-conformance/base",
        "revision": 1,
        "name": "Example-1B (synthetic)",
    }
    strange = {"id": 5, "revision": {"number": True}, "subject": [], "reviews": {}}
    said = check(json.dumps(strange))
    assert (said["about"], said["review"]) == ({"id": None, "revision": None, "name": None}, None)
    assert check("[1]")["about"] is None
    assert check(json.dumps({"reviews": [1, {"a": None}]}))["review"] == [1, {"a": None}]


def test_both_sides_that_cannot_be_compared_are_named(faults: Faults) -> None:
    request = asked("compare", before=named("{", "a.json"), after=named("[1, 2]", "b.json"), today=TODAY)
    said = answer(request)
    assert faults("compare", said) == []
    assert said["difference"] is None
    assert [item["name"] for item in said["unreadable"]] == ["a.json", "b.json"]


def test_a_sum_beyond_all_bounds_is_null(faults: Faults) -> None:
    data = json.loads(BASE)
    for line in data["compute"]:
        line["accelerator_hours"] = {**line["accelerator_hours"], "value": 1.7e308}
    data["compute"] += [{**data["compute"][0], "id": "another"}]
    sides = asked("compare", before=named(BASE), after=named(json.dumps(data)), today=TODAY)
    said = answer(sides)
    assert json.dumps(said, allow_nan=False)
    assert faults("compare", said) == []
    hours = next(total for total in said["difference"]["totals"] if total["name"] == "accelerator-hours")
    assert hours["to"] is None


def test_the_card_can_be_left_out_and_changes_nothing_else(faults: Faults) -> None:
    request = asked("check", document=named(BASE), today=TODAY, card=False)
    assert faults("ask_check", request) == []
    said = answer(request)
    assert faults("check", said) == []
    assert said == {**check(BASE), "card": None}
    assert check(BASE) == answer({**request, "card": True})
    assert answer({**request, "card": 0})["problems"][0]["expected"] == "true or false"
