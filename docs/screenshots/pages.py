"""Pages of a PDF as pictures, by pdftoppm."""

import subprocess
from pathlib import Path

__all__ = ["Cut", "call", "page_of"]

DPI = 110
Cut = tuple[int, int, int, int]
"""Left, top, width and height in pixels at that resolution."""


def page_of(pdf: Path, number: int, picture: Path, cut: Cut | None = None) -> Path:
    """The page with that number, counted from 1, or what is cut out of it; returns `picture`."""
    options = ["-singlefile", "-f", str(number), "-r", str(DPI)]
    if cut:
        options += [
            text for name, pixels in zip("xyWH", cut, strict=True) for text in (f"-{name}", str(pixels))
        ]
    call(["pdftoppm", "-png", *options, str(pdf), str(picture.with_suffix(""))], pdf.parent)
    return picture


def call(command: list[str], folder: Path) -> None:
    """Run a program in a folder, quietly. Raises `CalledProcessError`."""
    subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603 - our files
