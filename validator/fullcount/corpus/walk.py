"""The files below a folder that may be disclosures. No link leads out of it, and folders of builds are left alone."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import NamedTuple

from fullcount.corpus.packages import DESCRIPTOR, NAME, SUFFIXES, listed
from fullcount.corpus.problem import Problem, problems_of
from fullcount.disclosure import Limits
from fullcount.disclosure.source_bytes import refusal

__all__ = ["Candidate", "candidate", "refused", "walk"]

BUILDS = frozenset({"__pycache__", "build", "dist", "node_modules", "site-packages", "venv"})
DEEPEST = 40
"""Folders inside one another; our choice, far above any tree that a person sorts files into."""


class Candidate(NamedTuple):
    """A file that may be a disclosure. `named` is whether the user or a data package names it as one, or it is called
    `disclosure`; `size` in bytes, `mtime_ns` as the system tells it; `identity` is the same for two names of one file.
    """

    path: str
    size: int
    mtime_ns: int
    identity: tuple[int, int]
    named: bool = False


def walk(folder: Path, limits: Limits, problems: list[Problem]) -> Iterator[Candidate]:
    """Every JSON and YAML file below `folder`, or those that its data package lists, in no particular order.

    What cannot be opened is added to `problems`.
    """
    root = os.path.realpath(folder)
    waiting = [(str(folder), 0)]
    while waiting:
        place, depth = waiting.pop()
        entries = _entries(place, problems)
        if any(entry.name == DESCRIPTOR for entry in entries):
            files, faults = listed(Path(place), limits)
            problems += faults
            if files:
                found = (candidate(str(file), problems, named=named) for file, named in files)
                yield from filter(None, found)
                continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting += _below(entry, depth, problems)
            elif _may_disclose(entry, root):
                yield from filter(None, (candidate(entry.path, problems),))


def _entries(folder: str, problems: list[Problem]) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except (OSError, ValueError) as error:
        problems.append(refused(folder, error))
        return []


def _below(entry: "os.DirEntry[str]", depth: int, problems: list[Problem]) -> list[tuple[str, int]]:
    if entry.name.startswith(".") or entry.name in BUILDS:
        return []
    if depth < DEEPEST:
        return [(entry.path, depth + 1)]
    remedy = "name the folder itself, or flatten the tree"
    problems.append(
        Problem(entry.path, f"more than {DEEPEST} folders inside one another", "fewer folders", remedy)
    )
    return []


def _may_disclose(entry: "os.DirEntry[str]", root: str) -> bool:
    name = entry.name
    if not name.lower().endswith(SUFFIXES) or name.startswith(".") or name == DESCRIPTOR:
        return False
    if entry.is_symlink():
        real = os.path.realpath(entry.path)
        return Path(real).is_file() and os.path.commonpath((root, real)) == root
    return entry.is_file(follow_symlinks=False)


def candidate(path: str, problems: list[Problem], *, named: bool = False) -> Candidate | None:
    """The file at `path` as the system describes it; None, and a problem, where there is no such file."""
    try:
        status = os.stat(path)  # noqa: PTH116 - a path object for each of many files takes as long
    except (OSError, ValueError) as error:
        problems.append(refused(path, error))
        return None
    if not stat.S_ISREG(status.st_mode):
        problems.append(
            Problem(path, "a device or a pipe", "a file or a folder", "save it in a file and name that")
        )
        return None
    named = named or PurePath(path).stem == NAME
    return Candidate(path, status.st_size, status.st_mtime_ns, (status.st_dev, status.st_ino), named)


def refused(path: str, error: Exception) -> Problem:
    """Why the operating system does not give us `path`."""
    return problems_of(refusal(Path(path), path, error))[0]
