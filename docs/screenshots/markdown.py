"""The Markdown section as a code host renders it: CommonMark with tables, what may run removed, its style sheet."""

import re
import shutil
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from screenshots import demo
from screenshots.browser import Scheme, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

__all__ = ["STYLES", "rendered", "take_markdown"]

STYLES = demo.ROOT / "node_modules/github-markdown-css"
WIDTH_PX = 900
TOP_PX = 1250
SCHEMES: dict[str, Scheme] = {"card-markdown": "light", "card-markdown-dark": "dark"}
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>
<link rel="stylesheet" href="{style}"><style>body {{ margin: 0 }} .markdown-body {{ padding: 32px }}</style>
<article class="markdown-body">{body}</article></html>"""
ALLOWED = frozenset(
    {"a", "br", "details", "em", "img", "picture", "source", "strong", "sub", "summary", "sup"}
)
TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)[^>]*>|<!--.*?-->", re.DOTALL)


def rendered(text: str) -> str:
    """HTML of Markdown by CommonMark and its tables; of raw HTML only what code hosts let through."""
    html = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for kind in ("html_inline", "html_block"):
        html.add_render_rule(
            kind, lambda _self, tokens, index, _options, _env: harmless(tokens[index].content)
        )
    return str(html.render(text))


def harmless(raw: str) -> str:
    """Raw HTML with every other element shown as text, as a sanitiser would at best leave it."""
    return TAG.sub(lambda found: _kept(found[0], found[1]), raw)


def _kept(tag: str, name: str | None) -> str:
    if name is None:
        return ""
    return tag if name.lower() in ALLOWED else escape(tag)


def take_markdown(browser: "Browser", folder: Path) -> "Iterator[Path]":
    """The top of the section, light and dark."""
    for figure in demo.FOLDER.glob("*.png"):
        shutil.copy(figure, folder)
    body = rendered(demo.MARKDOWN.read_text(encoding="utf-8"))
    for name, scheme in SCHEMES.items():
        file = folder / f"{name}.html"
        style = (STYLES / f"github-markdown-{scheme}.css").as_uri()
        file.write_text(PAGE.format(title=name, style=style, body=body), encoding="utf-8")
        picture = demo.PICTURES / f"{name}.png"
        with opened(browser, file, WIDTH_PX, scheme) as page:
            page.screenshot(
                path=picture, clip={"x": 0, "y": 0, "width": WIDTH_PX, "height": TOP_PX}, full_page=True
            )
        yield picture
