"""A page that is watched for complaints, and a desk that is served for it.

All tests here run one after the other in one process, so that there is one browser at a time.
"""

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
DESK = "from fullcount.cli import entry; entry()"


@pytest.hookimpl(tryfirst=True)  # before xdist asks for the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker of xdist runs all of these, so that there is one browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("browser"))


class Complaints(list[str]):
    """What a page complained of: errors and warnings of the console, and exceptions. Some come late."""

    are_meant = False

    def meant(self) -> None:
        """The test causes them on purpose, and does not fail for any."""
        self.are_meant = True


@pytest.fixture
def complaints() -> Complaints:
    """What the page of the test complains of; a test that does not mean to cause any fails at its end."""
    return Complaints()


@pytest.fixture
def page(browser: "Browser", complaints: Complaints) -> "Iterator[Page]":
    """A page with an empty profile, watched for complaints."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    context.set_default_timeout(30_000)
    opened = context.new_page()
    opened.on("console", lambda message: complaints.extend(_complaint(message)))
    opened.on("pageerror", lambda error: complaints.append(f"exception: {error}"))
    try:
        yield opened
    finally:
        context.close()
    assert complaints.are_meant or complaints == []


def _complaint(message: "ConsoleMessage") -> list[str]:
    if message.location["url"].endswith("/favicon.ico"):
        return []  # the browser asks for it by itself, for a file that is no page, and at any time
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
