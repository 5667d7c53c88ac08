"""The disclosures that a user names: files, folders, data packages, or standard input."""

import sys

from fullcount.cli.exits import FINDINGS, UNREADABLE, Exit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import Any

    from fullcount.disclosure import Document, ShapeError, Unreadable

__all__ = ["description", "documents", "fault_lines", "matching", "one_document", "well_formed"]

SUFFIXES = (".json", ".yaml", ".yml")
OTHERS = ("datapackage.json", ".review.json", ".schema.json")
"""How JSON files end that stand beside disclosures: descriptors, records of reviews, schemas."""
SECTIONS_OF_A_DRAFT = (
    "fullcount",
    "id",
    "revision",
    "publisher",
    "licence",
    "data_status",
    "subject",
    "scope",
)


def documents(names: "Sequence[str]") -> "Iterator[Document | Unreadable]":
    """Each named disclosure, read, or why it cannot be.

    A folder stands for the disclosures inside it, the same that a comparison and a corpus take: JSON and YAML files
    with the key `fullcount`, whole or broken, and what a data package there lists. One without any is unreadable.
    """
    from pathlib import Path

    for name in names:
        if name == "-" or not Path(name).is_dir():
            yield _read(name)
        else:
            yield from _inside(name)


def matching(names: "Sequence[str]") -> "list[str]":
    """Each name; in place of a pattern (`*`, `?`, `[`, `**` for any folders) the JSON and YAML files that fit it.

    Hidden folders, records of reviews and schemas are passed over. A pattern that nothing fits is told and left out;
    where nothing is left at all, the patterns stay as names, which then cannot be read.
    """
    found: list[str] = []
    unfit = []
    for name in names:
        fitting = _fitting(name)
        found += fitting
        unfit += [] if fitting else [name]
    from fullcount.printing import printable

    for name in unfit if found else ():
        print(f"{printable(name)}: no JSON or YAML file fits this pattern", file=sys.stderr)
    return found or unfit


def _fitting(name: str) -> list[str]:
    """The files that a pattern stands for; what is no pattern stands for itself."""
    from glob import glob, has_magic
    from pathlib import Path

    if not has_magic(name) or Path(name).exists():
        return [name]
    paths = glob(name, recursive=True)  # noqa: PTH207 - names stay as they are written
    return sorted(path for path in paths if _may_disclose(Path(path)))


def _inside(folder: str) -> "Iterator[Document | Unreadable]":
    from fullcount.corpus.find import meant
    from fullcount.disclosure import Problem, Unreadable

    files, problems = meant(folder)
    yield from (_read(str(file)) for file in files)
    for item in problems:
        fault = Problem(item.pointer, item.place, item.found, item.expected, item.remedy)
        yield Unreadable(item.file, (fault,))
    if not files and not problems:
        expected = "a JSON or YAML file with the key fullcount"
        nothing = Problem(None, None, "a folder without a disclosure", expected, "name the file itself")
        yield Unreadable(folder, (nothing,))


def _read(name: str) -> "Document | Unreadable":
    from fullcount.disclosure import Unreadable, load

    try:
        return load(name)
    except Unreadable as problem:
        return problem


def _may_disclose(path: "Path") -> bool:
    name = path.name.lower()
    return name.endswith(SUFFIXES) and not name.endswith(OTHERS) and path.is_file()


def one_document(name: str) -> "Document":
    """The disclosure called `name`; a command that needs it stops where it cannot be read."""
    from fullcount.disclosure import Unreadable

    document = _read(name)
    if isinstance(document, Unreadable):
        from fullcount.review.text import Paint, unreadable_lines

        raise Exit(UNREADABLE, unreadable_lines(document, Paint(False)))
    return document


def well_formed(name: str, *, refused: "frozenset[str]" = frozenset()) -> "Document":
    """The disclosure called `name`, if its shape is whole; a command that computes from it stops where it is not.

    It also stops at the faults `refused`: at an unknown code where there must be words for it, at a figure out of range
    where there must be a number.
    """
    from fullcount.disclosure import shape_errors

    document = one_document(name)
    errors = shape_errors(document.data)
    broken = [error for error in errors if error.breaks_shape or error.rule in refused]
    if broken:
        raise Exit(
            FINDINGS, [*fault_lines(document, broken), f"{name}: see fullcount validate for everything"]
        )
    return document


def fault_lines(document: "Document", errors: "Iterable[ShapeError]") -> "Iterator[str]":
    """Each fault of the shape with its place and its remedy, in the order of the lines."""
    placed = ((document.key_place(error.pointer), error) for error in errors)
    for place, error in sorted(placed, key=lambda pair: (pair[0] or (0, 0), pair[1].pointer)):
        at = f":{place.line}:{place.column}" if place else ""
        yield f"{document.name}{at}: error {error.rule}: {error.message}"
        yield f"    {error.pointer or 'the document'}: {error.remedy}"


def description(name: str | None) -> "dict[str, Any]":
    """A lab's own description of its work, to stand beside a log; empty where none is named."""
    from fullcount.disclosure import shape_errors

    if name is None:
        return {}
    document = one_document(name)
    errors = [error for error in shape_errors(document.data) if not _comes_later(error.rule, error.pointer)]
    if errors:
        raise Exit(FINDINGS, fault_lines(document, errors))
    return dict(document.data)


def _comes_later(rule: str, pointer: str) -> bool:
    """A description may leave out the sections that the draft fills in."""
    return rule == "missing-key" and pointer.lstrip("/") in ("", *SECTIONS_OF_A_DRAFT)
