"""Which of several files of one disclosure is compared: the newest published revision, and each content once."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from fullcount.corpus.problem import Problem

if TYPE_CHECKING:
    from fullcount.disclosure import Document

__all__ = ["WITHHELD", "Editions", "choose"]

WITHHELD = ("superseded", "withdrawn")
"""States of a revision that is compared only where it is asked for."""


class Editions(NamedTuple):
    """The documents to compare, one for each id; those that contradict one another; and those that are not wanted."""

    chosen: tuple["Document", ...]
    refused: tuple[Problem, ...]
    passed_over: tuple[Problem, ...]


def choose(documents: Iterable["Document"], include: Collection[str] = ()) -> Editions:
    """One document for each id, in the order of the ids; `include` names states that are taken too.

    The order of the documents does not count. Of two files with the same content the first by name is kept. Two with
    the same id and revision and another content are both refused.
    """
    by_id: dict[str, list[Document]] = {}
    for document in sorted(documents, key=lambda each: each.name):
        by_id.setdefault(document.data["id"], []).append(document)
    chosen: list[Document] = []
    refused: list[Problem] = []
    passed_over: list[Problem] = []
    for name in sorted(by_id):
        whole = list(_once(by_id[name], refused, passed_over))
        best = _best(whole, include)
        chosen += [best] if best else []
        passed_over += _others(whole, best)
    return Editions(tuple(chosen), tuple(refused), tuple(passed_over))


def _once(
    documents: Sequence["Document"], refused: list[Problem], passed_over: list[Problem]
) -> Iterator["Document"]:
    """The documents of one id without copies and contradictions, which are told."""
    revisions: dict[int, list[Document]] = {}
    for document in documents:
        alike = revisions.setdefault(document.data["revision"]["number"], [])
        copy = next((other for other in alike if other.data == document.data), None)
        if copy is None:
            alike.append(document)
        else:
            found = f"the same content as {copy.name}"
            passed_over.append(Problem(document.name, found, "each disclosure once", "it is counted once"))
    for number, alike in revisions.items():
        if len(alike) == 1:
            yield alike[0]
        else:
            refused += _contradictory(number, alike)


def _contradictory(number: int, alike: Sequence["Document"]) -> Iterator[Problem]:
    for document in alike:
        others = ", ".join(other.name for other in alike if other is not document)
        yield Problem(
            document.name,
            f"revision {number} of {document.data['id']} with another content than {others}",
            "one content for one revision",
            "remove the wrong file, or give the newer one the next revision number; none of them is compared",
        )


def _best(documents: Sequence["Document"], include: Collection[str]) -> "Document | None":
    """The newest revision that is no draft, unless it is withheld; the newest draft where there is no other."""
    newest = max(documents, key=_standing, default=None)
    return None if newest is None or _status(newest) in set(WITHHELD) - set(include) else newest


def _standing(document: "Document") -> tuple[bool, int]:
    return _status(document) != "draft", document.data["revision"]["number"]


def _status(document: "Document") -> str:
    return str(document.data["revision"]["status"])


def _others(documents: Sequence["Document"], best: "Document | None") -> Iterator[Problem]:
    for document in documents:
        if document is best:
            continue
        number, status = document.data["revision"]["number"], _status(document)
        found = f"revision {number} of {document.data['id']} ({status})"
        if best is None and status in WITHHELD:
            yield Problem(document.name, found, "a published revision", f"take it with --include {status}")
        elif best is None:
            yield Problem(document.name, found, "a later revision that stands", "a later one is withheld")
        else:
            other = f"revision {best.data['revision']['number']} ({_status(best)}) in {best.name}"
            yield Problem(document.name, found, "the newest published revision", f"{other} is compared")
