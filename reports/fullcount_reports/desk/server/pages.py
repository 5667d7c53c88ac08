"""The files of the page. Only those that are there when the server starts have an address, so none lies outside."""

from pathlib import Path

__all__ = ["KINDS", "page_folder", "pages_of"]

KINDS = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}
"""What is served, by the end of its name. Nothing else is."""


def page_folder() -> Path:
    """The folder of the page."""
    return Path(__file__).resolve().parent.parent / "page"


def pages_of(folder: Path) -> dict[str, Path]:
    """The file behind each address; a folder with an index.html has the address of the folder too."""
    found = {
        f"/{file.relative_to(folder).as_posix()}": file
        for file in sorted(folder.rglob("*"))
        if file.suffix in KINDS and file.is_file() and not file.is_symlink()
    }
    indexes = {
        path.removesuffix("index.html"): file for path, file in found.items() if file.name == "index.html"
    }
    return {**found, **indexes}
