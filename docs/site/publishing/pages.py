"""The pages, by mkdocs."""

import os
import subprocess
import sys
from pathlib import Path

__all__ = ["PagesError", "publish"]

ROOT = Path(__file__).resolve().parents[3]


class PagesError(Exception):
    """mkdocs found something wrong; the message is its own."""


def publish(site: Path) -> None:
    """Build every page.

    Raises:
        PagesError: mkdocs warned of something.
    """
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)]
    done = subprocess.run(  # noqa: S603
        command,
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise PagesError(done.stdout)
