"""Writes the review desk of the public site: its page, Python for the browser, and fullcount with all that it needs.

`python docs/site/desk/build.py site` writes `site/desk/`. Everything comes from this checkout, `make setup` and
`npm ci`; nothing is fetched. The page then works from any host of static files.
"""

import json
import shutil
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
if not __package__:  # run alone
    sys.path[0] = str(HERE.parent)

from desk.archive import write_archives  # noqa: E402 - found there
from desk.contents import versions  # noqa: E402

__all__ = ["publish"]

PAGE = ROOT / "reports/fullcount_reports/desk/page"
PYODIDE = ROOT / "node_modules/pyodide"
RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")


def publish(site: Path) -> None:
    """Write the desk into `site/desk`. Raises FileNotFoundError where `npm ci` has not been run."""
    if not PYODIDE.is_dir():
        raise FileNotFoundError(f"{PYODIDE} is not there: run `npm ci` first")
    desk = site / "desk"
    shutil.rmtree(desk, ignore_errors=True)
    _copy_page(desk)
    python = desk / "python"
    python.mkdir()
    for name in RUNTIME:
        shutil.copyfile(PYODIDE / name, python / name)
    _write_lock(python)
    library, packages = python / "library.zip", python / "packages.zip"
    write_archives(PYODIDE, library, packages)
    _write_engine(desk, [_named_by_content(library), _named_by_content(packages)])


def _copy_page(desk: Path) -> None:
    if PAGE.is_dir():
        shutil.copytree(PAGE, desk)
    desk.mkdir(parents=True, exist_ok=True)


def _write_lock(python: Path) -> None:
    """The lock file of Pyodide with no package in it: those would be fetched from another host."""
    (python / "pyodide-lock.json").write_text(
        json.dumps({**_lock(), "packages": {}}) + "\n", encoding="utf-8"
    )


def _lock() -> dict[str, Any]:
    lock: dict[str, Any] = json.loads((PYODIDE / "pyodide-lock.json").read_bytes())
    return lock


def _named_by_content(file: Path) -> Path:
    """The file with its hash in its name, so that no cache serves an older one to a newer page."""
    digest = sha256(file.read_bytes()).hexdigest()[:12]
    return file.rename(file.with_name(f"{file.stem}-{digest}{file.suffix}"))


def _write_engine(desk: Path, archives: list[Path]) -> None:
    """What the page reads to find its engine, and the worker to find its Python."""
    library, packages = (f"python/{file.name}" for file in archives)
    release = _lock()["info"]["python"].rpartition(".")[0]
    engine = {
        "engine": "browser",
        "worker": "worker.js",
        "python": "python/",
        "library": library,
        "packages": packages,
        "site_packages": f"/lib/python{release}/site-packages",
        "pyodide": json.loads((PYODIDE / "package.json").read_bytes())["version"],
        "versions": versions(),
    }
    (desk / "engine.json").write_text(json.dumps(engine, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    publish(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "site"))
