"""What the build says, and what it does where a part cannot be made."""

import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from publishing.npm import packages_are_there

from .conftest import BUILD


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(BUILD), *arguments], capture_output=True, text=True, check=False
    )


def test_an_option_that_it_does_not_know_is_a_wrong_call() -> None:
    assert _run("--fast").returncode == 2


def test_a_folder_with_something_else_is_not_emptied(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("mine", encoding="utf-8")
    refused = _run(str(tmp_path))
    assert refused.returncode == 2
    assert str(tmp_path) in refused.stderr
    assert (tmp_path / "thesis.tex").read_text(encoding="utf-8") == "mine"


def test_what_is_not_installed_is_named_without_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def without(site: Path, *, install: bool) -> list[str]:
        raise ImportError("this needs pip install 'fullcount[ledger]'")

    script = runpy.run_path(str(BUILD))
    monkeypatch.setitem(script["main"].__globals__, "build", without)
    monkeypatch.setattr(sys, "argv", ["build.py", str(tmp_path / "site")])
    assert script["main"]() == 1
    assert "fullcount[ledger]" in capsys.readouterr().err


def test_packages_that_are_installed_are_there_without_npm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "node_modules").mkdir()
    monkeypatch.setenv("PATH", "")
    assert packages_are_there(tmp_path, install=True)


def test_packages_are_not_there_where_npm_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert not packages_are_there(tmp_path, install=True)


def test_npm_is_not_run_where_it_may_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npm = tmp_path / "npm"
    npm.write_text('#!/bin/sh\ntouch "$(dirname "$0")/ran"\n', encoding="utf-8")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert not packages_are_there(tmp_path, install=False)
    assert not (tmp_path / "ran").exists()
    assert packages_are_there(tmp_path, install=True)
    assert (tmp_path / "ran").exists()
