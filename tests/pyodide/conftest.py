"""The built desk, and a browser that opens it, for the tests that run its Python."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from .hosting import Hosted, hosting

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


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


@pytest.fixture(scope="session")
def browser(desk: Path) -> Iterator[Browser]:
    """Headless Chromium; skips where it is not installed."""
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("no Chromium: the worker of the review desk is not tested")
    (desk / "blank.html").write_text("<!doctype html><title>blank</title>", encoding="utf-8")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page with nothing kept from another."""
    context = browser.new_context()
    context.set_default_timeout(120_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def hosted(desk: Path) -> Iterator[Hosted]:
    """The desk on loopback."""
    with hosting(desk) as host:
        yield host
