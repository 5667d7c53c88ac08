"""The site, built once for all tests of a session, by a process that cannot reach a network."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "docs/site/build.py"
HERE = Path(__file__).resolve().parent


@pytest.hookimpl(tryfirst=True)  # before xdist asks for the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.xdist_group("site"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    for name in ("material", "duckdb", "pandas", "vl_convert"):
        pytest.importorskip(name)
    folder = tmp_path_factory.mktemp("built") / "site"
    before = os.environ.get("PYTHONPATH", "")
    done = subprocess.run(
        [sys.executable, str(BUILD), str(folder), "--no-install"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [str(HERE / "no_network"), before]))},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout  # also where a link or an anchor leads nowhere
    return folder
