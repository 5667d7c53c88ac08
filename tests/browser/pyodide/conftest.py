"""The desk as the public site has it, for the tests that run its Python."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .hosting import Hosted, hosting

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the desk as it is published; skips where Node or its packages are not installed."""
    if not shutil.which("node"):
        pytest.skip("no Node: the Python of the review desk in a browser is not tested")
    if not (ROOT / "node_modules/pyodide").is_dir():
        pytest.skip("no node_modules, run `npm ci`: the Python of the review desk in a browser is not tested")
    site = tmp_path_factory.mktemp("site")
    subprocess.run([sys.executable, ROOT / "docs/site/desk/build.py", site], check=True)
    (site / "desk/blank.html").write_text(
        '<!doctype html><title>blank</title><link rel="icon" href="data:,">', encoding="utf-8"
    )
    return site / "desk"


@pytest.fixture
def hosted(desk: Path) -> Iterator[Hosted]:
    """The desk on loopback."""
    with hosting(desk) as host:
        yield host
