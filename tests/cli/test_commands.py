"""Every command: its help, its exit codes, its text and its JSON."""

import json

import pytest

from fullcount.cli import COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_help_shows_what_a_command_does_and_examples_of_it(call, name: str) -> None:
    shown = call(name, "--help")
    assert shown.code == 0
    assert shown.out.count(f"fullcount {name}") >= 2
    assert "examples:\n" in shown.out


def test_help_lists_every_command_and_the_exit_codes(fullcount) -> None:
    shown = fullcount("--help")
    words = " ".join(shown.out.split())
    assert shown.code == 0
    assert all(f" {name} {summary} " in words for name, summary in COMMANDS.items())
    assert "exit codes: 0 fine, 1 findings, 2 wrong usage, 3 unreadable input" in words


@pytest.mark.parametrize(
    ("words", "code", "part"),
    [
        ((), 2, "required: COMMAND"),
        (("frobnicate",), 2, "'frobnicate'"),
        (("validate",), 2, "FILE"),
        (("validate", "x.json", "--colour"), 2, "--colour"),
        (
            ("validate", "x.json", "--today", "2026-02-30"),
            2,
            "'2026-02-30' is no day; write it as 2026-11-21",
        ),
        (("validate", "x.json", "--fail-on", "typo"), 2, "'typo'"),
        (("card", "x.json", "--out", "a", "--into", "b"), 2, "not allowed with"),
        (("explain", "pue-implausable"), 2, "nearest is pue-implausible"),
        (("codelist", "stages"), 2, "nearest is stage"),
        (("schema", "ledgers"), 2, "'ledgers'"),
        (("completion", "tcsh"), 2, "'tcsh'"),
        (("--version",), 0, "fullcount 0."),
    ],
    ids=lambda value: " ".join(value) or "nothing" if isinstance(value, tuple) else "",
)
def test_wrong_usage_is_answered_with_what_is_wrong(call, words, code: int, part: str) -> None:
    answer = call(*words)
    assert answer.code == code
    assert part in answer.said


def test_findings_are_exit_code_1_and_none_is_0(fullcount, base, faulty) -> None:
    assert fullcount("validate", base).code == 0
    assert fullcount("validate", faulty).code == 1


def test_what_counts_as_a_finding_is_the_users_choice(call, tmp_path) -> None:
    assert call("init", "-o", tmp_path / "d.yaml").code == 0
    codes = [call("validate", tmp_path / "d.yaml", "--fail-on", level).code for level in ("error", "note")]
    assert codes == [0, 1]


def test_unreadable_input_wins_over_findings(call, faulty, tmp_path) -> None:
    assert call("validate", faulty, tmp_path / "missing.json").code == 3


@pytest.mark.parametrize(
    "words",
    [
        ("impacts", "{base}"),
        ("impacts", "{base}", "--by-line"),
        ("explain",),
        ("explain", "pue-implausible"),
        ("codelist",),
        ("codelist", "stage"),
        ("validate", "{base}", "{faulty}"),
        ("read", "{log}", "--out", "{out}"),
    ],
    ids=" ".join,
)
def test_json_is_json_and_all_of_standard_output(call, base, faulty, fixtures, tmp_path, words) -> None:
    places = {
        "base": base,
        "faulty": faulty,
        "log": fixtures / "emissions-synthetic.csv",
        "out": tmp_path / "out",
    }
    answer = call(*(word.format(**places) for word in words), "--format", "json")
    assert json.loads(answer.out)


def test_every_rule_can_be_explained(call) -> None:
    rules = json.loads(call("explain", "--format", "json").out)
    for rule in rules:
        assert call("explain", rule["name"]).out.startswith(f"{rule['name']} ({rule['severity']}")


def test_every_codelist_can_be_shown(call) -> None:
    for codelist in json.loads(call("codelist", "--format", "json").out):
        assert call("codelist", codelist["codelist"]).code == 0


@pytest.mark.parametrize("which", ["disclosure", "draft-07", "ledger", "factors", "report"])
def test_every_schema_is_printed_as_it_lies_in_its_file(call, which: str) -> None:
    from pathlib import Path

    path = Path(call("schema", which, "--path").out.rstrip("\n"))
    assert call("schema", which).out == path.read_text(encoding="utf-8")


def test_the_skeleton_is_valid_as_it_stands(call, tmp_path) -> None:
    call("init", "--name", 'A "quoted" name: 7B', "-o", tmp_path / "d.yaml")
    checked = call("validate", tmp_path / "d.yaml")
    assert checked.code == 0, checked.out


def test_the_skeleton_is_the_same_on_standard_output(call, tmp_path) -> None:
    call("init", "--today", "2026-11-21", "-o", tmp_path / "d.yaml")
    assert call("init", "--today", "2026-11-21").out == (tmp_path / "d.yaml").read_text(encoding="utf-8")


def test_the_skeleton_replaces_a_file_only_by_force(call, tmp_path) -> None:
    (tmp_path / "d.yaml").write_text("mine", encoding="utf-8")
    assert call("init", "-o", tmp_path / "d.yaml").code == 2
    assert (tmp_path / "d.yaml").read_text(encoding="utf-8") == "mine"
    assert call("init", "-o", tmp_path / "d.yaml", "--force").code == 0


def test_impacts_say_what_they_cannot_be_computed_without(call, tmp_path) -> None:
    call("init", "-o", tmp_path / "d.yaml")
    assert "cannot be computed without" in call("impacts", tmp_path / "d.yaml").out
