"""A browser that reaches nothing but this machine, and a desk that is served for it.

All tests here run one after the other in one process, with one browser. They drive it by the synchronous interface of
playwright, which holds the event loop of the process while it is open. It is therefore closed with each module: tests
of other folders, which this process may run next, start loops of their own.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

HERE = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome")
CLOSED = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-domain-reliability",
    "--disable-default-apps",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
"""No sandbox, since the tests may run as root in a container; no name is resolved and nothing is looked up."""

DESK = "from fullcount.cli import entry; entry()"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker of xdist runs all of these, so that there is one browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("browser"))


def browser_path() -> str | None:
    """The browser of this machine: CHROMIUM, where it is set, else the first one found."""
    named = os.environ.get("CHROMIUM")
    return named or next((found for name in NAMES if (found := shutil.which(name))), None)


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """A Chromium for the tests of a module; where there is none, they are skipped and say so."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = browser_path()
    if path is None:
        pytest.skip("no browser: install chromium, or name one in CHROMIUM")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=CLOSED)
        try:
            yield opened
        finally:
            opened.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the page of the test complained of: errors and warnings of the console, and exceptions.

    A test that means to cause some takes them out; the others fail at their end where any is left.
    """
    return []


@pytest.fixture
def page(browser: "Browser", complaints: list[str]) -> "Iterator[Page]":
    """A page with an empty profile, watched for complaints."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    context.set_default_timeout(15_000)
    opened = context.new_page()
    opened.on("console", lambda message: complaints.extend(_complaint(message)))
    opened.on("pageerror", lambda error: complaints.append(f"exception: {error}"))
    try:
        yield opened
    finally:
        context.close()
    assert complaints == []


def _complaint(message: "ConsoleMessage") -> list[str]:
    return [f"{message.type}: {message.text}"] if message.type in {"error", "warning"} else []


@contextmanager
def _desk(*words: str) -> Iterator[str]:
    command = [sys.executable, "-c", DESK, "desk", "--no-browser", *words]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield next(line.strip() for line in process.stdout if "http://" in line)
    finally:
        process.terminate()
        process.communicate(timeout=10)


@pytest.fixture(scope="session")
def desk_server() -> Iterator[str]:
    """The address, with its token, of a `fullcount desk` without a file."""
    with _desk() as address:
        yield address


@pytest.fixture
def desk_with() -> Iterator[Callable[..., str]]:
    """Starts another `fullcount desk` with these words on its command line, and gives its address."""
    with ExitStack() as stack:
        yield lambda *words: stack.enter_context(_desk(*map(str, words)))
