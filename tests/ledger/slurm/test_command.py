"""`fullcount read slurm --since … --until …` asks Slurm itself; here a small script stands in for sacct."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = Path(sys.executable).parent / "fullcount"
SCRIPT = """#!/bin/sh
printf '%s\\n' "$*" >> "$ASKED"
case "$1" in
  --version) echo "slurm ${VERSION:-23.11.4}"; exit 0 ;;
  --helpformat) echo "JobID State Start End Suspended"; echo "ElapsedRaw AllocTRES JobName"; exit 0 ;;
esac
cat "$ANSWER"
test -z "$SAY" || echo "$SAY" >&2
exit ${CODE:-0}
"""
NAMES = ("JobID", "State", "Start", "End", "ElapsedRaw", "AllocTRES", "JobName")
JOB = ("7", "COMPLETED", "2025-01-01T00:00:00", "2025-01-01T02:00:00", "7200", "gres/gpu=4", "a|b")


@pytest.fixture
def ask(tmp_path):
    """Runs `fullcount read slurm` with a stand-in for sacct on the path, or without any."""

    def run(*words: str, installed: bool = True, separator: str = "\x1f", **env: str):
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        if installed:
            script = folder / "sacct"
            script.write_text(SCRIPT, encoding="utf-8")
            script.chmod(script.stat().st_mode | stat.S_IXUSR)
        answer = tmp_path / "answer"
        answer.write_text("\n".join(separator.join(row) for row in (NAMES, JOB)) + "\n", encoding="utf-8")
        path = f"{folder}:/usr/bin:/bin" if installed else str(folder)
        surroundings = {
            **os.environ,
            "PATH": path,
            "ASKED": str(tmp_path / "asked"),
            "ANSWER": str(answer),
            **env,
        }
        out = tmp_path / "out"
        return subprocess.run(
            [COMMAND, *(words or ("read", "slurm", "--since", "2025-01-01")), "--out", str(out)],
            capture_output=True,
            text=True,
            check=False,
            env=surroundings,
        )

    return run


def test_the_period_is_asked_for_and_cut_to(ask, tmp_path):
    done = ask("read", "slurm", "--since", "2025-01-01T01:00:00", "--until", "2025-07-01")
    assert (done.returncode, done.stderr) == (0, "")
    assert "accelerator-hours: 4.0" in done.stdout
    asked = (tmp_path / "asked").read_text(encoding="utf-8").splitlines()[-1]
    assert "--starttime=2025-01-01T01:00:00 --endtime=2025-07-01" in asked
    assert "--duplicates" in asked
    assert "sacct-2025-01-01T01:00:00-2025-07-01.txt" in (tmp_path / "out/datapackage.json").read_text()


def test_only_fields_that_this_slurm_has_are_asked_for(ask, tmp_path):
    assert ask().returncode == 0
    asked = (tmp_path / "asked").read_text(encoding="utf-8").splitlines()[-1]
    assert asked.endswith("--format=JobID,State,Start,End,ElapsedRaw,Suspended,AllocTRES,JobName")
    assert "--delimiter=\x1f" in asked


def test_an_old_slurm_is_asked_for_bars_between_the_columns(ask, tmp_path):
    assert ask(VERSION="20.02.7").returncode == 0
    assert "--delimiter=|" in (tmp_path / "asked").read_text(encoding="utf-8")


def test_a_failure_shows_what_sacct_said_and_leaves_no_ledger(ask, tmp_path):
    done = ask(CODE="1", SAY="sacct: error: slurmdbd: Connection refused")
    assert done.returncode == 3
    assert "sacct: error: slurmdbd: Connection refused" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_an_error_on_the_way_is_no_export_even_with_exit_code_0(ask, tmp_path):
    assert ask(SAY="sacct: error: lost connection").returncode == 3
    assert not (tmp_path / "out").exists()


def test_without_sacct_the_command_to_run_elsewhere_is_told(ask):
    done = ask(installed=False)
    assert done.returncode == 3
    assert "run `sacct --allusers --duplicates" in done.stderr
    assert "--delimiter=$'\\x1f' --starttime=2025-01-01 --format=JobID," in done.stderr


def test_without_a_period_nothing_is_asked(ask, tmp_path):
    done = ask("read", "slurm")
    assert done.returncode == 2
    assert "--since TIME" in done.stderr
    assert not (tmp_path / "asked").exists()


def test_a_time_that_is_none_is_refused_before_anything_is_asked(ask, tmp_path):
    assert ask("read", "slurm", "--since", "; rm -rf x").returncode == 3
    assert not (tmp_path / "asked").exists()


def test_a_disclosure_may_start_with_sacct_too(ask, tmp_path):
    done = ask("disclose", "slurm", "--since", "2025-01-01", "--until", "2025-02-01")
    assert done.returncode in {0, 1}
    assert (tmp_path / "out/disclosure.json").exists()
