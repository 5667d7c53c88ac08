"""One file among many: passed over, refused with its problems, or checked against the schema and every rule."""

import os
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
from fullcount.review.check import Validation, validate
from fullcount.review.report import counts, review

if TYPE_CHECKING:
    from fullcount.corpus.walk import Candidate

__all__ = ["Checked", "Refused", "check"]

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


def check(item: "Candidate", year: int, limits: Limits = DEFAULT_LIMITS) -> Checked | Refused:
    """Read and check one file. Rules that ask for the day of the check get the last one of `year`."""
    if item.size > limits.max_bytes:
        return _large(item, limits)
    try:
        content = content_of(item.path, item.size, limits)
        document = _read(content, item, limits)
    except Unreadable as error:
        return Refused(tuple(problems_of(error)))
    return document if isinstance(document, Refused) else _validated(document, content, item, year, limits)


def _large(item: "Candidate", limits: Limits) -> Refused:
    with Path(item.path).open("rb") as file:
        ours = item.named or looks_like_disclosure(file.read(1 << 16))
    return Refused((too_large(item, limits),) if ours else ())


def _read(content: bytes, item: "Candidate", limits: Limits) -> Unplaced | Refused:
    folder = Path(item.path).parent
    document = quick(content, item.path, folder, limits)
    if document is None:
        if not item.named and not looks_like_disclosure(content):
            return Refused(())
        document = strict(content, item.path, folder, limits)
    if isinstance(document.data, dict) and "fullcount" in document.data:
        return document
    return Refused((foreign(item.path),) if item.named else ())


def _validated(
    document: Unplaced, content: bytes, item: "Candidate", year: int, limits: Limits
) -> Checked | Refused:
    day = date(year, 12, 31)
    validation = validate(document, day)
    if any(finding.rule in SHAPE_RULES for finding in validation.findings):
        try:
            validation = validate(strict(content, item.path, Path(item.path).parent, limits), day)
        except Unreadable as error:
            return Refused(tuple(problems_of(error)))
    if validation.broken:
        return Refused(tuple(_faults(validation, item.path)))
    return _checked(validation, content, item)


def _checked(validation: Validation, content: bytes, item: "Candidate") -> Checked:
    data = validation.document.data
    said = about(data)
    tally = counts(validation.findings)
    row = {
        "file": item.path.replace(os.sep, "/"),
        **said,
        "level": review(validation).levels.reached,
        "valid": validation.valid,
        **{f"{severity}s": number for severity, number in tally.items()},
        "bytes": len(content),
        "sha256": sha256(content).hexdigest(),
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
