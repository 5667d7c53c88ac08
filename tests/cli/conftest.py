"""The command line, run as users run it and, where an exit code is enough, in this process."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from fullcount.cli import main

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
COMMAND = Path(sys.executable).parent / "fullcount"


class Outcome(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Everything that the user sees."""
        return self.out + self.err


Run = Callable[..., Outcome]


@pytest.fixture(scope="session")
def command() -> Path:
    """The installed command."""
    return COMMAND


@pytest.fixture(scope="session")
def fullcount() -> Run:
    """The installed command in a process of its own."""

    def run(
        *words: object, stdin: bytes = b"", env: Mapping[str, str] | None = None, cwd: Path = ROOT
    ) -> Outcome:
        done = subprocess.run(
            [COMMAND, *map(str, words)],
            input=stdin,
            capture_output=True,
            check=False,
            cwd=cwd,
            env={**os.environ, **(env or {})},
        )
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Run:
    """The same in this process, which is faster."""

    def run(*words: object) -> Outcome:
        try:
            code = main([str(word) for word in words])
        except SystemExit as stopped:
            code = int(str(stopped.code or 0))
        return Outcome(code, *capsys.readouterr())

    return run


@pytest.fixture(scope="session")
def base() -> Path:
    """A disclosure without any finding."""
    return ROOT / "schema/1.0/conformance/base.json"


@pytest.fixture(scope="session")
def minimal() -> Path:
    """A disclosure that says next to nothing, so that there is nothing to draw."""
    return ROOT / "tests/disclosure/minimal.json"


@pytest.fixture(scope="session")
def faulty() -> Path:
    """A disclosure with an error."""
    return min((ROOT / "schema/1.0/conformance/duplicate-id").glob("fail*.json"))


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """Small synthetic logs and what goes with them."""
    return HERE / "fixtures"


@pytest.fixture(scope="session")
def from_log(fullcount: Run, fixtures: Path) -> Callable[..., Outcome]:
    """`fullcount disclose` of the synthetic Slurm log into a folder, with all that the lab can add."""

    def run(folder: Path, *more: object) -> Outcome:
        log, about, mapping = (
            fixtures / name for name in ("sacct-synthetic.txt", "about.yaml", "mapping.yaml")
        )
        described = ("--about", about, "--mapping", mapping, "--user-key", "test", "--today", "2026-11-21")
        return fullcount("disclose", log, *described, "--out", folder, *more)

    return run


@pytest.fixture(scope="session")
def of_slurm(
    from_log: Callable[..., Outcome], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Outcome, Path]:
    """What came of the synthetic Slurm log: the answer, and the folder (to be read only)."""
    folder = tmp_path_factory.mktemp("slurm") / "out"
    return from_log(folder), folder


@pytest.fixture(scope="session")
def of_tracker(
    fullcount: Run, fixtures: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Outcome, Path]:
    """The same of the synthetic CodeCarbon log, with nothing added."""
    folder = tmp_path_factory.mktemp("tracker") / "out"
    return fullcount("disclose", fixtures / "emissions-synthetic.csv", "--out", folder), folder
