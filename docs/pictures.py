"""Takes the pictures of the README and the docs: `python docs/pictures.py` writes them into `docs/pictures`.

They are of what `make demo` writes. What a program is missing for is said, and the rest is taken.
"""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from screenshots import demo
from screenshots.browser import browser_path, started
from screenshots.card import take_card
from screenshots.desk import take_desk
from screenshots.markdown import STYLES, take_markdown
from screenshots.paper import take_paper
from screenshots.workbook import take_badge, take_workbook

Taker = Callable[[Path], Iterator[Path]]
WITHOUT_BROWSER: tuple[tuple[Taker, tuple[str, ...]], ...] = (
    (take_badge, ()),
    (take_paper, ("pdflatex", "bibtex", "pdftoppm")),
    (take_workbook, ("soffice", "pdftoppm")),
)


def main() -> int:
    """Write all pictures; 1 when something is missing, after saying what."""
    if not demo.HTML.is_file():
        return _complain([f"{demo.HTML.relative_to(demo.ROOT)} is missing: run make demo first"])
    demo.PICTURES.mkdir(exist_ok=True)
    return _complain([*_of_programs(), *_of_pages()])


def _of_programs() -> Iterator[str]:
    for take, programs in WITHOUT_BROWSER:
        lacking = [name for name in programs if shutil.which(name) is None]
        if lacking:
            yield f"{take.__name__}: {' and '.join(lacking)} not in PATH"
        else:
            _take(take)


def _of_pages() -> Iterator[str]:
    path = browser_path()
    if path is None:
        yield "take_card, take_desk, take_markdown: install Chromium, or name it in the variable CHROMIUM"
        return
    with started(path) as browser:
        _take(lambda folder: take_card(browser, folder))
        _take(lambda folder: take_desk(browser, folder))
        if STYLES.is_dir():
            _take(lambda folder: take_markdown(browser, folder))
        else:
            yield "take_markdown: run npm ci"


def _take(take: Taker) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for picture in take(Path(folder)):
            print(f"wrote {picture.relative_to(demo.ROOT)}")


def _complain(lacks: list[str]) -> int:
    for lack in lacks:
        print(lack, file=sys.stderr)
    return 1 if lacks else 0


if __name__ == "__main__":
    sys.exit(main())
