"""`--changed-since`: the disclosures of a change, by what git says."""

import os
import subprocess

from fullcount.cli.exits import USAGE, Exit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from fullcount.disclosure import Document, Unreadable

__all__ = ["Changed", "changed_since"]

DESCRIPTOR = "datapackage.json"


class Changed:
    """The files of a repository that differ from an earlier revision, whether committed or not."""

    def __init__(self, files: "Iterable[Path]") -> None:
        self._files = frozenset(path.resolve() for path in files)

    def among(self, found: "Iterable[Document | Unreadable]") -> "Iterator[Document | Unreadable]":
        """Those that changed themselves, or whose evidence did.

        Standard input always counts as changed, and so does a name that leads nowhere.
        """
        return (item for item in found if item.name == "-" or self._touch(item))

    def touch_any(self, names: "Iterable[str]") -> bool:
        """Whether one of these files changed, or something inside one of these folders."""
        from pathlib import Path

        wanted = [Path(name).resolve() for name in names]
        return any(path.is_relative_to(place) for path in self._files for place in wanted)

    def _touch(self, item: "Document | Unreadable") -> bool:
        from pathlib import Path

        itself = Path(item.name).resolve()
        if itself in self._files:
            return True
        if isinstance(item, Exception):
            return _is_nowhere(item.name) or any(path.is_relative_to(itself) for path in self._files)
        return not self._files.isdisjoint(_beside(item))


def _is_nowhere(name: str) -> bool:
    """Whether a name leads to nothing: no change brings it there, so that it would never be checked."""
    from glob import has_magic
    from pathlib import Path

    return not has_magic(name) and not Path(name).exists()


def _beside(document: "Document") -> "Iterator[Path]":
    """The files that belong to a disclosure: its evidence, and the descriptor of its data package."""
    if document.folder is None:
        return
    folder = document.folder.resolve()
    yield folder / DESCRIPTOR
    evidence = document.data.get("evidence") if isinstance(document.data, dict) else None
    for item in evidence if isinstance(evidence, list) else ():
        match item:
            case {"path": str(path)} if "\0" not in path:
                yield (folder / path).resolve()


def changed_since(revision: str) -> Changed:
    """What git says has changed since the last commit that `revision` and the present state have in common.

    Where that commit is not at hand, as in a shallow clone, the revision itself is what counts.
    """
    from pathlib import Path

    top = Path(os.fsdecode(_git("rev-parse", "--show-toplevel")).rstrip("\n"))
    _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", unknown=revision)
    names = _git_or_none("diff", *DIFF, "--merge-base", "--end-of-options", revision, "--")
    if names is None:
        names = _git("diff", *DIFF, "--end-of-options", revision, "--")
    return Changed(top / os.fsdecode(name) for name in names.split(b"\0") if name)


DIFF = ("--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv")


def _git(*words: str, unknown: str | None = None) -> bytes:
    done = _run(words)
    if done.returncode == 0:
        return done.stdout
    if unknown is not None:
        remedy = "name a commit, branch or tag that is there; a shallow clone has to fetch it first"
        raise Exit(USAGE, [f"--changed-since: git knows no revision {unknown}; {remedy}"])
    told = done.stderr.decode("utf-8", "replace").strip().splitlines()
    raise Exit(USAGE, [f"--changed-since: {told[0] if told else 'git failed without a word'}"])


def _git_or_none(*words: str) -> bytes | None:
    done = _run(words)
    return done.stdout if done.returncode == 0 else None


def _run(words: "tuple[str, ...]") -> "subprocess.CompletedProcess[bytes]":
    try:
        return subprocess.run(["git", *words], capture_output=True, check=False)  # noqa: S603, S607 - no shell; git is found as the user finds it
    except FileNotFoundError:
        raise Exit(USAGE, ["--changed-since needs git, which is not installed here"]) from None
