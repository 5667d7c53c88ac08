"""Builds the site: the pages, the standard at its addresses, and what others add to them.

`python docs/site/build.py [FOLDER]` writes into `site`, or the folder named, which is emptied first. Parts that are
made of npm packages need them in `node_modules`: where they are not, `npm ci` is run, unless `--no-install` is given;
what cannot be made is left out and named. Nothing else needs a network.
"""

import argparse
import shutil
import sys
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from publishing.card import CardError
from publishing.links import LinksError, follow
from publishing.npm import packages_are_there
from publishing.pages import PagesError
from publishing.standard import ReleasedError

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


class Step(NamedTuple):
    """A part of the site, made by `publish(site: Path) -> None` of a module in this folder.

    `folder` is what of the site is made of npm packages, and is not there where these are not.
    """

    what: str
    module: str
    folder: str = ""

    @property
    def is_there(self) -> bool:
        """Whether the module that makes it is in this folder."""
        return (HERE / f"{self.module.replace('.', '/')}.py").is_file()


STEPS = (
    Step("the pages", "publishing.pages"),
    Step("the assets of the theme, without their addresses outside", "publishing.theme"),
    Step("the standard at its addresses", "publishing.standard"),
    Step("the rules at the addresses that logs name", "publishing.rules"),
    Step("a card", "publishing.card"),
    Step("the data and figures of the observatory", "observatory.publish", folder="observatory"),
    Step("the review desk", "desk.build", folder="desk"),
)
"""In this order. Then links are followed, but for those into what had to be left out."""


def build(site: Path, *, install: bool = True) -> list[str]:
    """Publish into an empty folder, and follow its links; what had to be left out."""
    shutil.rmtree(site, ignore_errors=True)
    there = packages_are_there(ROOT, install=install)
    left_out = []
    for step in STEPS:
        if not step.is_there or (step.folder and not there):
            left_out.append(step)
        else:
            print(step.what)
            import_module(step.module).publish(site)
    print("every link and anchor, followed")
    follow(site, unless_into={step.folder for step in left_out})
    return [step.what for step in left_out]


def _may_empty(folder: Path) -> bool:
    """Whether it is new, empty, or a site that was built before."""
    if not folder.exists():
        return True
    return folder.is_dir() and (not any(folder.iterdir()) or (folder / "404.html").is_file())


def main() -> int:
    """Build, and say where it lies."""
    parser = argparse.ArgumentParser(description="Build the site.")
    parser.add_argument(
        "folder", nargs="?", type=Path, default=ROOT / "site", help="where to (default: site)"
    )
    parser.add_argument("--no-install", action="store_true", help="never run npm")
    options = parser.parse_args()
    site: Path = options.folder.resolve()
    if not _may_empty(site):
        print(f"{site} holds something else than a site: name a new folder", file=sys.stderr)
        return 2
    try:
        left_out = build(site, install=not options.no_install)
    except (PagesError, ReleasedError, CardError, LinksError, FileNotFoundError, ImportError) as error:
        print(error, file=sys.stderr)
        return 1
    for what in left_out:
        print(f"left out: {what}")
    print(f"open {site / 'index.html'}, or serve it: python -m http.server --directory {site}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
