"""The card as a page: its top in light and dark for the README, its first printed page, and its top in French."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from fullcount_reports.card import Assets, catalogue_of, render_html
from screenshots import demo
from screenshots.browser import Scheme, opened, printed
from screenshots.pages import page_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

__all__ = ["take_card"]

WIDTH_PX = 900
TOP_PX = 1100
SCHEMES: dict[str, Scheme] = {"card": "light", "card-dark": "dark"}
EXCERPT = """
  section:not(#headline, #compute), .scroll, .legend, #compute h2, header p:not(.notice, .warning),
  figure:not(#figure-compute) { display: none !important }
  main { padding-top: 1.25rem !important; padding-bottom: 1rem !important }
  figure { margin-bottom: 0 !important }
  figure img { width: 100% }
"""
"""Hides all but the title, the headline and the first figure."""


def take_card(browser: "Browser", folder: Path) -> "Iterator[Path]":
    """The pictures of the card; `folder` is for what is needed on the way."""
    for name, scheme in SCHEMES.items():
        picture = demo.PICTURES / f"{name}.png"
        with opened(browser, demo.HTML, WIDTH_PX, scheme) as page:
            page.add_style_tag(content=EXCERPT)
            page.locator("main").screenshot(path=picture)
        yield picture
    if shutil.which("pdftoppm"):
        printed(browser, demo.HTML, folder / "card.pdf")
        yield page_of(folder / "card.pdf", 1, demo.PICTURES / "card-print.png")
    yield _french(browser, folder)


def _french(browser: "Browser", folder: Path) -> Path:
    html = folder / "card-fr.html"
    text = render_html(demo.document().data, demo.verdict(), Assets(), catalogue_of("fr"))
    html.write_text(text, encoding="utf-8")
    picture = demo.PICTURES / "card-french.png"
    with opened(browser, html, WIDTH_PX) as page:
        page.screenshot(
            path=picture, clip={"x": 0, "y": 0, "width": WIDTH_PX, "height": TOP_PX}, full_page=True
        )
    return picture
