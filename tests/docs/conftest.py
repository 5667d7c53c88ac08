"""A reader's desk: an empty folder with the reference data, the standard and the command at hand."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[[str, Path], subprocess.CompletedProcess[str]]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder in which a page is followed."""
    for room in ("datasets", "schema"):
        (tmp_path / room).symlink_to(ROOT / room)
    return tmp_path


PROGRESS = re.compile(r"^[a-z ]+: [\d,]+ rows?, [\d,]+ rows/s\n", re.MULTILINE)
"""What a slow machine says while it works, every ten seconds."""


@pytest.fixture(scope="session")
def shell() -> Run:
    """Runs a command line in a folder, its errors among its output as on a terminal."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])

    def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            ["bash", "-c", f"set -o pipefail; {command}"],
            cwd=folder,
            env={**os.environ, "PATH": path, "NO_COLOR": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        done.stdout = PROGRESS.sub("", done.stdout)
        return done

    return run
