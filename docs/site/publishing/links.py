"""Every link and anchor of the built site leads somewhere, and nothing is loaded from another server."""

import re
from collections.abc import Collection, Iterator
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

__all__ = ["LinksError", "anchors", "follow", "problems"]

LOADED = {
    "img": ("src", "srcset"),
    "script": ("src",),
    "source": ("src", "srcset"),
    "iframe": ("src",),
    "object": ("data",),
    "embed": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
}
FETCHED_LINKS = {
    "stylesheet",
    "icon",
    "preload",
    "modulepreload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
    "manifest",
}
ERRORS = "404.html"
IN_STYLE = re.compile(r"(?:url\(|@import)\s*[\"']?((?:https?:)?//[^\"')\s]+)")


class LinksError(Exception):
    """Links that lead nowhere, or resources from elsewhere."""


class _Page(HTMLParser):
    """What a page links to, loads, and can be linked to by."""

    def __init__(self) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the anchors and addresses of a tag."""
        given = {name: value or "" for name, value in attrs}
        self.anchors.update(given[name] for name in ("id", "name") if name in given)
        if "style" in given:
            self.loads += IN_STYLE.findall(given["style"])
        if tag == "link":
            fetched = FETCHED_LINKS & set(given.get("rel", "").split())
            (self.loads if fetched else self.links).append(given.get("href", ""))
        elif tag in {"a", "area"} and "href" in given:
            self.links.append(given["href"])
        self.loads += [given[name].split()[0] for name in LOADED.get(tag, ()) if given.get(name)]


def follow(site: Path, unless_into: Collection[str] = ()) -> None:
    """Follow every link but those into these folders.

    Raises:
        LinksError: with every one that fails.
    """
    found = list(problems(site, unless_into))
    if found:
        raise LinksError("\n".join(found))


def problems(site: Path, unless_into: Collection[str] = ()) -> Iterator[str]:
    """One line for each link that leads nowhere and each resource from elsewhere."""
    pages = {path.relative_to(site).as_posix(): _read(path) for path in sorted(site.rglob("*.html"))}
    for name, page in pages.items():
        for address in dict.fromkeys(page.links + page.loads):
            wrong = _wrong(site, pages, name, address, loaded=address in page.loads)
            if wrong and _target(name, urlsplit(address).path).partition("/")[0] not in unless_into:
                yield f"{name}: {wrong}"
    for sheet in sorted(site.rglob("*.css")):
        for address in IN_STYLE.findall(sheet.read_text(encoding="utf-8")):
            yield f"{sheet.relative_to(site)}: loads {address} from elsewhere"


def anchors(page: Path) -> set[str]:
    """What of a page can be linked to."""
    return _read(page).anchors


def _read(path: Path) -> _Page:
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    page.close()
    return page


def _wrong(site: Path, pages: dict[str, _Page], name: str, address: str, *, loaded: bool) -> str:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        elsewhere = loaded and parts.scheme not in {"data", "blob"}
        return f"loads {address} from elsewhere" if elsewhere else ""
    path = _target(name, unquote(parts.path))
    if path.startswith(("..", "/")):
        return f"{address} leads out of the site"
    if (site / path).is_dir():
        path = normpath(f"{path}/index.html")
    if not (site / path).is_file():
        return f"{address} leads nowhere"
    anchor = unquote(parts.fragment)
    if anchor and path in pages and anchor not in pages[path].anchors:
        return f"{address}: the page has no such anchor"
    return ""


def _target(name: str, path: str) -> str:
    """The file below the site that a path names, seen from a page; the page of errors is shown at any address."""
    if not path:
        return name
    if name == ERRORS and path.startswith("/"):
        return normpath(path.lstrip("/"))
    return normpath(join(dirname(name), path))
