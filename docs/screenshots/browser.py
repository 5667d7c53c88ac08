"""A browser without a screen that sees pages of this machine and nothing else: for the pictures, and for the tests."""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

__all__ = ["MISSING", "Scheme", "browser_path", "opened", "printed", "started"]

Scheme = Literal["light", "dark"]

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
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
"""No sandbox, since it may be run by root in a container; no name is resolved and nothing is looked up."""

MISSING = "no browser: install chromium, or name one in CHROMIUM"


def browser_path() -> str | None:
    """The browser that the variable CHROMIUM names, else the first of the known ones in PATH."""
    return os.environ.get("CHROMIUM") or next(
        (path for name in BROWSERS if (path := shutil.which(name))), None
    )


@contextmanager
def started(path: str) -> "Iterator[Browser]":
    """The browser at `path`, closed afterwards; it asks nobody for anything by itself."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - slow to load, and not always there

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(CLOSED))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(browser: "Browser", file: Path, width_px: int, scheme: Scheme = "light") -> "Iterator[Page]":
    """A page of ours at double resolution in a window of `width_px` by 900 pixels."""
    context = browser.new_context(
        viewport={"width": width_px, "height": 900}, device_scale_factor=2, color_scheme=scheme
    )
    try:
        page = context.new_page()
        page.goto(file.as_uri())
        yield page
    finally:
        context.close()


def printed(browser: "Browser", file: Path, pdf: Path) -> None:
    """The page as it is printed on A4 paper."""
    with opened(browser, file, 900) as page:
        page.pdf(path=pdf, format="A4", print_background=True)
