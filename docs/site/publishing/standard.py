"""The standard at its addresses: what `$id` names lies at the same path below the site."""

import hashlib
import shutil
from pathlib import Path

__all__ = ["ReleasedError", "checksums", "compare", "publish"]

ROOT = Path(__file__).resolve().parents[3]
VERSION = "1.0"
SUMS = "SHA256SUMS"
RELEASED = Path(__file__).resolve().parents[1] / "released"


class ReleasedError(Exception):
    """A file that was released under a version is another one now, or gone."""


def publish(site: Path) -> None:
    """Copy the standard and write its checksums.

    Raises:
        ReleasedError: the version was released with other files.
    """
    target = site / VERSION
    shutil.copytree(ROOT / "schema" / VERSION, target, dirs_exist_ok=True)
    sums = checksums(ROOT / "schema" / VERSION)
    released = RELEASED / f"{VERSION}.{SUMS}"
    if released.is_file():
        compare(released.read_text(encoding="utf-8"), sums)
    (target / SUMS).write_text(sums, encoding="utf-8")


def checksums(folder: Path) -> str:
    """SHA-256 of every file of a folder, as `sha256sum --check` reads it."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return "".join(
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(folder).as_posix()}\n"
        for file in files
    )


def compare(released: str, now: str) -> None:
    """Hold what would be published against what was released.

    Raises:
        ReleasedError: files differ, are gone or are new.
    """
    differing = sorted(_named(set(released.splitlines()) ^ set(now.splitlines())))
    if differing:
        names = "\n  ".join(differing)
        raise ReleasedError(
            f"version {VERSION} is released and its files stay as they are; these differ:\n  {names}\n"
            "put a change of the standard into a new version"
        )


def _named(lines: set[str]) -> set[str]:
    return {line.partition("  ")[2] for line in lines}
