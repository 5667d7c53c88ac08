"""What the review commands share: the document, its findings, the record beside it, and how they are written."""

import os

from fullcount.cli.exits import UNREADABLE, USAGE, Exit
from fullcount.cli.factor_tables import add_factor_arguments, own_library_of
from fullcount.cli.output import Writing, add_today

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from fullcount.disclosure import Document, Problem
    from fullcount.review.finding import Finding
    from fullcount.review.record import Record

__all__ = [
    "add_arguments",
    "begun",
    "document_of",
    "findings_of",
    "path_of",
    "problem_lines",
    "write_all",
]


def add_arguments(parser: "ArgumentParser") -> None:
    """The arguments that every review command ends with."""
    add_factor_arguments(parser)
    add_today(parser)


def document_of(arguments: "Namespace") -> "Document":
    """The disclosure to review; what is none at all cannot be reviewed."""
    from fullcount.cli.inputs import fault_lines, one_document
    from fullcount.disclosure import shape_errors

    document = one_document(arguments.path)
    if isinstance(document.data, dict) and "fullcount" in document.data:
        return document
    raise Exit(UNREADABLE, fault_lines(document, shape_errors(document.data)[:1]))


def findings_of(arguments: "Namespace", document: "Document") -> "tuple[Finding, ...]":
    """Everything that the rules find in it on that day."""
    from fullcount.review.check import validate

    return validate(document, arguments.today, library=own_library_of(arguments)).findings


def path_of(named: str | None, document: "Document") -> "Path":
    """The file of the record: as named, else beside the document."""
    from pathlib import Path

    from fullcount.review.record import file_name

    if named is not None:
        return Path(named)
    if document.name == "-":
        raise Exit(
            USAGE, ["a document from standard input has no place beside it: name the file of the record"]
        )
    return Path(document.name).with_name(file_name(document.name))


def begun(path: "Path", document: "Document") -> "Record":
    """The record in that file; a command that goes on with it stops where there is none, or one of other work."""
    record = _read(path)
    own_id = document.data.get("id")
    if record.document.id not in {None, own_id if isinstance(own_id, str) else None}:
        remedy = "name the record of this disclosure with --record, or begin one with fullcount review start -o FILE"
        raise Exit(
            USAGE,
            [f"{path}: is the record of {record.document.id}, not of {own_id or 'this document'}; {remedy}"],
        )
    return record


def _read(path: "Path") -> "Record":
    from fullcount.disclosure import Unreadable
    from fullcount.disclosure.source_bytes import read_bytes
    from fullcount.review.record import RecordError, read_record
    from fullcount.review.record.reading import LIMITS

    if not path.exists():
        raise Exit(
            UNREADABLE,
            [
                f"{path}: no record of a review; begin with fullcount review start, or name its file with --record"
            ],
        )
    try:
        return read_record(read_bytes(path, str(path), LIMITS), str(path))
    except RecordError as error:
        raise Exit(UNREADABLE, problem_lines(str(path), error.problems)) from None
    except Unreadable as error:
        raise Exit(UNREADABLE, problem_lines(str(path), error.problems)) from None


def problem_lines(name: str, problems: "Iterable[Problem]") -> "Iterator[str]":
    """Each problem with its place and what to do."""
    for problem in problems:
        at = f":{problem.place.line}:{problem.place.column}" if problem.place else ""
        where = f" at {problem.pointer}" if problem.pointer and not problem.place else ""
        yield f"{name}{at}: {problem.found}{where}"
        yield f"    expected {problem.expected}; {problem.remedy}"


def write_all(texts: "Iterable[tuple[Path, str]]") -> None:
    """Write files so that each is replaced as a whole, and none where one of them cannot be written."""
    from shutil import copymode

    temporaries: list[tuple[Path, Path]] = []
    try:
        for named, text in texts:
            path = named.resolve() if named.is_symlink() else named
            temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
            temporaries.append((temporary, path))
            with Writing(named):
                if path.exists() and not path.stat().st_mode & 0o222:
                    raise Exit(USAGE, [f"{named}: is read-only; allow writing, or keep to the record"])
                temporary.write_bytes(text.encode())
                if path.exists():
                    copymode(path, temporary)
        for temporary, path in temporaries:
            with Writing(path):
                temporary.replace(path)
    finally:
        for temporary, _ in temporaries:
            temporary.unlink(missing_ok=True)
