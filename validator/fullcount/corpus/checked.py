"""Files among many: passed over, refused with their problems, or checked against the schema and every rule.

A few are checked together, which takes less time than one after the other.
"""

import os
from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from fullcount.corpus.find import foreign, too_large
from fullcount.corpus.look import looks_like_disclosure
from fullcount.corpus.problem import Problem, problems_of
from fullcount.corpus.reading import Unplaced, content_of, quick, strict
from fullcount.corpus.tabulated import about
from fullcount.disclosure import Limits, Unreadable
from fullcount.disclosure.document import DEFAULT_LIMITS
from fullcount.disclosure.shape import SHAPE_RULES
from fullcount.review.check import Validation, validate, validate_all
from fullcount.review.coverage import REQUIREMENTS, judge_all
from fullcount.review.report import counts

if TYPE_CHECKING:
    from fullcount.corpus.walk import Candidate

__all__ = ["Checked", "Refused", "check_all"]

FEW, FEW_BYTES = 16, 1 << 20
"""Files that are checked together, and how large they may be together; measured, more of them gain nothing."""
SHOWN = 3
"""Faults of the shape that are listed of one file; `fullcount validate` lists them all."""

Row = dict[str, Any]


class Checked(NamedTuple):
    """A disclosure whose shape is whole: its data, what it says of itself, and what the check found."""

    data: Any
    row: Row
    findings: list[Row]
    attached: tuple[str, ...]


class Refused(NamedTuple):
    """A file that is no part of the corpus; without problems it is none of ours and is passed over."""

    problems: tuple[Problem, ...]


class _Read(NamedTuple):
    """A file that says that it is a disclosure."""

    item: "Candidate"
    content: bytes
    document: Unplaced


def check_all(
    items: Sequence["Candidate"], year: int, limits: Limits = DEFAULT_LIMITS
) -> Iterator[Checked | Refused]:
    """Read and check files, in their order. Rules that ask for the day of the check get the last one of `year`."""
    for few in _together(items):
        found = [_read(item, limits) for item in few]
        validated = [
            _validated(read, verdict, limits) for read, verdict in _verdicts(found, date(year, 12, 31))
        ]
        whole = [each for each in validated if not isinstance(each, Refused)]
        levels = iter(judge_all([validation for _, validation in whole], REQUIREMENTS))
        outcomes = iter(
            each if isinstance(each, Refused) else _checked(*each, next(levels).reached) for each in validated
        )
        yield from (each if isinstance(each, Refused) else next(outcomes) for each in found)


def _together(items: Sequence["Candidate"]) -> Iterator[list["Candidate"]]:
    """A few files at a time, fewer where they are large, since all of them are held in memory."""
    few: list[Candidate] = []
    for item in items:
        if few and (len(few) == FEW or sum(each.size for each in few) + item.size > FEW_BYTES):
            yield few
            few = []
        few.append(item)
    if few:
        yield few


def _verdicts(found: Sequence[_Read | Refused], day: date) -> list[tuple[_Read, Validation]]:
    read = [each for each in found if not isinstance(each, Refused)]
    return list(zip(read, validate_all([each.document for each in read], day), strict=True))


def _read(item: "Candidate", limits: Limits) -> _Read | Refused:
    if item.size > limits.max_bytes:
        return _large(item, limits)
    try:
        content = content_of(item.path, item.size, limits)
        document = _document(content, item, limits)
    except Unreadable as error:
        return Refused(tuple(problems_of(error)))
    return document if isinstance(document, Refused) else _Read(item, content, document)


def _large(item: "Candidate", limits: Limits) -> Refused:
    with Path(item.path).open("rb") as file:
        ours = item.named or looks_like_disclosure(file.read(1 << 16))
    return Refused((too_large(item, limits),) if ours else ())


def _document(content: bytes, item: "Candidate", limits: Limits) -> Unplaced | Refused:
    folder = Path(item.path).parent
    document = quick(content, item.path, folder, limits)
    if document is None:
        if not item.named and not looks_like_disclosure(content):
            return Refused(())
        document = strict(content, item.path, folder, limits)
    if isinstance(document.data, dict) and "fullcount" in document.data:
        return document
    return Refused((foreign(item.path),) if item.named else ())


def _validated(read: _Read, validation: Validation, limits: Limits) -> tuple[_Read, Validation] | Refused:
    """Faults of the shape are told with their places, for which the file is read again."""
    if any(finding.rule in SHAPE_RULES for finding in validation.findings):
        try:
            again = strict(read.content, read.item.path, Path(read.item.path).parent, limits)
        except Unreadable as error:
            return Refused(tuple(problems_of(error)))
        validation = validate(again, validation.today)
    if validation.broken:
        return Refused(tuple(_faults(validation, read.item.path)))
    return read, validation


def _checked(read: _Read, validation: Validation, level: int) -> Checked:
    data = validation.document.data
    tally = counts(validation.findings)
    row = {
        "file": read.item.path.replace(os.sep, "/"),
        **about(data),
        "level": level,
        "valid": validation.valid,
        **{f"{severity}s": number for severity, number in tally.items()},
        "bytes": len(read.content),
        "sha256": sha256(read.content).hexdigest(),
    }
    head = {name: row[name] for name in ("file", "disclosure", "revision")}
    findings = [{**head, **_as_row(finding)} for finding in validation.findings]
    return Checked(data, row, findings, _attached(data))


def _as_row(finding: Any) -> Row:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "pointer": finding.pointer,
        "message": finding.message,
        "remedy": finding.remedy,
    }


def _attached(data: Any) -> tuple[str, ...]:
    """Paths of the files that the verdict depends on beside the disclosure itself."""
    paths = (item.get("path") for item in data.get("evidence", ()))
    return tuple(path for path in paths if isinstance(path, str))


def _faults(validation: Validation, file: str) -> list[Problem]:
    faults = [finding for finding in validation.findings if finding.rule in SHAPE_RULES]
    listed = [
        Problem(
            file,
            f"{finding.rule}: {finding.message}",
            "a disclosure whose shape is whole",
            finding.remedy,
            finding.pointer,
        )
        for finding in faults[:SHOWN]
    ]
    if len(faults) > SHOWN:
        remedy = f"see all of them with fullcount validate {file}"
        listed.append(Problem(file, f"{len(faults) - SHOWN} more faults of its shape", "none", remedy))
    return listed
