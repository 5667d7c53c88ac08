"""No disclosure is in the corpus twice, and none whose revision has two contents."""

from pathlib import Path

from fullcount.corpus.pieces import Verdict
from fullcount.corpus.problem import Problem
from fullcount.corpus.reading import strict
from fullcount.disclosure import Unreadable
from fullcount.disclosure.document import DEFAULT_LIMITS

__all__ = ["Seen"]

Name = tuple[str, int]


class Seen:
    """The disclosures so far by id and revision. `problems` says by path why some are left out."""

    def __init__(self) -> None:
        self._first: dict[Name, Verdict] = {}
        self.problems: dict[str, Problem] = {}

    def add(self, verdict: Verdict) -> None:
        """One more file, in the order of the paths: of equal ones the first stays, of contradictory ones none."""
        if verdict.key is None:
            return
        disclosure, revision, _ = verdict.key
        name = disclosure, revision
        first = self._first.setdefault(name, verdict)
        if first.path == verdict.path:
            return
        if first.key == verdict.key or _same(first.path, verdict.path):
            self.problems[verdict.path] = _repeated(verdict.path, first, name)
        else:
            self.problems |= _contradicted(verdict.path, first, name)


def _same(*paths: str) -> bool:
    """Whether two files hold the same data, perhaps written in another way."""
    try:
        one, other = (_data(Path(path)) for path in paths)
    except (OSError, Unreadable):
        return False
    return bool(one == other)


def _data(path: Path) -> object:
    return strict(path.read_bytes(), str(path), path.parent, DEFAULT_LIMITS).data


def _repeated(path: str, first: Verdict, name: Name) -> Problem:
    found = f"the same disclosure as {first.path} ({name[0]}, revision {name[1]})"
    return Problem(path, found, "each disclosure once", "remove one of the two files")


def _contradicted(path: str, first: Verdict, name: Name) -> dict[str, Problem]:
    expected = "one content for one revision"
    remedy = "find out which one is right; what has changed needs a higher revision number"
    return {
        file: Problem(
            file,
            f"{name[0]}, revision {name[1]}, whose content in {other} is another one",
            expected,
            remedy,
            "/revision",
        )
        for file, other in ((path, first.path), (first.path, path))
    }
