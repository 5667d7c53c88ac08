"""The disclosures that a user names: files, folders, data packages, or standard input."""

from fullcount.cli.exits import FINDINGS, UNREADABLE, Exit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from fullcount.disclosure import Document, Unreadable

__all__ = ["documents", "one_document", "well_formed"]

SUFFIXES = (".json", ".yaml", ".yml")
DESCRIPTOR = "datapackage.json"


def documents(names: "Sequence[str]") -> "Iterator[Document | Unreadable]":
    """Each named disclosure, read, or why it cannot be.

    A folder with a `datapackage.json` is one disclosure; any other folder stands for the disclosures inside it:
    the JSON and YAML files whose document has a `fullcount` key, and those that cannot be read.
    """
    from fullcount.disclosure import Unreadable, load

    for name, chosen in _files(names):
        try:
            document = load(name)
        except Unreadable as problem:
            yield problem
            continue
        if chosen or (isinstance(document.data, dict) and "fullcount" in document.data):
            yield document


def _files(names: "Sequence[str]") -> "Iterator[tuple[str, bool]]":
    """Paths to read, and whether the user chose them one by one."""
    from pathlib import Path

    for name in names:
        folder = Path(name)
        if name == "-" or not folder.is_dir() or (folder / DESCRIPTOR).is_file():
            yield name, True
        else:
            yield from ((str(path), False) for path in sorted(folder.rglob("*")) if _may_disclose(path))


def _may_disclose(path: "Path") -> bool:
    return path.suffix in SUFFIXES and path.is_file() and path.name != DESCRIPTOR


def one_document(name: str) -> "Document":
    """The disclosure called `name`; a command that needs it stops where it cannot be read."""
    from fullcount.disclosure import Unreadable, load
    from fullcount.review.text import Paint, unreadable_lines

    try:
        return load(name)
    except Unreadable as problem:
        raise Exit(UNREADABLE, unreadable_lines(problem, Paint(False))) from None


def well_formed(name: str) -> "Document":
    """The disclosure called `name`, if its shape is whole; a command that computes from it stops where it is not."""
    from fullcount.disclosure import shape_errors
    from fullcount.review.text import printable

    document = one_document(name)
    broken = [error for error in shape_errors(document.data) if error.breaks_shape]
    if broken:
        lines = [
            f"{name}:{_at(document, error.pointer)} error {error.rule}: {error.message}" for error in broken
        ]
        raise Exit(
            FINDINGS, [printable(line) for line in [*lines, f"{name}: see fullcount validate for everything"]]
        )
    return document


def _at(document: "Document", pointer: str) -> str:
    place = document.place(pointer)
    return f"{place.line}:{place.column}:" if place else ""
