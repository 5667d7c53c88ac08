"""The disclosures to compare, from whatever a user names; a bad file never stops the good ones."""

from collections.abc import Collection as Several
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fullcount.corpus.editions import choose
from fullcount.corpus.find import find_files
from fullcount.corpus.problem import Problem, problems_of
from fullcount.disclosure import Document, Unreadable, load, shape_errors
from fullcount.review.check import validate
from fullcount.review.report import assess, counts
from fullcount_reports.comparison.entry import Entry, Verdict

__all__ = ["Collection", "collect", "entry_of"]

SHOWN_ERRORS = 3


@dataclass(frozen=True)
class Collection:
    """What is compared. `problems` says what was left out because something is wrong with it, `passed_over` what was
    because it is not wanted: copies, older revisions, and what is withdrawn or superseded.
    """

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()
    passed_over: tuple[Problem, ...] = ()

    def only(self, entries: Iterable[Entry]) -> "Collection":
        """The same collection with some of its entries."""
        return Collection(tuple(entries), self.problems, self.passed_over)


def collect(paths: Sequence[str | Path], include: Several[str] = (), today: date | None = None) -> Collection:
    """Read and check the disclosures in files, folders, globs and data packages; `include` names states of a revision
    (withdrawn, superseded) that are taken too. `today` is the day of the check.
    """
    files, problems = find_files(paths)
    documents = []
    for file in files:
        try:
            document = load(file)
        except Unreadable as error:
            problems += problems_of(error)
            continue
        faults = _faults(document)
        problems += faults
        documents += [] if faults else [document]
    editions = choose(documents, include)
    day = today or date.today()
    entries = tuple(entry_of(document, day) for document in editions.chosen)
    return Collection(entries, (*problems, *editions.refused), editions.passed_over)


def entry_of(document: Document, today: date) -> Entry:
    """A well-formed document with its verdict."""
    reviewed = assess(validate(_Unplaced(document), today))
    number = counts(reviewed.validation.findings)
    verdict = Verdict(reviewed.levels.reached, number["error"], number["warning"], number["note"])
    return Entry(document.name, document.data, verdict)


class _Unplaced(Document):
    """A document whose findings are only counted, so that nobody looks up where in the text they stand."""

    def __init__(self, document: Document) -> None:
        super().__init__(document.name, document.folder, b"", document.format, document.data, document.text)

    def place(self, pointer: str) -> None:
        """Nowhere."""

    def key_place(self, pointer: str) -> None:
        """Nowhere."""


def _faults(document: Document) -> list[Problem]:
    """The first faults of the shape: what is no disclosure by the schema is not compared."""
    errors = shape_errors(document.data)
    found = [
        Problem(
            document.name,
            error.message,
            "a disclosure that the schema accepts",
            error.remedy,
            error.pointer or None,
            document.key_place(error.pointer),
        )
        for error in errors[:SHOWN_ERRORS]
    ]
    further = len(errors) - len(found)
    if further > 0:
        remedy = f"see fullcount validate {document.name}"
        found.append(Problem(document.name, f"{further} more faults", "none", remedy))
    return found
