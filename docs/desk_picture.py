"""Takes the picture of the review desk for its page: `python docs/desk_picture.py` writes `docs/pictures/desk.png`.

The desk is served as `fullcount desk` serves it, with the example of the page, and driven in headless Chromium.
"""

import shutil
import sys
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from fullcount_reports.desk.server import Draft, listening
from fullcount_reports.desk.server.pages import page_folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PICTURE = Path(__file__).resolve().parent / "pictures/desk.png"
WIDTH_PX, HEIGHT_PX = 1280, 760
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> int:
    """Write the picture; 1 when something is missing, after saying what."""
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - of the group dev
    except ImportError:
        return _complain("playwright is missing: run make setup")
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        return _complain(f"none of {', '.join(BROWSERS)} is in PATH: install Chromium to take the picture")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        take(browser)
        browser.close()
    print(f"wrote docs/pictures/{PICTURE.name}")
    return 0


def take(browser: "Browser") -> None:
    """The desk with the example and its findings."""
    server = listening(draft=Draft(page_folder() / "example.json"))
    Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page(viewport={"width": WIDTH_PX, "height": HEIGHT_PX}, device_scale_factor=1.5)
    page.goto(server.address)
    page.locator("#findings .finding").first.wait_for()
    page.screenshot(path=PICTURE)
    server.shutdown()
    server.server_close()


def _complain(what: str) -> int:
    print(what, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
