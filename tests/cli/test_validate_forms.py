"""`fullcount validate`: its forms, its profile, its patterns, and the disclosures of a change."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

TODAY = ("--today", "2026-11-21")
FORMS = ("text", "json", "sarif", "junit", "html", "markdown", "github")
PROFILE = (
    'profile: "1.0"\nname: Example\nminimum_level: 5\nrules: {duplicate-id: {severity: warning, reason: r}}\n'
)


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    file = tmp_path / "profile.yaml"
    file.write_text(PROFILE, encoding="utf-8")
    return file


@pytest.mark.parametrize("form", FORMS)
def test_each_form_has_the_exit_code_of_the_check(call, base, faulty, tmp_path, form: str) -> None:
    (tmp_path / "cut.json").write_text("{", encoding="utf-8")
    codes = [
        call("validate", *paths, "--format", form, *TODAY).code
        for paths in ([base], [base, faulty], [faulty, tmp_path / "cut.json"])
    ]
    assert codes == [0, 1, 3]


@pytest.mark.parametrize("form", FORMS)
def test_the_same_input_and_day_give_the_same_bytes(fullcount, faulty, form: str) -> None:
    first, second = (fullcount("validate", faulty, "--format", form, *TODAY) for _ in range(2))
    assert first == second


def test_what_is_saved_is_what_would_be_printed(call, faulty, profile, tmp_path) -> None:
    names = {
        "json": "a.json",
        "sarif": "a.sarif",
        "junit": "a.xml",
        "html": "a.html",
        "markdown": "a.md",
        "text": "a.txt",
    }
    save = [word for name in names.values() for word in ("--save", tmp_path / "out" / name)]
    (tmp_path / "out").mkdir()
    call("validate", faulty, "--profile", profile, *TODAY, *save)
    for form, name in names.items():
        printed = call("validate", faulty, "--profile", profile, *TODAY, "--format", form).out
        assert (tmp_path / "out" / name).read_text(encoding="utf-8") == printed


def test_a_file_that_is_there_is_replaced_only_when_asked(call, base, tmp_path) -> None:
    there = tmp_path / "a.html"
    there.write_text("mine", encoding="utf-8")
    refused = call("validate", base, "--save", there, "--save", tmp_path / "a.pdf")
    assert (refused.code, refused.out, there.read_text(encoding="utf-8")) == (2, "", "mine")
    assert "a.html: exists already" in refused.err
    assert "a.pdf: no form ends like this" in refused.err
    assert call("validate", base, "--save", there, "--force").code == 0
    assert there.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_profile_decides_the_exit_code(call, base, faulty, profile) -> None:
    assert call("validate", base).code == 0
    assert call("validate", base, "--profile", profile).code == 1
    assert "level 4 where 5 is asked for" in call("validate", base, "--profile", profile).out


def test_a_profile_that_cannot_be_used_ends_the_command_with_all_that_is_wrong(call, base, tmp_path) -> None:
    broken = tmp_path / "p.yaml"
    broken.write_text("profile: 1\nrules:\n  nothing: {severity: mild}\n", encoding="utf-8")
    answer = call("validate", base, "--profile", broken)
    assert (answer.code, answer.out) == (3, "")
    assert [line.split(": unreadable")[0] for line in answer.err.splitlines() if "unreadable" in line] == [
        f"{broken}:{where}" for where in ("1:1", "1:10", "3:3", "3:3", "3:23")
    ]


@pytest.mark.parametrize("name", ["missing.yaml", "."])
def test_a_profile_that_is_no_file_is_unreadable(call, base, name: str) -> None:
    assert call("validate", base, "--profile", name).code == 3


def test_a_disclosure_and_the_profile_do_not_share_standard_input(call) -> None:
    assert call("validate", "-", "--profile", "-").code == 2


def test_a_pattern_finds_files_in_any_folder(call, base, tmp_path, monkeypatch) -> None:
    for name in ("disclosure.json", "a/b/disclosure.json", "a/other.json", ".hidden/disclosure.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(base.read_bytes())
    monkeypatch.chdir(tmp_path)
    answer = call("validate", "**/disclosure.*", "--format", "json")
    names = [Path(document["name"]).as_posix() for document in json.loads(answer.out)["documents"]]
    assert names == ["a/b/disclosure.json", "disclosure.json"]
    assert call("validate", "**/nothing.*").code == 3


def test_a_pattern_passes_over_what_stands_beside_a_disclosure(call, base, tmp_path, monkeypatch) -> None:
    shutil.copy(base, tmp_path / "disclosure.json")
    for name in ("disclosure.review.json", "disclosure.schema.json"):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert checked(call("validate", "*disclosure*.json", "--format", "json")) == ["disclosure.json"]


Git = Callable[..., str]


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """A repository with one commit of two disclosures, one with evidence, and the command to go on."""
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for name, value in settings.items():
        monkeypatch.setenv(name, value)

    def run(*words: str) -> str:
        identity = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main")
        done = subprocess.run(["git", *identity, *words], cwd=tmp_path, capture_output=True, check=True)
        return done.stdout.decode().strip()

    monkeypatch.chdir(tmp_path)
    run("init", "-q")
    return run


@pytest.fixture
def repository(git: Git, base: Path, tmp_path: Path) -> Git:
    data = json.loads(base.read_bytes())
    evidence = [{"id": "e", "kind": "other", "title": "t", "path": "log.csv"}]
    for name, content in (("a", data), ("b é", {**data, "evidence": evidence})):
        (tmp_path / name).mkdir()
        (tmp_path / name / "disclosure.json").write_text(json.dumps(content, indent=1), encoding="utf-8")
    (tmp_path / "b é/log.csv").write_text("1\n", encoding="utf-8")
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    git("add", "-A")
    git("commit", "-qm", "one")
    return git


def checked(answer) -> list[str]:
    data = json.loads(answer.out)
    return [Path(item["name"]).as_posix() for item in (*data["documents"], *data["unreadable"])]


def since(call, revision: str, *paths: str):
    return call("validate", *(paths or (".",)), "--changed-since", revision, "--format", "json", *TODAY)


def test_nothing_changed_is_fine(call, repository) -> None:
    answer = since(call, "HEAD")
    assert (answer.code, checked(answer)) == (0, [])


def test_only_what_changed_is_checked(call, repository, tmp_path) -> None:
    file = tmp_path / "a/disclosure.json"
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert checked(since(call, "HEAD")) == ["a/disclosure.json"]
    repository("commit", "-qam", "two")
    assert checked(since(call, "HEAD~1")) == ["a/disclosure.json"]
    assert checked(since(call, "HEAD~1", "b é")) == []


@pytest.mark.parametrize("change", ["edit", "remove"])
def test_a_disclosure_whose_evidence_changed_is_checked(call, repository, tmp_path, change: str) -> None:
    log = tmp_path / "b é/log.csv"
    log.unlink() if change == "remove" else log.write_text("2\n", encoding="utf-8")
    assert checked(since(call, "HEAD")) == ["b é/disclosure.json"]


def test_a_name_that_leads_nowhere_is_told_though_nothing_changed(call, repository) -> None:
    answer = since(call, "HEAD", "a/disclosure.jsn", "**/nothing.json")
    assert (answer.code, checked(answer)) == (3, ["a/disclosure.jsn"])


OWN_FACTOR = """\
id,kind,region,year,scope,value,low,high,unit,source,verified
mylab/stack/FRA/2020,grid-carbon-intensity,FRA,2020,stack,30,25,35,gCO2e/kWh,Our meter (invented),
"""


@pytest.mark.parametrize("option", ["--profile", "--factors"])
def test_what_disclosures_are_judged_by_changes_the_verdict_on_all_of_them(
    call, repository, tmp_path, option: str
) -> None:
    (tmp_path / "own").mkdir()
    file = tmp_path / "own/file.yaml"
    file.write_text('profile: "1.0"\nname: House\n', encoding="utf-8")
    if option == "--factors":
        file = file.with_suffix(".csv")
        file.write_text(OWN_FACTOR, encoding="utf-8")
    repository("add", "-A")
    repository("commit", "-qm", "two")
    words = ("a", "b é", "--changed-since", "HEAD", "--format", "json", option, file)
    assert checked(call("validate", *words)) == []
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert checked(call("validate", *words)) == ["a/disclosure.json", "b é/disclosure.json"]


def test_a_file_that_became_unreadable_is_not_passed_over(call, repository, tmp_path) -> None:
    (tmp_path / "a/disclosure.json").write_text("{", encoding="utf-8")
    answer = since(call, "HEAD")
    assert (answer.code, checked(answer)) == (3, ["a/disclosure.json"])


def test_what_changed_on_the_other_branch_only_is_none_of_ours(call, repository, tmp_path) -> None:
    repository("checkout", "-qb", "ours")
    repository("checkout", "-q", "main")
    theirs = tmp_path / "a/disclosure.json"
    theirs.write_text(theirs.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    repository("commit", "-qam", "theirs")
    repository("checkout", "-q", "ours")
    assert checked(since(call, "main")) == []


def test_it_works_from_a_folder_of_the_repository(call, repository, tmp_path, monkeypatch) -> None:
    (tmp_path / "b é/log.csv").write_text("2\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "b é")
    assert checked(since(call, "HEAD")) == ["disclosure.json"]


@pytest.mark.parametrize("revision", ["nothing", "-x", "--output=x", "HEAD~9", "", "0" * 40])
def test_a_revision_that_is_not_there_is_wrong_usage(call, repository, tmp_path, revision: str) -> None:
    answer = call("validate", ".", f"--changed-since={revision}")
    assert (answer.code, answer.out) == (2, "")
    assert "git knows no revision" in answer.err
    assert not (tmp_path / "x").exists()


def test_outside_a_repository_it_is_wrong_usage(call, base, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    answer = call("validate", base, "--changed-since", "HEAD")
    assert answer.code == 2
    assert "not a git repository" in answer.err


def test_without_git_it_says_so(call, base, monkeypatch) -> None:
    monkeypatch.setenv("PATH", "")
    answer = call("validate", base, "--changed-since", "HEAD")
    assert answer.code == 2
    assert "needs git" in answer.err
