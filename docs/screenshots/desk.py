"""The review desk with its example, served as `fullcount desk` serves it."""

from threading import Thread
from typing import TYPE_CHECKING

from fullcount_reports.desk.server import Draft, listening
from fullcount_reports.desk.server.pages import page_folder
from screenshots import demo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

__all__ = ["take_desk"]

WIDTH_PX, HEIGHT_PX, SCALE = 1280, 760, 1.5


def take_desk(browser: "Browser", _folder: "Path") -> "Iterator[Path]":
    """The desk with the findings of its example."""
    server = listening(draft=Draft(page_folder() / "example.json"))
    Thread(target=server.serve_forever, daemon=True).start()
    picture = demo.PICTURES / "desk.png"
    try:
        page = browser.new_page(viewport={"width": WIDTH_PX, "height": HEIGHT_PX}, device_scale_factor=SCALE)
        page.goto(server.address)
        page.locator("#findings .finding").first.wait_for()
        page.screenshot(path=picture)
        page.close()
    finally:
        server.shutdown()
        server.server_close()
    yield picture
