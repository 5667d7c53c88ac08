"""The pre-commit hook: its definition, and its entry run as pre-commit runs it."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest
import yaml

from fullcount.cli import COMMANDS, command_parser

from .conftest import FULLCOUNT, ROOT, disclosure

(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


BESIDE = ["disclosure.schema.json", "a/disclosure.review.json"]


def is_chosen(name: str) -> bool:
    return bool(re.search(HOOK["files"], name)) and not re.search(HOOK["exclude"], name)


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    entry = shlex.split(HOOK["entry"])
    assert entry[0] == "fullcount"
    return subprocess.run([FULLCOUNT, *entry[1:], *words], cwd=folder, capture_output=True, check=False)


def test_a_file_whose_name_begins_with_a_dash_is_no_option(tmp_path: Path) -> None:
    (tmp_path / "disclosure.yaml").write_text('profile: "1.0"\nname: x\n', encoding="utf-8")
    for name in ("-disclosure.json", "--profile=disclosure.yaml"):
        (tmp_path / name).write_text(disclosure(zz=1), encoding="utf-8")
    stopped = run(tmp_path, *HOOK["args"], "-disclosure.json", "--profile=disclosure.yaml")
    assert stopped.returncode == 1
    assert stopped.stdout.count(b": not valid") == 2


def test_the_hook_runs_a_command_that_there_is() -> None:
    program, command = shlex.split(HOOK["entry"])
    assert (program, HOOK["language"]) == ("fullcount", "python")
    assert command in COMMANDS
    assert command_parser(command)


@pytest.mark.parametrize("name", ["disclosure.json", "a/disclosure.yaml", "a/our-disclosure-2.yml"])
def test_it_is_given_disclosures(name: str) -> None:
    assert is_chosen(name)


@pytest.mark.parametrize("name", ["a.json", "disclosures/a.json", "disclosure.md", *BESIDE])
def test_it_is_not_given_other_files(name: str) -> None:
    assert not is_chosen(name)


def test_it_lets_a_sound_disclosure_pass_and_stops_another(tmp_path: Path) -> None:
    (tmp_path / "disclosure.json").write_text(disclosure(), encoding="utf-8")
    (tmp_path / "b disclosure.json").write_text(disclosure(zz=1), encoding="utf-8")
    assert run(tmp_path, "disclosure.json").returncode == 0
    stopped = run(tmp_path, "disclosure.json", "b disclosure.json")
    assert stopped.returncode == 1
    assert b"b disclosure.json:" in stopped.stdout


def test_its_arguments_come_before_the_files(tmp_path: Path) -> None:
    (tmp_path / "disclosure.json").write_text(disclosure(), encoding="utf-8")
    (tmp_path / "p.yaml").write_text('profile: "1.0"\nname: x\nminimum_level: 5\n', encoding="utf-8")
    assert run(tmp_path, "--profile", "p.yaml", "disclosure.json").returncode == 1
