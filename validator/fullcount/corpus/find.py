"""Which files are meant: disclosures that are named, that lie in folders, that data packages list, that globs match."""

from collections.abc import Iterator, Sequence
from glob import has_magic, iglob
from pathlib import Path
from typing import NamedTuple

from fullcount.corpus.look import is_disclosure
from fullcount.corpus.problem import Problem
from fullcount.corpus.walk import Candidate, candidate, refused, walk
from fullcount.disclosure import Limits
from fullcount.disclosure.document import DEFAULT_LIMITS

__all__ = [
    "MAX_FILES",
    "Found",
    "candidates",
    "find",
    "find_files",
    "foreign",
    "meant",
    "nothing_found",
    "too_large",
]

MAX_FILES = 1_000_000
"""Files that one corpus may hold; our choice, ten times what we have measured."""


class Found(NamedTuple):
    """The disclosures that were found, in the order of their paths; `passed_over` counts files that are none."""

    files: list[Path]
    problems: list[Problem]
    passed_over: int


def find_files(paths: Sequence[str | Path]) -> tuple[list[Path], list[Problem]]:
    """The files of the disclosures that `paths` name, each once, in the order of their paths; and what is wrong.

    A path is a file, a folder (searched to the bottom), a data package or a glob. JSON and YAML of another kind is
    passed over in a folder, and a problem where somebody names it as a disclosure. A file that looks like one may
    still be broken: that is for its reader to say.
    """
    files, problems, _ = find(paths)
    return files, problems


def find(paths: Sequence[str | Path], limits: Limits = DEFAULT_LIMITS) -> Found:
    """As `find_files`, with the count of the files that were passed over."""
    chosen, problems = candidates(paths, limits)
    files: list[Path] = []
    passed_over = 0
    for item in chosen:
        verdict = _looked_at(item, limits)
        if verdict is True:
            files.append(Path(item.path))
        elif verdict is False and not item.named:
            passed_over += 1
        else:
            problems.append(verdict or foreign(item.path))
    if not files and not problems:
        problems.append(nothing_found(passed_over))
    return Found(files, problems, passed_over)


def candidates(
    paths: Sequence[str | Path], limits: Limits = DEFAULT_LIMITS
) -> tuple[list[Candidate], list[Problem]]:
    """Every file that may be meant, each once, in the order of their paths, none of them opened."""
    problems: list[Problem] = []
    seen: dict[tuple[int, int], Candidate] = {}
    for item in _all(paths, limits, problems):
        known = seen.get(item.identity)
        first = item if known is None else min(known, item)
        seen[item.identity] = first._replace(named=item.named or (known is not None and known.named))
        if len(seen) > MAX_FILES:
            problems.append(_too_many(item.path))
            return [], problems
    return sorted(seen.values()), problems


def _all(paths: Sequence[str | Path], limits: Limits, problems: list[Problem]) -> Iterator[Candidate]:
    for path in map(str, paths):
        if "://" in path or path == "-":
            problems.append(_no_path(path))
        elif Path(path).is_dir():
            yield from walk(Path(path), limits, problems)
        elif has_magic(path) and not Path(path).exists():
            yield from _globbed(path, limits, problems)
        elif found := candidate(path, problems, named=True):
            yield found


def _globbed(pattern: str, limits: Limits, problems: list[Problem]) -> Iterator[Candidate]:
    matched = False
    for path in iglob(pattern, recursive=True):  # noqa: PTH207 - a pattern may be absolute
        matched = True
        if Path(path).is_dir():
            yield from () if "**" in pattern else walk(Path(path), limits, problems)
        elif found := candidate(path, problems):
            yield found
    if not matched:
        problems.append(Problem(pattern, "nothing that matches", "a pattern of files", "check the pattern"))


def _looked_at(item: Candidate, limits: Limits) -> bool | Problem:
    try:
        ours = is_disclosure(Path(item.path), limits.max_bytes)
    except (OSError, ValueError) as error:
        return refused(item.path, error)
    if ours and item.size > limits.max_bytes:
        return too_large(item, limits)
    return ours


def meant(folder: str | Path, limits: Limits = DEFAULT_LIMITS) -> tuple[list[Path], list[Problem]]:
    """The files of `folder` that are disclosures, or are named as ones, to be read by whoever tells what is wrong
    with them; and what is wrong with the folder.
    """
    chosen, problems = candidates([folder], limits)
    files = [Path(item.path) for item in chosen if item.named or _looked_at(item, limits) is not False]
    return files, problems


def too_large(item: Candidate, limits: Limits) -> Problem:
    """The refusal of a file with more bytes than the limit."""
    remedy = "sum the jobs into compute lines and attach the log as evidence"
    return Problem(item.path, f"{item.size} bytes", f"at most {limits.max_bytes} bytes", remedy)


def foreign(path: str) -> Problem:
    """The refusal of a file that is named as a disclosure and is none."""
    return Problem(
        path, "no key fullcount", "a disclosure in JSON or YAML", "name another file, or add the key"
    )


def _no_path(path: str) -> Problem:
    found = "standard input" if path == "-" else "an address on the network"
    return Problem(path, found, "a file, a folder or a pattern", "save it in a file and name that")


def _too_many(path: str) -> Problem:
    remedy = "name fewer folders at a time"
    return Problem(path, f"more than {MAX_FILES:,} files", f"at most {MAX_FILES:,}", remedy)


def nothing_found(passed_over: int) -> Problem:
    """What is wrong where there is no disclosure at all among so many files of JSON and YAML."""
    found = (
        f"no disclosure among {passed_over} JSON and YAML files" if passed_over else "no JSON or YAML file"
    )
    return Problem(
        "the paths named", found, "files with the key fullcount", "name the folder in which they lie"
    )
