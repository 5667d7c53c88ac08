"""The built desk, for the tests that run its Python."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the desk as it is published; skips where Node or its packages are not installed."""
    if not shutil.which("node"):
        pytest.skip("no Node: the Python of the browser is not tested")
    if not (ROOT / "node_modules/pyodide").is_dir():
        pytest.skip("no node_modules: run `npm ci`, and the Python of the browser is tested")
    site = tmp_path_factory.mktemp("site")
    subprocess.run([sys.executable, ROOT / "docs/site/desk/build.py", site], check=True)
    return site / "desk"
