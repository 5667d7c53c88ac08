"""A factor table of the user's own: read from untrusted bytes, and refused as a whole if any row is wrong."""

import csv
import difflib
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from fullcount.counted import counted
from fullcount.factors.cells import row_problems
from fullcount.factors.clashes import Use, clash_in_table, use_of
from fullcount.factors.errors import FactorError, Problem
from fullcount.factors.factor import Factor
from fullcount.factors.rows import COLUMNS, NEEDED, factor_from
from fullcount.factors.seals import seal_problems

__all__ = ["MAX_BYTES", "read_own"]

MAX_BYTES = 64 * 1024 * 1024
"""The largest table that is read, bytes: some 200,000 rows of the length of the shipped ones."""

_Lines = list[tuple[int, list[str]]]


def read_own(
    path: Path, *, licence: str, allow_unverified: bool, resource: Mapping[str, Any]
) -> dict[str, Factor]:
    """The factors of the table at `path` by id; `licence` where a row names none.

    `resource` is what a data package says of the table, empty where it is in none.

    Raises:
        FactorError: with every problem of every row at once, or with what is wrong with the file as a whole.

    """
    content = _content(path)
    if changed := [*seal_problems(path, content, resource)]:
        raise FactorError(tuple(changed))
    header, lines = _parsed(path, _decoded(path, content))
    _check_header(path, header)
    if problems := [*_problems(path, header, lines, licence, allow_unverified=allow_unverified)]:
        raise FactorError(tuple(problems))
    return {row["id"]: factor_from(row) for row in (_row(header, cells, licence) for _, cells in lines)}


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _refused(path, 0, error.strerror or "an error", "a readable file", "check the path") from error
    if len(content) > MAX_BYTES:
        raise _refused(path, 0, "a file over 64 MiB", "at most 64 MiB", "keep the factors that you use")
    return content


def _decoded(path: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        found = f"the byte 0x{content[error.start]:02x}"
        raise _refused(path, line, found, "UTF-8 text", "save the table as CSV in UTF-8") from error


def _parsed(path: Path, text: str) -> tuple[list[str], _Lines]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        return header, [(reader.line_num, cells) for cells in reader if any(map(str.strip, cells))]
    except csv.Error as error:
        remedy = "close the quotation marks, and keep one row on one line"
        raise _refused(path, reader.line_num, str(error), "comma-separated values", remedy) from error


def _check_header(path: Path, header: list[str]) -> None:
    problems = [_missing(path, name, header) for name in NEEDED if name not in header]
    problems += [_unknown(path, name) for name in header if name not in COLUMNS]
    problems += [_twice(path, name) for name in COLUMNS if header.count(name) > 1]
    if problems:
        raise FactorError(tuple(problems))


def _missing(path: Path, name: str, header: list[str]) -> Problem:
    semicolons = len(header) == 1 and ";" in header[0]
    remedy = "separate the cells by commas, not semicolons" if semicolons else "add the column"
    return Problem(str(path), 1, f"no column {name!r}", f"the columns {', '.join(NEEDED)}", remedy)


def _unknown(path: Path, name: str) -> Problem:
    near = difflib.get_close_matches(name, COLUMNS, 1)
    remedy = f"did you mean {near[0]!r}?" if near else "remove it, or put what it says into the note"
    return Problem(str(path), 1, f"the column {name[:60]!r}", f"one of {', '.join(COLUMNS)}", remedy)


def _twice(path: Path, name: str) -> Problem:
    return Problem(str(path), 1, f"the column {name!r} twice", "each column once", "remove one of them")


def _problems(
    path: Path, header: list[str], lines: _Lines, licence: str, *, allow_unverified: bool
) -> Iterator[Problem]:
    if not lines:
        yield Problem(str(path), 0, "no row", "at least one factor", "add a row below the header")
    first_line: dict[str, int] = {}
    first_use: dict[Use, tuple[int, str]] = {}
    for line, cells in lines:
        if len(cells) != len(header):
            yield _ragged(path, line, header, cells)
            continue
        row = _row(header, cells, licence)
        for found, expected, remedy in row_problems(row, allow_unverified=allow_unverified):
            yield Problem(str(path), line, found, expected, remedy)
        if (first := first_line.setdefault(row["id"], line)) != line:
            yield _again(path, line, row["id"], first)
        elif (use := use_of(row)) and (former := first_use.setdefault(use, (line, row["id"])))[0] != line:
            yield clash_in_table(path, line, row, former)


def _row(header: list[str], cells: list[str], licence: str) -> dict[str, str]:
    row = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
    return {**row, "licence": row.get("licence") or licence}


def _ragged(path: Path, line: int, header: list[str], cells: list[str]) -> Problem:
    expected = f"{counted(len(header), 'cell')}, as in the header"
    return Problem(str(path), line, counted(len(cells), "cell"), expected, "quote a cell that holds a comma")


def _again(path: Path, line: int, factor_id: str, first: int) -> Problem:
    found = f"the id {factor_id!r} again, first in line {first}"
    return Problem(str(path), line, found, "each id once", "tell the two apart by year, scope or source")


def _refused(path: Path, line: int, found: str, expected: str, remedy: str) -> FactorError:
    return FactorError((Problem(str(path), line, found, expected, remedy),))
