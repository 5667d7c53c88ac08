"""What holds for all tests: none fails because the machine is busy, and a browser reaches nothing but this machine."""

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from screenshots.browser import MISSING, browser_path, started

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """A Chromium for the tests of a module; where there is none, they are skipped and say so.

    It is driven by the synchronous interface of playwright, which holds the event loop of the process while it is open.
    It is therefore closed with each module: tests that this process may run next start loops of their own.
    """
    pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = browser_path()
    if path is None:
        pytest.skip(MISSING)
    with started(path) as opened:
        yield opened
